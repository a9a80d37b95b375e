import {
  type Asking,
  type Command,
  type Consolidation,
  can,
  capacityFor,
  consolidateReports,
  type FollowUp,
  isSameConsolidation,
  isSameReport,
  noteReport,
  ok,
  ownReport,
  type Person,
  type Position,
  type PositionEvent,
  refuse,
  submitReport,
  transition,
  turnFollowUp,
} from '@samsyn/domain'
import type { DocJson } from '@samsyn/editor'
import type { MeetingReport, ReportBackDetail } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { loadDirectory } from '../directory.ts'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import {
  followUpCard,
  meetingOf,
  meetingReportView,
  type Reported,
  reportBackView,
  sectionsOf,
} from '../views/reports.ts'
import type { HandlerContext } from './context.ts'

type ReportRoutes =
  | 'getReportBack'
  | 'submitReport'
  | 'consolidateReports'
  | 'noteReport'
  | 'turnFollowUp'
  | 'getMeetingReport'

/** A position with what has just happened to it. */
interface Moved {
  readonly position: Position
  readonly events: readonly PositionEvent[]
}

type ReportAction = 'report.write' | 'report.consolidate' | 'report.note' | 'follow_up.turn'

/** What is done about the report of a position, by somebody who may read it and has the position alone. */
type Doing = (
  tables: Tables,
  asking: Asking,
  position: Position,
) => Promise<Outcome<readonly PositionEvent[]>>

