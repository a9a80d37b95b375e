import { type ClosedRound, mustSign, type Position, type Release, tacitIn } from '@samsyn/domain'
import { textHash } from '@samsyn/editor'
import { checkDecision, isAsAgreed, type KnownKey } from '@samsyn/export'
import type {
  ReadStorage,
  StoredAccountEvent,
  StoredPositionEvent,
  StoredRound,
  Tables,
} from '@samsyn/storage'
import type { Fault, VerifyReport } from './report.ts'

type Count = 'versions' | 'signed' | 'unsigned' | 'tacit' | 'releases'

/** Checks all that can be checked of a database in one state of it, and goes on where something is wrong. */
export function verifyDatabase(storage: ReadStorage): Promise<VerifyReport> {
  return storage.read(async (tables) => {
    const chain = await tables.events.verifyChain()
    const isSample = (await tables.workspace.get())?.isSample ?? false
    const accounts = await tables.events.ofAccounts()
    const faults: Fault[] = chain.ok ? [] : [{ kind: chain.reason, atSequence: chain.atSequence }]
    const counts: Record<Count, number> = { versions: 0, signed: 0, unsigned: 0, tacit: 0, releases: 0 }
    for (const position of await tables.positions.all()) {
      try {
        const found = await verifyPosition(tables, position, { isSample, accounts })
        faults.push(...found.faults)
        for (const [name, count] of Object.entries(found.counts)) counts[name as Count] += count
      } catch {
        // A value that no program of ours has written.
        faults.push({ kind: 'position_unreadable', positionId: position.id })
      }
    }
    return { isSample, events: chain.ok ? chain.count : chain.atSequence, ...counts, faults }
  })
}

interface Known {
  readonly isSample: boolean
  readonly accounts: readonly StoredAccountEvent[]
}

async function verifyPosition(
  tables: Tables,
  position: Position,
  known: Known,
): Promise<{ readonly faults: readonly Fault[]; readonly counts: Readonly<Record<Count, number>> }> {
  const { id: positionId } = position
  const events = [...(await tables.events.byPosition(positionId))].reverse()
  const versions = await verifyVersions(tables, positionId, events)
  const rounds = await tables.rounds.byPosition(positionId)
  const decisions = await verifyRounds(tables, positionId, { rounds, events, known })
  const releases = await tables.releases.byPosition(positionId)
  return {
    faults: [
      ...versions.faults,
      ...decisions.faults,
      ...verifyReleases(position, { releases, rounds, events }),
    ],
    counts: { versions: versions.count, ...decisions.counts, releases: releases.length },
  }
}

async function verifyVersions(tables: Tables, positionId: string, events: readonly StoredPositionEvent[]) {
  const faults: Fault[] = []
  const list = await tables.versions.list(positionId)
  const told = eventsOf(events, 'version.frozen')
  for (const { number, contentHash } of list) {
    const version = await tables.versions.byNumber(positionId, number)
    const at = { positionId, version: number }
    if (textHash(version?.canonicalText ?? '') !== contentHash)
      faults.push({ kind: 'version_changed', ...at })
    if (!told.some(({ event }) => event.number === number && event.contentHash === contentHash))
      faults.push({ kind: 'version_untold', ...at })
  }
  for (const { event, sequence } of told) {
    const isThere = list.some(
      ({ number, contentHash }) => event.number === number && event.contentHash === contentHash,
    )
    if (!isThere && !isPurgedAfter(events, sequence))
      faults.push({ kind: 'version_missing', positionId, version: event.number })
  }
  return { faults, count: list.length }
}

