import type { CountryCode } from '@samsyn/domain'
import type { PersonCard } from '@samsyn/protocol'
import { createContext, useContext } from 'react'

/** Who is signed in; null where nobody is, as on the sign-in page. */
export const SessionContext = createContext<PersonCard | null>(null)

/** The signed-in person. Only for pages behind the sign-in. */
export function usePerson(): PersonCard {
  const person = useContext(SessionContext)
  if (!person) throw new Error('This page is shown only to a signed-in person')
  return person
}

/** The country of the signed-in person; null for functions that act for none, and where nobody is signed in. */
export function usePersonCountry(): CountryCode | null {
  return useContext(SessionContext)?.country ?? null
}
