import {
  comesToLead,
  momentOf,
  type Person,
  type Position,
  toldOfAccounts,
  toldOfDeadline,
  toldOfEvent,
  toldOfWaiting,
} from '@samsyn/domain'
import type {
  NewNotification,
  Storage,
  StoredAccountEvent,
  StoredEvent,
  StoredPositionEvent,
} from '@samsyn/storage'
import type { Logger } from 'pino'
import { type Chore, keepDoing } from '../chore.ts'
import type { Clock } from '../clock.ts'
import { sharedSinceIn } from '../handlers/shared-since.ts'
import { asNotifications, type ChosenWays } from './telling.ts'

/** What happened longer ago than this is no news, in milliseconds: a server that was away for so long tells nobody of it. */
const newsFor = 14 * 24 * 60 * 60 * 1000
/** For so long notifications are kept, in milliseconds. */
const keptFor = 180 * 24 * 60 * 60 * 1000
const deadlinesEvery = 60_000
const sweepEvery = 6 * 60 * 60 * 1000
/** So many are read at once, looked at in parts with everybody else's turn between them, and taken as told once they made so many notifications. */
const eventsAtATime = 200
const eventsInATurn = 20
const notificationsAtATime = 1_000

/**
 * Tells people what happened, from the event log itself: how far it has come is stored together with what was told, so that
 * nothing is lost and nothing is told twice whenever the server stops (ADR 39). `onTold` is given who has just been told something.
 */
export function keepNotified(
  storage: Storage,
  {
    clock,
    logger,
    onTold,
  }: {
    readonly clock: Clock
    readonly logger: Logger
    readonly onTold: (personIds: readonly string[]) => void
  },
): Chore {
  const { tables } = storage
  let deadlinesAt = Number.NEGATIVE_INFINITY
  let sweptAt = Number.NEGATIVE_INFINITY

  async function lookNow(): Promise<void> {
    const hasTold = await tellEvents()
    const instant = Date.parse(clock.now())
    if (hasTold || instant - deadlinesAt >= deadlinesEvery) {
      await tellDeadlines()
      deadlinesAt = instant
    }
    if (instant - sweptAt >= sweepEvery) {
      const old = new Date(instant - keptFor).toISOString()
      await tables.notifications.removeBefore(old)
      await tables.mails.removeBefore(old)
      sweptAt = instant
    }
  }

  /** Tells of everything in the log that nobody was told of yet. */
  async function tellEvents(): Promise<boolean> {
    for (let hasTold = false; ; hasTold = true) {
      const from = await tables.notifications.through()
      const events = await tables.events.after(from, eventsAtATime)
      const entries: NewNotification[] = []
      let last: StoredEvent | undefined
      for (let at = 0; at < events.length && entries.length < notificationsAtATime; at += eventsInATurn) {
        const inTurn = events.slice(at, at + eventsInATurn)
        entries.push(...(await notificationsOf(inTurn)))
        last = inTurn.at(-1)
        await new Promise(setImmediate)
      }
      if (!last) return hasTold
      const { sequence } = last
      // In the order in which it happened: the histories of a sample workspace are written one after another.
      entries.sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
      const added = await storage.transaction(async (inside) =>
        (await inside.notifications.moveOn(from, sequence)) ? inside.notifications.add(entries) : [],
      )
      onTold([...new Set(added.map(({ personId }) => personId))])
    }
  }

  async function notificationsOf(events: readonly StoredEvent[]): Promise<readonly NewNotification[]> {
    const now = clock.now()
    const people = new Map((await tables.people.all()).map((person) => [person.id, person]))
    const chosen = await tables.notifications.ways()
    const positions = new Map<string, Position | null>()
    const entries: NewNotification[] = []
    for (const stored of events) {
      if (Date.parse(now) - Date.parse(stored.at) > newsFor) continue
      const { positionId, sequence, at } = stored
      if (positionId !== null && !positions.has(positionId))
        positions.set(positionId, await tables.positions.byId(positionId))
      const subject = positionId === null ? null : (positions.get(positionId) ?? null)
      const told =
        stored.positionId === null
          ? toldOfAccounts({ event: stored.event, actorId: stored.personId }, { people, now })
          : subject
            ? await toldOfPosition(stored, subject, { people: people.values(), now })
            : []
      entries.push(...asNotifications(told, { cause: { kind: 'event', sequence }, positionId, at }, chosen))
      if (stored.positionId === null) entries.push(...(await waitingSince(stored, { people, chosen, now })))
    }
    return entries
  }

  /** What a lead is told who has just come to be one: of each invitation that waits for them, by the event that made it. */
  async function waitingSince(
    { event, personId: actorId, at }: StoredAccountEvent,
    {
      people,
      chosen,
      now,
    }: { readonly people: ReadonlyMap<string, Person>; readonly chosen: ChosenWays; readonly now: string },
  ): Promise<readonly NewNotification[]> {
    if (comesToLead(event, actorId) === null) return []
    const invitations = await tables.invitations.all()
    const told = toldOfWaiting({ event, actorId }, { invitations, people, now })
    if (told.length === 0) return []
    const logged = await tables.events.ofAccounts()
    return told.flatMap(({ invitationId, ...one }) => {
      const made = logged.find(
        (each) => each.event.type === 'invitation.made' && each.event.invitationId === invitationId,
      )
      return made
        ? asNotifications(
            [one],
            { cause: { kind: 'event', sequence: made.sequence }, positionId: null, at },
            chosen,
          )
        : []
    })
  }

  async function toldOfPosition(
    { event, at, personId: actorId, positionId }: StoredPositionEvent,
    subject: Position,
    around: { readonly people: Iterable<Person>; readonly now: string },
  ) {
    const sharedAt = momentOf(event, at) === null ? null : await sharedSinceIn(tables, positionId)
    return toldOfEvent({ event, at, actorId }, { ...around, subject, sharedAt })
  }

  async function tellDeadlines(): Promise<void> {
    const now = clock.now()
    const open = await tables.positions.withOpenRounds()
    if (open.length === 0) return
    const people = await tables.people.all()
    const chosen = await tables.notifications.ways()
    const added = await tables.notifications.add(
      open.flatMap((position) => deadlineOf(position, { people, chosen, now })),
    )
    onTold([...new Set(added.map(({ personId }) => personId))])
  }

  return keepDoing(lookNow, {
    clock,
    logger,
    fault: 'people could not be told of what happened; trying again',
  })
}

function deadlineOf(
  position: Position,
  {
    people,
    chosen,
    now,
  }: { readonly people: readonly Person[]; readonly chosen: ChosenWays; readonly now: string },
): readonly NewNotification[] {
  if (position.life.status !== 'in_sign_off') return []
  const { id: roundId, deadline } = position.life.round
  const told = toldOfDeadline(position, { people, now })
  return asNotifications(
    told,
    { cause: { kind: 'deadline', roundId, deadline }, positionId: position.id, at: now },
    chosen,
  )
}
