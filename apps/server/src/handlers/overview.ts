import {
  askingAbout,
  can,
  contributionWaits,
  countriesWhere,
  hasBeenReleased,
  inNeutralOrder,
  isAwaited,
  isFollowUpClosed,
  mayConfirmPurge,
  ok,
  type Person,
  pointsOf,
  refuse,
} from '@samsyn/domain'
import type { FollowUpCard, MeetingDetail, PositionSummary } from '@samsyn/protocol'
import {
  type ContributionsWaiting,
  type CorrigendumWaiting,
  type ReportWaiting,
  waitingFor,
} from '../desk.ts'
import { type Directory, existing, loadDirectory } from '../directory.ts'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import { lastReminder } from '../reminders.ts'
import { agendaItemCard, agendaOf } from '../views/agenda.ts'
import { meetingSummary, positionSummary } from '../views/positions.ts'
import { followUpCard, waitingReport } from '../views/reports.ts'
import type { HandlerContext } from './context.ts'
import { reportedOf } from './reports.ts'
import { sharedSinceIn } from './shared-since.ts'

type OverviewRoutes = 'getDesk' | 'listMeetings' | 'getMeeting' | 'listForums' | 'listDossiers'

/** What lies around the positions: the desk, meetings with their agendas, forums, dossiers. */
export function overviewHandlers(context: HandlerContext): Pick<Handlers, OverviewRoutes> {
  const { storage, clock } = context
  const { tables } = storage

  /** The first thread of each position that waits for the person. */
  async function awaitedThreads(person: Person): Promise<ReadonlyMap<string, string>> {
    const now = clock.now()
    const subjects = new Map(
      (await tables.positions.all())
        .filter((position) => can(person, 'comment', position, now))
        .map((position) => [position.id, position]),
    )
    const awaited = new Map<string, string>()
    for (const thread of await tables.threads.byPositions([...subjects.keys()])) {
      const subject = subjects.get(thread.positionId)
      if (!subject || awaited.has(thread.positionId)) continue
      const asking = { person, subject, now }
      if (!isAwaited(thread, asking)) continue
      const about = askingAbout(thread, asking, await sharedSinceIn(tables, thread.positionId))
      if (isAwaited(thread, about)) awaited.set(thread.positionId, thread.id)
    }
    return awaited
  }

  /** When the person's country was last reminded of a decision that it has not given. */
  async function remindedOf(
    { country }: Person,
    positions: readonly PositionSummary[],
  ): Promise<ReadonlyMap<string, string>> {
    const reminded = new Map<string, string>()
    for (const { id, openRound, abilities } of positions) {
      if (!country || !abilities.decide || !openRound?.missing.includes(country)) continue
      const at = lastReminder(await tables.events.byPosition(id), { roundId: openRound.id, country })
      if (at !== null) reminded.set(id, at)
    }
    return reminded
  }

  /** What waits for the person of the contributions to each position. */
  async function contributionsWaiting(person: Person): Promise<ReadonlyMap<string, ContributionsWaiting>> {
    const now = clock.now()
    const readable = (await tables.positions.all()).filter((position) =>
      can(person, 'position.read', position, now),
    )
    const subjects = new Map(readable.map((position) => [position.id, position]))
    const all = await tables.contributions.byPositions([...subjects.keys()])
    const waiting = new Map<string, ContributionsWaiting>()
    for (const [positionId, contributions] of Map.groupBy(all, (each) => each.positionId)) {
      const subject = subjects.get(positionId)
      if (!subject) continue
      const proposals = await tables.proposals.byPosition(positionId)
      const sharedAt = await sharedSinceIn(tables, positionId)
      const countriesThat = (what: 'send' | 'answer') =>
        inNeutralOrder(
          contributions
            .filter((each) => {
              const points = pointsOf(each, proposals)
              return contributionWaits(each, points, { person, subject, now }, sharedAt) === what
            })
            .map(({ country }) => country),
        )
      waiting.set(positionId, { send: countriesThat('send'), answer: countriesThat('answer') })
    }
    return waiting
  }

  /** What waits for the person of reports from meetings, and what their country is to do after them. */
  async function reportedFor(person: Person, directory: Directory) {
    const now = clock.now()
    const waiting = new Map<string, ReportWaiting>()
    const followUps: FollowUpCard[] = []
    for (const position of await tables.positions.all()) {
      const asking = { person, subject: position, now }
      const isAsked = hasBeenReleased(position)
      if (!isAsked && position.life.status !== 'withdrawn') continue
      if (!can(person, 'report.read', position, now)) continue
      const reported = await reportedOf(tables, position)
      const kind = isAsked ? waitingReport(reported, directory, asking) : null
      if (kind !== null) waiting.set(position.id, kind)
      const own = countriesWhere(person, 'follow_up.turn', position, now)
      followUps.push(
        ...reported.followUps
          .filter((each) => own.includes(each.owner) && !isFollowUpClosed(each))
          .map((each) => followUpCard(each, position, asking)),
      )
    }
    followUps.sort((one, other) => (one.due ?? '9999').localeCompare(other.due ?? '9999'))
    return { waiting, followUps }
  }

  /** Of each position the corrigendum that ends first of those that run. */
  async function runningCorrigenda(): Promise<ReadonlyMap<string, CorrigendumWaiting>> {
    const running = await tables.releases.runningCorrigenda()
    return new Map(
      running
        .toReversed()
        .map(({ positionId, corrigendum: { deadline, text } }) => [
          positionId,
          { due: deadline, versionNumber: text.version.number },
        ]),
    )
  }

  /** The positions in which a purge waits for the person's confirmation. */
  async function purgesToConfirm(person: Person): Promise<ReadonlySet<string>> {
    const waiting = new Set<string>()
    for (const { positionId, ask } of await tables.spills.waitingAsks()) {
      const subject = await tables.positions.byId(positionId)
      if (subject && mayConfirmPurge(ask, { person, subject, now: clock.now() })) waiting.add(positionId)
    }
    return waiting
  }

  const meetingsByTime = (directory: Directory) =>
    [...directory.meetings.values()]
      .sort((one, other) => one.startsAt.localeCompare(other.startsAt))
      .map((meeting) => meetingSummary(meeting.id, directory))

  return {
    getDesk: async ({ session: { person } }) => {
      const directory = await loadDirectory(tables)
      const positions = await knownPositions(person, directory, context)
      const now = clock.now()
      const reported = await reportedFor(person, directory)
      return ok({
        waiting: waitingFor(person, positions, {
          now,
          reports: reported.waiting,
          corrigenda: await runningCorrigenda(),
          purges: await purgesToConfirm(person),
          awaited: await awaitedThreads(person),
          contributions: await contributionsWaiting(person),
          reminded: await remindedOf(person, positions),
        }),
        followUps: reported.followUps,
        meetings: meetingsByTime(directory).filter(({ endsAt }) => Date.parse(endsAt) >= Date.parse(now)),
        positions,
      })
    },
    listMeetings: async () => ok(meetingsByTime(await loadDirectory(tables))),
    getMeeting: ({ params, session: { person } }) => meetingDetailOf(params.meetingId, person, context),
    listForums: async () => ok((await tables.forums.all()).map((forum) => ({ ...forum }))),
    listDossiers: async () =>
      ok(
        (await tables.dossiers.all()).map((dossier) => ({ ...dossier, references: [...dossier.references] })),
      ),
  }
}

