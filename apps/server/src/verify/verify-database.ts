import type { Position } from '@samsyn/domain'
import { checkCorrigenda, eventsOf, keyHistory, leadHistory } from '@samsyn/export'
import type { ReadStorage, StoredAccountEvent, StoredPositionEvent, Tables } from '@samsyn/storage'
import { isBeforeSignatures } from './chain-events.ts'
import type { Fault, VerifyCounts, VerifyReport } from './report.ts'
import { verifyActs } from './verify-acts.ts'
import type { Known } from './verify-decisions.ts'
import { verifyLeads } from './verify-leads.ts'
import { verifyPasskeys } from './verify-passkeys.ts'
import { verifyPurges } from './verify-purges.ts'
import { verifyReleases } from './verify-releases.ts'
import { verifyRoles } from './verify-roles.ts'
import { verifyRounds } from './verify-rounds.ts'
import { verifyState } from './verify-state.ts'
import { verifyTranslations } from './verify-translations.ts'
import { verifyVersions } from './verify-versions.ts'

/** Checks all that can be checked of a database in one state of it, and goes on where something is wrong. */
export function verifyDatabase(storage: ReadStorage): Promise<VerifyReport> {
  return storage.read(async (tables) => {
    const chain = await tables.events.verifyChain()
    const isSample = (await tables.workspace.get())?.isSample ?? false
    const accounts = (await tables.events.ofAccounts()).toReversed()
    const told = new Map<string, readonly StoredPositionEvent[]>()
    for (const id of await tables.events.positionIds())
      told.set(id, (await tables.events.byPosition(id)).toReversed())
    const keys = keyHistory(accounts, { isPackage: false })
    const offers = new Map((await tables.invitations.all()).map(({ id, offer }) => [id, offer]))
    const leads = leadHistory(accounts, { isSample, offers })
    const known = {
      isSample,
      keys,
      leads,
      signedSince: firstSigned(accounts, [...told.values()]),
      actsSignedSince: firstAct([...told.values()]),
      confirmationsSignedSince: firstConfirmation([...told.values()]),
      purgesConfirmedSince: firstConfirmedPurge([...told.values()]),
    }
    const faults: Fault[] = chain.ok ? [] : [{ kind: chain.reason, atSequence: chain.atSequence }]
    const counts = {
      versions: 0,
      signed: 0,
      unsigned: 0,
      before: 0,
      tacit: 0,
      releases: 0,
      translations: 0,
      acts: 0,
      corrigenda: 0,
    }
    const positions = await tables.positions.all()
    for (const position of positions) {
      try {
        const found = await verifyPosition(tables, position, { known, events: told.get(position.id) ?? [] })
        faults.push(...found.faults)
        for (const [name, count] of Object.entries(found.counts)) counts[name as keyof VerifyCounts] += count
      } catch {
        // A value that no program of ours has written.
        faults.push({ kind: 'position_unreadable', positionId: position.id })
      }
    }
    for (const positionId of told.keys())
      if (!positions.some(({ id }) => id === positionId))
        faults.push({ kind: 'position_missing', positionId })
    faults.push(...(await verifyPasskeys(tables, keys)))
    faults.push(...(await verifyLeads(tables, leads)))
    faults.push(...(await verifyRoles(tables, { events: accounts, leads, isSample })))
    return {
      isSample,
      events: chain.ok ? chain.count : chain.atSequence,
      lastHash: chain.ok ? chain.lastHash : null,
      ...counts,
      faults,
    }
  })
}

async function verifyPosition(
  tables: Tables,
  position: Position,
  { known, events }: { readonly known: Known; readonly events: readonly StoredPositionEvent[] },
): Promise<{ readonly faults: readonly Fault[]; readonly counts: VerifyCounts }> {
  const { id: positionId } = position
  const versions = await verifyVersions(tables, positionId, events)
  const rounds = await tables.rounds.byPosition(positionId)
  const answered = await verifyRounds(tables, position, { rounds, events, known })
  const releases = await tables.releases.byPosition(positionId)
  const translations = await verifyTranslations(tables, positionId, { releases, events })
  const acts = await verifyActs(tables, position, { releases, rounds, events, known })
  const isTold = eventsOf(events, 'position.created').length === 1
  return {
    faults: [
      ...(isTold ? [] : [{ kind: 'position_untold' as const, positionId }]),
      ...verifyState(position, { events, rounds, releases }),
      ...versions.faults,
      ...answered.faults,
      ...(await verifyReleases(tables, position, { releases, rounds, events })),
      ...verifyPurges(position, { events, known, people: await tables.people.all() }),
      ...translations.faults,
      ...acts.faults,
      ...releases.flatMap((release) =>
        checkCorrigenda(release, events).map((fault) => ({ ...fault, positionId, releaseId: release.id })),
      ),
    ],
    counts: {
      versions: versions.count,
      ...answered.counts,
      releases: releases.length,
      translations: translations.count,
      acts: acts.count,
      corrigenda: releases.reduce((count, { corrigenda }) => count + corrigenda.length, 0),
    },
  }
}

/** The place of the first event that a program wrote that knew of signatures: after it, none may look as those of before. */
function firstSigned(
  accounts: readonly StoredAccountEvent[],
  positions: readonly (readonly StoredPositionEvent[])[],
): number {
  const decisions = positions.flatMap((events) =>
    eventsOf(events, 'decision.given').filter((given) => !isBeforeSignatures(given)),
  )
  const keys = accounts.filter(({ event }) => 'keyHash' in event)
  return Math.min(...[...decisions, ...keys].map(({ sequence }) => sequence))
}

/** The same of lifts and withdrawals: withdrawals of before have no id. */
function firstAct(positions: readonly (readonly StoredPositionEvent[])[]): number {
  return Math.min(
    ...positions.flatMap((events) =>
      events.flatMap(({ event, sequence }) =>
        'liftId' in event || ('withdrawalId' in event && event.withdrawalId !== undefined) ? [sequence] : [],
      ),
    ),
  )
}

/** The same of confirmations. */
function firstConfirmation(positions: readonly (readonly StoredPositionEvent[])[]): number {
  return Math.min(
    ...positions.flatMap((events) =>
      eventsOf(events, 'terms.confirmed').flatMap(({ event, sequence }) =>
        event.confirmationId === undefined ? [] : [sequence],
      ),
    ),
  )
}

/** The same of purges that say what others had signed of what went. */
function firstConfirmedPurge(positions: readonly (readonly StoredPositionEvent[])[]): number {
  return Math.min(
    ...positions.flatMap((events) =>
      eventsOf(events, 'spill.purged').flatMap(({ event, sequence }) =>
        event.signers === undefined ? [] : [sequence],
      ),
    ),
  )
}