async function verifyRounds(
  tables: Tables,
  positionId: string,
  {
    rounds,
    events,
    known: { isSample, accounts },
  }: {
    readonly rounds: readonly StoredRound[]
    readonly events: readonly StoredPositionEvent[]
    readonly known: Known
  },
) {
  const faults: Fault[] = []
  const counts = { signed: 0, unsigned: 0, tacit: 0 }
  const told = eventsOf(events, 'decision.given')
  const stored = new Set<string>()
  for (const round of rounds) {
    const opened = eventsOf(events, 'round.opened').some(
      ({ event }) => event.roundId === round.id && event.contentHash === round.version.contentHash,
    )
    const ends = eventsOf(events, 'round.closed').filter(({ event }) => event.roundId === round.id)
    if (!opened || (ends.at(-1)?.event.outcome ?? null) !== round.outcome)
      faults.push({ kind: 'round_untold', positionId, roundId: round.id })
    const signatures = new Map(
      (await tables.signatures.byRound(round.id)).map((one) => [one.decisionId, one]),
    )
    counts.tacit += tacitIn(round).length
    for (const decision of round.decisions) {
      const { id: decisionId, country, value, statementHash, version } = decision
      stored.add(decisionId)
      const at = { positionId, roundId: round.id, decisionId, country }
      const given = told.find(({ event }) => event.decisionId === decisionId)
      const isTold =
        given?.event.roundId === round.id &&
        given.event.country === country &&
        given.event.value === value.kind &&
        given.event.contentHash === version.contentHash &&
        given.event.statementHash === statementHash &&
        given.personId === decision.personId &&
        given.at === decision.at
      if (!isTold) faults.push({ kind: 'decision_untold', ...at })
      const keys = keysOf(accounts, given?.sequence ?? Number.POSITIVE_INFINITY)
      if (statementHash === null) {
        counts.unsigned += 1
        const hasPasskey = holdsKey(accounts, decision.personId, given?.sequence)
        if (mustSign({ isSample, hasPasskey })) faults.push({ kind: 'decision_unsigned', ...at })
        continue
      }
      counts.signed += 1
      const checked = { ...decision, positionId, roundId: round.id }
      const fault = await checkDecision(checked, signatures.get(decisionId) ?? null, keys)
      if (fault) faults.push({ kind: fault, ...at })
    }
  }
  for (const { event, sequence } of told) {
    const { decisionId, roundId, country } = event
    if (!stored.has(decisionId) && !isPurgedAfter(events, sequence))
      faults.push({ kind: 'decision_missing', positionId, roundId, decisionId, country })
  }
  return { faults, counts }
}

function verifyReleases(
  position: Position,
  {
    releases,
    rounds,
    events,
  }: {
    readonly releases: readonly Release[]
    readonly rounds: readonly StoredRound[]
    readonly events: readonly StoredPositionEvent[]
  },
): readonly Fault[] {
  const told = eventsOf(events, 'release.issued')
  const faults = releases.flatMap((release): readonly Fault[] => {
    const at = { positionId: position.id, releaseId: release.id }
    const { contentHash } = release.version
    const isTold = told.some(
      ({ event }) => event.releaseId === release.id && event.contentHash === contentHash,
    )
    return [
      ...(isAgreed(release, rounds) ? [] : [{ kind: 'release_changed' as const, ...at }]),
      ...(isTold ? [] : [{ kind: 'release_untold' as const, ...at }]),
    ]
  })
  const missing = told.filter(
    ({ event, sequence }) =>
      !releases.some(({ id }) => id === event.releaseId) && !isPurgedAfter(events, sequence),
  )
  return [
    ...faults,
    ...missing.map(({ event }) => ({
      kind: 'release_missing' as const,
      positionId: position.id,
      releaseId: event.releaseId,
    })),
  ]
}

function isAgreed(release: Release, rounds: readonly StoredRound[]): boolean {
  const round = rounds.find(({ id }) => id === release.roundId)
  return round !== undefined && isClosed(round) && isAsAgreed(release, round)
}

function isClosed(round: StoredRound): round is StoredRound & ClosedRound {
  return round.outcome !== null && round.closedAt !== null
}

type EventOf<Type extends StoredPositionEvent['event']['type']> = StoredPositionEvent & {
  readonly event: Extract<StoredPositionEvent['event'], { type: Type }>
}

function eventsOf<Type extends StoredPositionEvent['event']['type']>(
  events: readonly StoredPositionEvent[],
  type: Type,
): readonly EventOf<Type>[] {
  return events.filter((one): one is EventOf<Type> => one.event.type === type)
}

/** Whether a later purge may have taken away what an event tells of (ADR 30). */
function isPurgedAfter(events: readonly StoredPositionEvent[], sequence: number): boolean {
  return events.some((one) => one.event.type === 'spill.purged' && one.sequence > sequence)
}

/** The keys that were registered before a place in the chain. */
function keysOf(accounts: readonly StoredAccountEvent[], before: number): readonly KnownKey[] {
  return accounts.flatMap(({ event, personId, sequence }) =>
    event.type === 'passkey.added' && sequence < before
      ? [{ passkeyId: event.passkeyId, keyHash: event.keyHash, personId }]
      : [],
  )
}

/** Whether a person had a passkey at a place in the chain, as far as it tells. */
function holdsKey(
  accounts: readonly StoredAccountEvent[],
  personId: string,
  before = Number.POSITIVE_INFINITY,
): boolean {
  const own = accounts.filter((one) => one.personId === personId && one.sequence < before)
  const count = (type: 'passkey.added' | 'passkey.removed') =>
    own.filter(({ event }) => event.type === type).length
  return count('passkey.added') > count('passkey.removed')
}
