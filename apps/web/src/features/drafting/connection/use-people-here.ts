import { type CountryCode, countryCodes } from '@samsyn/domain'
import { useEffect, useState } from 'react'
import type { DraftConnection } from './draft-connection.ts'

/** Somebody who has the draft open, as the server names them. */
export interface PersonHere {
  readonly personId: string
  readonly name: string
  readonly country: CountryCode | null
}

/** Who has the draft open now, once each, in the neutral order of their countries. */
export function usePeopleHere(connection: DraftConnection | null): readonly PersonHere[] {
  const [people, setPeople] = useState<readonly PersonHere[]>([])
  useEffect(() => {
    if (!connection) return
    const { awareness } = connection.provider
    const look = () => {
      const found = new Map<string, PersonHere>()
      for (const state of awareness.getStates().values()) {
        const person = personOf(state.user)
        if (person) found.set(person.personId, person)
      }
      const now = [...found.values()].sort((one, other) => orderOf(one) - orderOf(other))
      // Awareness changes with every caret that moves; who is here does not.
      setPeople((before) => (isSame(before, now) ? before : now))
    }
    awareness.on('change', look)
    look()
    return () => awareness.off('change', look)
  }, [connection])
  return people
}

/** Reads a user of the awareness; null for a state without one. */
export function personOf(user: unknown): PersonHere | null {
  const { personId, name, country } = (user ?? {}) as Partial<Record<keyof PersonHere, unknown>>
  if (typeof personId !== 'string' || typeof name !== 'string') return null
  return { personId, name, country: countryCodes.find((code) => code === country) ?? null }
}

function isSame(before: readonly PersonHere[], now: readonly PersonHere[]): boolean {
  return (
    before.length === now.length &&
    before.every(({ personId, name, country }, index) => {
      const person = now[index]
      return person?.personId === personId && person.name === name && person.country === country
    })
  )
}

function orderOf({ country }: PersonHere): number {
  return country === null ? countryCodes.length : countryCodes.indexOf(country)
}
