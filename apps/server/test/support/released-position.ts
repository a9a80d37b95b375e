import type { PositionDetail, RouteBody } from '@samsyn/protocol'
import { beginPosition, sharePosition } from './begun-position.ts'
import { openDraft } from './drafter.ts'
import type { TestServer } from './test-server.ts'

/** Has a position of DK, FI and SE begun, written by these words, signed off by all and released. */
export async function releasePosition(
  server: TestServer,
  words: string,
  more: Partial<RouteBody<'createPosition'>> = {},
): Promise<PositionDetail> {
  const drafter = await server.signIn('drafter-dk')
  const begun = await beginPosition(drafter, more)
  const draft = openDraft(drafter, begun.id)
  await draft.synced()
  draft.type(words)
  await draft.saved()
  draft.leave()
  await sharePosition(drafter, begun)
  return releaseAgain(server, begun.id)
}

/** Has what stands in the draft of such a position frozen, signed off by all and released. */
export async function releaseAgain(server: TestServer, positionId: string): Promise<PositionDetail> {
  const lead = await server.signIn('lead-dk')
  const params = { positionId }
  const { revision, parties } = await lead.call('getPosition', { params })
  const frozen = await lead.call('freezeVersion', { params, body: { revision, note: '' } })
  const [version] = frozen.versions
  if (!version) throw new Error('The freeze made no version')
  const { number: versionNumber, contentHash } = version
  const { round } = await lead.call('openRound', {
    params,
    body: {
      revision: frozen.revision,
      versionNumber,
      contentHash,
      deadline: new Date(Date.now() + 7 * 86_400_000).toISOString(),
      notice: '',
      openPointsReason: 'Sections are empty on purpose.',
    },
  })
  for (const country of parties) {
    const client = await server.signIn(`lead-${country.toLowerCase()}`)
    await client.call('giveDecision', {
      params,
      body: { roundId: round?.id ?? '', versionNumber, contentHash, value: { kind: 'agree' } },
    })
  }
  const agreed = await lead.call('getPosition', { params })
  return lead.call('issueRelease', { params, body: { revision: agreed.revision } })
}

const hour = 3_600_000
const zone = 'Europe/Brussels'

/** An hour ago, but on this day in Brussels. */
export function anHourAgo(): number {
  return Math.max(Date.now() - hour, Temporal.Now.zonedDateTimeISO(zone).startOfDay().epochMilliseconds)
}

/** Eight hours later, but on that day in Brussels: what a page says of a meeting of one day is not to depend on when a test runs. */
function endOf(startsAt: number): number {
  const last = Temporal.Instant.fromEpochMilliseconds(startsAt)
    .toZonedDateTimeISO(zone)
    .with({ hour: 23, minute: 59, second: 59, millisecond: 0 })
  return Math.min(startsAt + 8 * hour, last.epochMilliseconds)
}

/** Puts a meeting with so many items on the calendar, which ends on the day on which it begins. */
export async function insertMeeting(
  { storage: { tables } }: TestServer,
  {
    id,
    startsAt,
    items,
    title = 'LEWP (Police), today',
  }: { readonly id: string; readonly startsAt: number; readonly items: number; readonly title?: string },
): Promise<readonly string[]> {
  await tables.meetings.insert({
    id,
    forumId: 'lewp-police',
    title,
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endOf(startsAt)).toISOString(),
    place: 'Brussels',
    status: 'in_session',
    isChathamHouse: false,
  })
  const ids = Array.from({ length: items }, (_item, index) => `${id}-${index + 1}`)
  for (const [index, itemId] of ids.entries()) {
    await tables.agendaItems.insert({
      id: itemId,
      meetingId: id,
      number: String(index + 1),
      title: `Item ${index + 1} of today`,
      kind: 'exchange_of_views',
      documents: [],
      dossierId: 'csa-regulation',
    })
  }
  return ids
}