/** What delegations report after a meeting, what is made of it, and what follows from it. */
export function reportHandlers(context: HandlerContext): Pick<Handlers, ReportRoutes> {
  const { storage, clock, commands } = context

  async function viewFor(positionId: string, person: Person): Promise<Outcome<ReportBackDetail>> {
    const { tables } = storage
    const now = clock.now()
    const position = await tables.positions.byId(positionId)
    if (!position || !can(person, 'position.read', position, now)) return refuse({ code: 'not_found' })
    if (!can(person, 'report.read', position, now)) return refuse({ code: 'forbidden' })
    const releases = await tables.releases.byPosition(positionId)
    const reported = await reportedOf(tables, position)
    return ok(
      reportBackView(reported, await loadDirectory(tables), {
        person,
        subject: position,
        now,
        releases: await Promise.all(
          releases.map(async (release) => ({
            release,
            sections: sectionsOf(await textOf(tables, positionId, release.version.number)),
          })),
        ),
      }),
    )
  }

  /** Does it in one transaction by the right to an action, tells those who hear of it, and gives what one reads of the report then. */
  async function perform(
    positionId: string,
    person: Person,
    action: ReportAction,
    doing: Doing,
  ): Promise<Outcome<{ readonly position: Position; readonly asking: Asking }>> {
    const now = clock.now()
    const done = await storage.transaction(async (tables): Promise<Outcome<Moved>> => {
      const position = await tables.positions.byIdAlone(positionId)
      if (!position || !can(person, 'position.read', position, now)) return refuse({ code: 'not_found' })
      // As they are by now: what somebody began who is disabled meanwhile counts for nothing.
      if ((await tables.people.byId(person.id))?.isDisabled) return refuse({ code: 'forbidden' })
      if (!can(person, 'report.read', position, now)) return refuse({ code: 'forbidden' })
      const outcome = await doing(tables, { person, subject: position, now }, position)
      if (!outcome.ok) return outcome
      const change = await movedOn(tables, position, outcome.value, { now, personId: person.id })
      if (change.events.length === 0) return ok(change)
      await tables.events.append(
        change.events.map((event) => ({
          positionId,
          revision: change.position.revision,
          personId: person.id,
          country: 'country' in event ? event.country : person.country,
          capacity: capacityFor(person, action, position, now),
          at: now,
          event,
        })),
      )
      return ok(change)
    })
    if (!done.ok) return done
    const { position, events } = done.value
    if (events.length > 0) commands.announce({ position, events, effects: [] })
    return ok({ position, asking: { person, subject: position, now } })
  }

  const performed = async (positionId: string, person: Person, action: ReportAction, doing: Doing) => {
    const done = await perform(positionId, person, action, doing)
    return done.ok ? viewFor(positionId, person) : done
  }

  return {
    getReportBack: ({ params: { positionId }, session: { person } }) => viewFor(positionId, person),

    submitReport: ({ params: { positionId }, body, session: { person } }) =>
      performed(positionId, person, 'report.write', async (tables, asking, position) => {
        // Before anything is said of what is there by its id.
        const own = ownReport(body, asking)
        if (!own.ok) return own
        const known = await tables.reports.byId(body.id)
        if (known) {
          const isSame = isSameReport(known, await followUpsFrom(tables, known), body)
          // It was sent before, and its answer did not get through: it is there.
          return known.positionId === positionId && isSame ? ok([]) : refuse({ code: 'state_conflict' })
        }
        const release = await tables.releases.byId(body.releaseId)
        if (release?.positionId !== positionId) return refuse({ code: 'not_found' })
        const doc = await textOf(tables, positionId, release.version.number)
        const taken = submitReport(
          body,
          {
            positionId,
            meeting: meetingOf(position, await loadDirectory(tables)),
            sectionIds: sectionsOf(doc).map(({ id }) => id),
            reports: (await tables.reports.byPosition(positionId)).reports,
            followUps: await tables.followUps.byPositions([positionId]),
          },
          asking,
        )
        if (!taken.ok) return taken
        const { value, followUps, dropped, events } = taken.value
        await tables.reports.insert(value)
        await tables.followUps.insert(followUps)
        for (const { followUp, turn } of dropped) await tables.followUps.addTurn(followUp, turn)
        return ok(events)
      }),

    consolidateReports: ({ params: { positionId }, body, session: { person } }) =>
      performed(positionId, person, 'report.consolidate', async (tables, asking, position) => {
        if (!can(person, 'report.consolidate', position, asking.now)) return refuse({ code: 'forbidden' })
        const known = await tables.reports.consolidationById(body.id)
        if (known) {
          const isSame = isSameConsolidation(known, await followUpsFrom(tables, known), body)
          return known.positionId === positionId && isSame ? ok([]) : refuse({ code: 'state_conflict' })
        }
        const made = consolidateReports(
          body,
          {
            positionId,
            meeting: meetingOf(position, await loadDirectory(tables)),
            back: await tables.reports.byPosition(positionId),
          },
          asking,
        )
        if (!made.ok) return made
        const consolidation: Consolidation = made.value.value
        await tables.reports.consolidate(consolidation)
        await tables.followUps.insert(made.value.followUps)
        return ok(made.value.events)
      }),

    noteReport: ({ params: { positionId }, body, session: { person } }) =>
      performed(positionId, person, 'report.note', async (tables, asking, { parties }) => {
        const back = await tables.reports.byPosition(positionId)
        const noted = noteReport(body.consolidationId, { back, parties }, asking)
        if (!noted.ok) return noted
        await tables.reports.note(body.consolidationId, noted.value.note)
        return ok(noted.value.events)
      }),

    turnFollowUp: async ({ params: { positionId, followUpId }, body, session: { person } }) => {
      const done = await perform(positionId, person, 'follow_up.turn', async (tables, asking) => {
        const followUp = await tables.followUps.byId(followUpId)
        if (followUp?.positionId !== positionId) return refuse({ code: 'not_found' })
        const reason = body.kind === 'drop' ? body.reason : null
        const turned = turnFollowUp(followUp, { kind: body.kind, reason }, asking)
        if (!turned.ok) return turned
        await tables.followUps.addTurn(followUp, turned.value.turn)
        return ok(turned.value.events)
      })
      if (!done.ok) return done
      const { position, asking } = done.value
      const followUp = await storage.tables.followUps.byId(followUpId)
      return followUp ? ok(followUpCard(followUp, position, asking)) : refuse({ code: 'not_found' })
    },

    getMeetingReport: async ({ params: { meetingId }, session: { person } }) => {
      const found = await meetingReportFor(context, meetingId, person)
      return found ? ok(found.report) : refuse({ code: 'not_found' })
    },
  }
}