/** A meeting with its agenda, and the positions on it that a person knows of. */
export async function meetingDetailOf(
  meetingId: string,
  person: Person,
  context: Pick<HandlerContext, 'storage' | 'clock'>,
): Promise<Outcome<MeetingDetail>> {
  const directory = await loadDirectory(context.storage.tables)
  if (!directory.meetings.has(meetingId)) return refuse({ code: 'not_found' })
  const positions = await knownPositions(person, directory, context)
  const { forumId } = existing(directory.meetings, meetingId)
  return ok({
    ...meetingSummary(meetingId, directory),
    forum: { ...existing(directory.forums, forumId) },
    agenda: agendaOf(meetingId, directory).map((item) => ({
      ...agendaItemCard(item, directory),
      positions: positions.filter((position) => position.agendaItem?.id === item.id),
    })),
  })
}

async function knownPositions(
  person: Person,
  directory: Directory,
  { storage, clock }: Pick<HandlerContext, 'storage' | 'clock'>,
): Promise<PositionSummary[]> {
  const now = clock.now()
  const issued = await storage.tables.releases.issuedCorrigenda()
  return (await storage.tables.positions.all())
    .filter((position) => can(person, 'position.read', position, now))
    .map((position) => positionSummary(position, directory, { person, now, issued }))
}
