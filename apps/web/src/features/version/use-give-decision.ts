import { mustSign, shownFormula } from '@samsyn/domain'
import type { VersionDetail } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import { queryKeys, useOwnPasskeys, usePositionChange, useWorkspace } from '../../app/queries.ts'
import { usePerson } from '../../app/session-context.ts'
import { asGiven, type Deciding, type GivenDecision, signStatement } from './signing.ts'

/** Whether what this person decides is signed with a passkey, and whether they have one; null while that is not known. */
export function useSigning(): { readonly isSigned: boolean; readonly hasPasskey: boolean } | null {
  const workspace = useWorkspace().data
  const passkeys = useOwnPasskeys().data
  if (!workspace || !passkeys) return null
  const hasPasskey = passkeys.length > 0
  return { isSigned: mustSign({ isSample: workspace.isSample, hasPasskey }), hasPasskey }
}

/** An answer that was confirmed on the page, and the signal that calls it off until it has been signed. */
interface Confirmed {
  readonly chosen: GivenDecision
  readonly signal: AbortSignal
}

/** Gives a decision: the one place that sends it, signed wherever it has to be. */
export function useGiveDecision({
  version,
  ...seen
}: Omit<Deciding, 'person' | 'version'> & { readonly version: VersionDetail }) {
  const person = usePerson()
  const client = useQueryClient()
  const signing = useSigning()
  const { position, round } = seen
  return usePositionChange(position.id, async ({ chosen, signal }: Confirmed) => {
    const value = asGiven(chosen)
    const params = { positionId: position.id }
    const { number: versionNumber, contentHash } = version
    const answer = { country: seen.country, value }
    const formula = shownFormula(answer, round, position.draftingLanguage)
    const about = { roundId: round.id, versionNumber, contentHash, value }
    const body = formula === null ? about : { ...about, shownFormula: formula }
    // Not known yet means that the server is asked: it says whether it takes one that is not signed.
    if (signing && !signing.isSigned) return api('giveDecision', { params, body })
    const prepared = await api('prepareDecision', { params, body, signal })
    const signed = await signStatement(prepared, value, { ...seen, version, person }, signal)
    signal.throwIfAborted()
    const decided = await api('signDecision', { params, body: signed })
    void client.invalidateQueries({ queryKey: queryKeys.ownPasskeys })
    return decided
  })
}