/** What a meeting came to for a person, and when that changed last; null where there is no such meeting. */
export async function meetingReportFor(
  { storage: { tables }, clock }: Pick<HandlerContext, 'storage' | 'clock'>,
  meetingId: string,
  person: Person,
): Promise<{ readonly report: MeetingReport; readonly changedAt: string | null } | null> {
  const directory = await loadDirectory(tables)
  if (!directory.meetings.has(meetingId)) return null
  const now = clock.now()
  const isSample = (await tables.workspace.get())?.isSample ?? false
  const positions = (await tables.positions.all()).filter(
    (position) =>
      meetingOf(position, directory)?.id === meetingId && can(person, 'report.read', position, now),
  )
  const all = await Promise.all(
    positions.map(async (position) => {
      const reported = await reportedOf(tables, position)
      return { ...reported, text: await reportedText(tables, reported) }
    }),
  )
  const times = all.flatMap(({ back, followUps }) => [
    ...[...back.reports, ...back.consolidations].map(({ at }) => at),
    ...followUps.flatMap(({ at, turns }) => [at, ...turns.map((turn) => turn.at)]),
  ])
  return {
    report: meetingReportView(meetingId, all, directory, { person, now, isSample }),
    changedAt: times.sort().at(-1) ?? null,
  }
}

/** The final text that a position was reported on last or, where nobody has, that is in force. */
async function reportedText(
  tables: Tables,
  { position, back }: Reported,
): Promise<MeetingReport['items'][number]['positions'][number]['text']> {
  const releaseId = back.reports.at(-1)?.releaseId ?? position.releaseInForce
  const releases = await tables.releases.byPosition(position.id)
  const release = releases.find(({ id }) => id === releaseId)
  return release
    ? { releaseId: release.id, reference: release.reference, version: release.version.number }
    : null
}

/** Everything that was reported of a position. */
export async function reportedOf(tables: Tables, position: Position): Promise<Reported> {
  return {
    position,
    back: await tables.reports.byPosition(position.id),
    followUps: await tables.followUps.byPositions([position.id]),
  }
}

/** What was to follow from a report or a consolidation, as it was given: its ids are made of that one's. */
async function followUpsFrom(
  tables: Tables,
  { id, positionId }: { readonly id: string; readonly positionId: string },
): Promise<readonly FollowUp[]> {
  const all = new Map((await tables.followUps.byPositions([positionId])).map((each) => [each.id, each]))
  const given: FollowUp[] = []
  for (let each = all.get(`${id}-1`); each; each = all.get(`${id}-${given.length + 1}`)) given.push(each)
  return given
}

/** The first report tells that the text was used, the first consolidation that its report is there: the position moves on with it. */
async function movedOn(
  tables: Tables,
  position: Position,
  events: readonly PositionEvent[],
  by: { readonly now: string; readonly personId: string },
): Promise<Moved> {
  const isReported = events.some(({ type }) => type === 'report.submitted')
  const isConsolidated = events.some(({ type }) => type === 'report.consolidated')
  const steps: Command[] = [
    ...(isReported || isConsolidated ? [{ type: 'mark_used' } as const] : []),
    ...(isConsolidated ? [{ type: 'receive_report' } as const] : []),
  ]
  let moved: Moved = { position, events }
  for (const command of steps) {
    const change = transition(moved.position, command, by)
    // A position that is elsewhere by now stays there: it was reopened, or had moved on before.
    if (!change.ok) continue
    if (!(await tables.positions.save(moved.position.revision, change.value)))
      throw new Error(`${position.id} was changed by another while it was held`)
    moved = { position: change.value.position, events: [...moved.events, ...change.value.events] }
  }
  return moved
}

async function textOf(tables: Tables, positionId: string, number: number): Promise<DocJson> {
  const version = await tables.versions.byNumber(positionId, number)
  if (!version) throw new Error(`${positionId} has lost its version ${number}`)
  // The stored text is what was hashed; it was checked when it was frozen.
  return JSON.parse(version.canonicalText) as DocJson
}
