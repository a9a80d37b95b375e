import { isOfWhoBinds, mustSign, type Position, type Release } from '@samsyn/domain'
import {
  actFormula,
  actsOf,
  type CheckedAct,
  checkAct,
  checkConfirmation,
  type DecisionFault,
  eventsOf,
  isActInPlace,
  readActStatement,
} from '@samsyn/export'
import type { StoredPositionEvent, StoredRound, Tables } from '@samsyn/storage'
import type { ActFault, Fault } from './report.ts'
import type { Known } from './verify-decisions.ts'

type Told = StoredPositionEvent & {
  readonly event: Extract<
    StoredPositionEvent['event'],
    {
      type:
        | 'terms.confirmed'
        | 'reservation.lifted'
        | 'release.reservation_lifted'
        | 'support.withdrawn'
        | 'release.reconfirmed'
        | 'corrigendum.objected'
    }
  >
}

interface Beside {
  readonly releases: readonly Release[]
  readonly rounds: readonly StoredRound[]
  readonly events: readonly StoredPositionEvent[]
  readonly known: Known
}

/** How much later than its event a withdrawal of before was stored, in milliseconds: its row took a time of its own. */
const storedWithin = 60_000

/** Checks all terms that were confirmed, every reservation that was lifted, all support that was withdrawn, everybody who stood by a final text when its meeting was put off, and every objection to a corrigendum against its event, its place and its signature. */
export async function verifyActs(
  tables: Tables,
  position: Position,
  { releases, rounds, events, known }: Beside,
): Promise<{ readonly faults: readonly Fault[]; readonly count: number }> {
  const faults: Fault[] = []
  let count = 0
  const left = new Set(events.filter(isAct))
  for (const round of rounds) {
    const release = releases.find(({ roundId }) => roundId === round.id) ?? null
    const signatures = await tables.signatures.actsByRound(round.id)
    for (const act of actsOf(position.id, round, release)) {
      count += 1
      const fault = (kind: ActFault | DecisionFault) =>
        void faults.push({ kind, positionId: position.id, actId: act.id, country: act.country })
      const told = [...left].find((one) => isToldBy(one, act, known))
      if (!told) fault('act_untold')
      else left.delete(told)
      if (!isActInPlace(act, { round, release, events, told })) fault('act_misplaced')
      const signature = signatures.find(({ actId }) => actId === act.id) ?? null
      const statement = signature && readActStatement(signature.statement)
      const beside = { round, events, language: position.draftingLanguage }
      const misplaced = told && checkConfirmation(act, statement?.partyFormula, beside)
      if (misplaced) fault(misplaced)
      const sequence = told?.sequence ?? Number.POSITIVE_INFINITY
      if (!known.leads.answersFor({ ...act, sequence }, position)) fault('act_unled')
      if (act.statementHash === null) {
        const isOld = act.id === '' && sequence < known.actsSignedSince
        const hasPasskey = known.keys.holds(act.personId, sequence)
        if (!isOld && mustSign({ isSample: known.isSample, hasPasskey })) fault('act_unsigned')
        continue
      }
      const wrong = await checkAct(act, signature, known.keys.at(sequence))
      if (wrong) fault(wrong)
      else if (
        act.act.kind !== 'confirm_terms' &&
        statement?.partyFormula !== actFormula(act, round, position.draftingLanguage)
      )
        fault('act_formula_differs')
    }
  }
  const isPurged = ({ sequence }: Told) =>
    eventsOf(events, 'spill.purged').some((purge) => purge.sequence > sequence)
  for (const told of left) {
    const { event } = told
    const isOfRelease = 'releaseId' in event && event.type !== 'release.reservation_lifted'
    const isGone = !isOfRelease || releases.some(({ id }) => id === event.releaseId)
    if (!isGone && isPurged(told)) continue
    const actId = actIdOf(event) ?? ''
    faults.push({ kind: 'act_missing', positionId: position.id, actId, country: event.country })
  }
  return { faults, count }
}

function isAct(one: StoredPositionEvent): one is Told {
  const { type } = one.event
  return (
    // One of before they were signed is no act.
    (type === 'terms.confirmed' && one.event.confirmationId !== undefined) ||
    type === 'reservation.lifted' ||
    type === 'release.reservation_lifted' ||
    type === 'support.withdrawn' ||
    type === 'release.reconfirmed' ||
    type === 'corrigendum.objected'
  )
}

/** An event of a withdrawal of before names none. */
function actIdOf(event: Told['event']): string | undefined {
  if (event.type === 'corrigendum.objected') return event.objectionId
  if (event.type === 'terms.confirmed') return event.confirmationId
  if (event.type === 'release.reconfirmed') return event.reconfirmationId
  return event.type === 'support.withdrawn' ? event.withdrawalId : event.liftId
}

function isToldBy({ event, personId, capacity, at, sequence }: Told, act: CheckedAct, known: Known): boolean {
  if (!isOfWhoBinds({ capacity }, act.deputyFor)) return false
  if (event.country !== act.country || personId !== act.personId) return false
  if (event.type === 'support.withdrawn') {
    if (act.act.kind !== 'withdraw_support' || event.releaseId !== act.releaseId) return false
    // The type is that of events as they are written now.
    if (event.withdrawalId === undefined)
      return (
        act.id === '' &&
        sequence < known.actsSignedSince &&
        Math.abs(Date.parse(act.at) - Date.parse(at)) < storedWithin
      )
    return (
      event.withdrawalId === act.id &&
      event.deputyFor === act.deputyFor &&
      event.statementHash === act.statementHash &&
      at === act.at
    )
  }
  if (event.type === 'release.reconfirmed')
    return (
      act.act.kind === 'reconfirm_release' &&
      event.reconfirmationId === act.id &&
      event.postponementId === act.act.postponementId &&
      event.meetingId === act.act.meetingId &&
      event.releaseId === act.releaseId &&
      event.deputyFor === act.deputyFor &&
      event.contentHash === act.version.contentHash &&
      event.statementHash === act.statementHash &&
      at === act.at
    )
  if (event.type === 'terms.confirmed')
    return (
      act.act.kind === 'confirm_terms' &&
      event.confirmationId === act.id &&
      event.roundId === act.roundId &&
      event.of === act.act.of.kind &&
      event.decisionId === (act.act.of.kind === 'reservation' ? act.act.of.decisionId : null) &&
      event.deputyFor === act.deputyFor &&
      event.contentHash === act.version.contentHash &&
      event.statementHash === act.statementHash &&
      at === act.at
    )
  if (event.type === 'corrigendum.objected')
    return (
      act.act.kind === 'object_to_corrigendum' &&
      event.objectionId === act.id &&
      event.corrigendumId === act.act.corrigendumId &&
      event.corrigendumHash === act.act.corrigendumHash &&
      event.releaseId === act.releaseId &&
      event.deputyFor === act.deputyFor &&
      event.statementHash === act.statementHash &&
      at === act.at
    )
  return (
    act.act.kind === 'lift_reservation' &&
    event.liftId === act.id &&
    event.decisionId === act.act.decisionId &&
    event.deputyFor === act.deputyFor &&
    event.contentHash === act.version.contentHash &&
    event.statementHash === act.statementHash &&
    (event.type === 'reservation.lifted' ? act.releaseId === null : event.releaseId === act.releaseId) &&
    at === act.at
  )
}
