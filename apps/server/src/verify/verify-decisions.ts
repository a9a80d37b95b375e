import { type Decision, type DecisionSignature, isOfWhoBinds, mustSign, type Position } from '@samsyn/domain'
import {
  checkDecision,
  type DecisionFault,
  eventsOf,
  isInPlace,
  isOfItsTime,
  type KeyHistory,
  type LeadHistory,
  saysWhatItDoes,
} from '@samsyn/export'
import type { StoredPositionEvent, StoredRound } from '@samsyn/storage'
import { type EventOf, isBeforeSignatures } from './chain-events.ts'
import type { DecisionCount, Fault, GivenFault } from './report.ts'

/** What decisions are checked against beside the events of their position. */
export interface Known {
  readonly isSample: boolean
  readonly keys: KeyHistory
  readonly leads: LeadHistory
  /** The place of the first event that is from the time of signatures. */
  readonly signedSince: number
  /** The place of the first lift, or withdrawal of support that has an id. */
  readonly actsSignedSince: number
  /** The place of the first confirmation of terms that has an id. */
  readonly confirmationsSignedSince: number
  /** The place of the first purge that says whose signed answers went. */
  readonly purgesConfirmedSince: number
}

type Given = EventOf<'decision.given'>

/** Checks every decision of a round against its event, its signature, and those that came before it. */
export async function verifyDecisions(
  round: StoredRound,
  {
    position,
    events,
    signatures,
    known,
  }: {
    readonly position: Position
    readonly events: readonly StoredPositionEvent[]
    readonly signatures: readonly DecisionSignature[]
    readonly known: Known
  },
): Promise<{ readonly faults: readonly Fault[]; readonly counts: Readonly<Record<DecisionCount, number>> }> {
  const faults: Fault[] = []
  const counts = { signed: 0, unsigned: 0, before: 0 }
  const left = new Set(eventsOf(events, 'decision.given').filter(({ event }) => event.roundId === round.id))
  const opened = eventsOf(events, 'round.opened').find(({ event }) => event.roundId === round.id)
  const closed = eventsOf(events, 'round.closed').find(({ event }) => event.roundId === round.id)
  let last = opened?.sequence ?? 0
  for (const [index, decision] of round.decisions.entries()) {
    const { id: decisionId, country, personId, statementHash, value } = decision
    const at = { positionId: position.id, roundId: round.id, decisionId, country }
    const fault = (kind: DecisionFault | GivenFault) => void faults.push({ kind, ...at })
    if (value.kind === 'tacit') {
      fault('decision_tacit')
      continue
    }
    const given = [...left].find((one) => isOf(one, decision, known))
    if (given) left.delete(given)
    if (!given || !isToldBy(given, decision)) fault('decision_untold')
    if (given) {
      if (!isInPlace(given, decision, { round, after: last, closed: closed?.sequence ?? null }))
        fault('decision_misplaced')
      last = given.sequence
    }
    if (given && isBeforeSignatures(given)) {
      counts.before += 1
      continue
    }
    const sequence = given?.sequence ?? Number.POSITIVE_INFINITY
    if (!known.leads.answersFor({ ...decision, sequence }, position)) fault('decision_unled')
    if (statementHash === null) {
      counts.unsigned += 1
      const hasPasskey = known.keys.holds(personId, sequence)
      if (mustSign({ isSample: known.isSample, hasPasskey })) fault('decision_unsigned')
      continue
    }
    counts.signed += 1
    const signature = signatures.find((one) => one.decisionId === decisionId) ?? null
    const checked = { ...decision, positionId: position.id, roundId: round.id }
    const wrong = await checkDecision(checked, signature, known.keys.at(sequence))
    if (wrong) fault(wrong)
    else if (!saysWhatItDoes(signature, { value }, round)) fault('statement_differs')
    else if (!isOfItsTime(signature, decision, { language: position.draftingLanguage, round, index }))
      fault('formula_differs')
  }
  for (const { event } of left) {
    const { decisionId = 'of before signatures', roundId, country } = event
    faults.push({ kind: 'decision_missing', positionId: position.id, roundId, decisionId, country })
  }
  return { faults, counts }
}

function isOf(given: Given, decision: Decision, { signedSince }: Known): boolean {
  if (!isBeforeSignatures(given)) return given.event.decisionId === decision.id
  return given.sequence < signedSince && decision.statementHash === null && saysTheSame(given, decision)
}

function isToldBy(given: Given, decision: Decision): boolean {
  const isSigned = isBeforeSignatures(given) || given.event.statementHash === decision.statementHash
  return isSigned && saysTheSame(given, decision)
}

function saysTheSame({ event, personId, capacity, at }: Given, decision: Decision): boolean {
  return (
    isOfWhoBinds({ capacity }, decision.deputyFor) &&
    event.country === decision.country &&
    event.value === decision.value.kind &&
    event.contentHash === decision.version.contentHash &&
    personId === decision.personId &&
    // An event of before there were deputies says nothing of one.
    (event.deputyFor ?? null) === decision.deputyFor &&
    at === decision.at
  )
}
