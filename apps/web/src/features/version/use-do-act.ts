import type { VersionDetail } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { api } from '../../app/api.ts'
import { queryKeys, usePositionChange } from '../../app/queries.ts'
import { usePerson } from '../../app/session-context.ts'
import { type Acting, asAsked, type GivenAct, signAct } from './signing.ts'
import { useSigning } from './use-give-decision.ts'
import { useSigningErrorText } from './use-signing-error-text.ts'

/** Does for a country what is no answer: signed wherever a decision has to be. What was begun is called off when its dialog is left. */
export function useDoAct(seen: Omit<Acting, 'person' | 'version'> & { readonly version: VersionDetail }) {
  const person = usePerson()
  const client = useQueryClient()
  const signing = useSigning()
  const errorText = useSigningErrorText()
  const asking = useRef<AbortController | null>(null)
  const callOff = useCallback(() => asking.current?.abort(), [])
  useEffect(() => callOff, [callOff])
  const { position } = seen
  const { mutateAsync, reset, error, isPending } = usePositionChange(
    position.id,
    async ({ chosen, signal }: { readonly chosen: GivenAct; readonly signal: AbortSignal }) => {
      const act = asAsked(chosen, seen)
      const params = { positionId: position.id }
      // Not known yet means that the server is asked: it says whether it takes one that is not signed.
      if (signing && !signing.isSigned) return api('doAct', { params, body: { act } })
      const prepared = await api('prepareAct', { params, body: { act }, signal })
      const signed = await signAct(prepared, chosen, { ...seen, person }, signal)
      signal.throwIfAborted()
      const done = await api('signAct', { params, body: signed })
      void client.invalidateQueries({ queryKey: queryKeys.ownPasskeys })
      return done
    },
  )
  return {
    state: { error, errorText, isPending },
    act: (chosen: GivenAct, onDone: () => void) => {
      asking.current = new AbortController()
      // Not a callback of the mutation: once it is done the dialog may be gone. A refusal stands in it.
      mutateAsync({ chosen, signal: asking.current.signal }).then(onDone, () => undefined)
    },
    leave: () => {
      callOff()
      reset()
    },
  }
}
