import type { Server as HttpServer } from 'node:http'
import {
  type Asking,
  can,
  canReadProposal,
  eventReach,
  hearsOf,
  isInAudience,
  momentOf,
  type PagesPlace,
  type PermissionSubject,
  type Person,
  type Proposal,
  pagesAccess,
  type Thread,
} from '@samsyn/domain'
import {
  type LiveEvent,
  liveEventName,
  livePath,
  meetingsEventName,
  movedEventType,
  notifiedEventName,
  type PagesEvent,
  type ProposalsEvent,
  pagesEventName,
  proposalsEventName,
  rightsEventName,
  sessionEndedEventName,
  type ThreadEvent,
  threadEventName,
} from '@samsyn/protocol'
import type { Storage } from '@samsyn/storage'
import type { Logger } from 'pino'
import { Server, type Socket } from 'socket.io'
import { isOwnOrigin } from '../auth/origin.ts'
import type { Sessions, WebSession } from '../auth/sessions.ts'
import type { Clock } from '../clock.ts'
import { sharedSinceIn } from '../handlers/shared-since.ts'
import type { Committed } from '../position-commands.ts'

export interface LiveEvents {
  /** The socket.io server itself, for other namespaces on the same connections. */
  readonly server: Server
  /**
   * Tells everyone who may know of the position what happened to it, as far as they hear of it, each type once; whoever only
   * sees that it moved is told that: ids only.
   */
  announce(committed: Committed): Promise<void>
  /** Tells those who may read the thread, and nobody else, that something was said or done in it: ids only. */
  announceThread(
    thread: Pick<Thread, 'id' | 'positionId' | 'audience'>,
    position: PermissionSubject,
    mentioned: readonly string[],
  ): Promise<void>
  /** Tells those who may read a delegation's own pages, and nobody else, that something beside their text has changed. */
  announcePages(place: PagesPlace, position: PermissionSubject): Promise<void>
  /** Tells those who may read the proposal, and nobody else, that it was made or settled. */
  announceProposal(
    proposal: Pick<Proposal, 'positionId' | 'at'>,
    position: PermissionSubject,
    sharedAt: string | null,
  ): Promise<void>
  /** Lets every page know that a meeting or an agenda is another. */
  announceMeetings(): void
  /** Lets the pages of these people know that there is something new for them, or read. */
  announceNotified(personIds: readonly string[]): void
  /** Lets every page of a person know that what they may do is otherwise. */
  announceRights(personId: string): void
  /** The web sessions that have a socket open. */
  sessions(): readonly string[]
  /** The people who have one. */
  people(): readonly string[]
  /** Ends every socket of a session, after telling its page. */
  endSession(sessionId: string): void
  close(): Promise<void>
}

interface LiveOptions {
  readonly storage: Storage
  readonly sessions: Sessions
  readonly clock: Clock
  readonly logger: Logger
  readonly publicUrl: () => URL | null
  /** The largest message that any namespace takes, in bytes. */
  readonly messageBytes: number
  /** Somebody was let in, as this person. */
  readonly onLetIn: (person: Person) => void
}

/** socket.io for events: origin and session are checked before the handshake is answered; clients send nothing. */
export function createLiveEvents(
  http: HttpServer,
  { storage, sessions, clock, logger, publicUrl, messageBytes, onLetIn }: LiveOptions,
): LiveEvents {
  const sessionOf = new WeakMap<object, WebSession>()
  const server = new Server(http, {
    path: livePath,
    serveClient: false,
    // The sync gateway has upgrades of its own on the same server.
    destroyUpgrade: false,
    // Base64 on the way of long polling, and the frame around it.
    maxHttpBufferSize: messageBytes * 2,
    allowRequest: (request, answer) => {
      if (!isOwnOrigin(request, publicUrl())) {
        answer('origin_refused', false)
        return
      }
      sessions
        .find(request.headers.cookie)
        .then(async (session) => {
          if (session) sessionOf.set(request, session)
          answer(session ? null : await sessions.whyNone(request.headers.cookie), session !== null)
        })
        .catch((error: unknown) => {
          logger.error({ err: error }, 'live handshake failed')
          answer('internal', false)
        })
    },
  })
  server.on('connection', (socket) => {
    const session = sessionOf.get(socket.request)
    if (!session) {
      socket.disconnect(true)
      return
    }
    void socket.join([personRoom(session.person.id), sessionRoom(session.id)])
    socket.data = { personId: session.person.id, sessionId: session.id }
    onLetIn(session.person)
  })

  const personIds = () => [...new Set([...server.sockets.sockets.values()].flatMap(personIdOf))]

  /** The people who have a socket open. */
  async function connectedPeople(): Promise<readonly Person[]> {
    const people: Person[] = []
    for (const personId of personIds()) {
      const person = await storage.tables.people.byId(personId)
      if (person) people.push(person)
    }
    return people
  }

  /** The ids of those of them to whom this applies. */
  async function connected(applies: (person: Person) => boolean): Promise<readonly string[]> {
    return (await connectedPeople()).filter(applies).map(({ id }) => id)
  }

  return {
    server,
    async announceThread({ id, positionId, audience }, subject, mentioned) {
      const now = clock.now()
      for (const personId of await connected((person) => isInAudience(audience, { person, subject, now }))) {
        const event: ThreadEvent = { positionId, threadId: id, isMention: mentioned.includes(personId) }
        server.to(personRoom(personId)).emit(threadEventName, event)
      }
    },
    async announcePages({ positionId, country }, subject) {
      const now = clock.now()
      const event: PagesEvent = { positionId, country }
      const admitted = await connected((person) => pagesAccess(country, { person, subject, now }).ok)
      if (admitted.length > 0) server.to(admitted.map(personRoom)).emit(pagesEventName, event)
    },
    async announceProposal(proposal, subject, sharedAt) {
      const now = clock.now()
      const event: ProposalsEvent = { positionId: proposal.positionId }
      const admitted = await connected(
        (person) =>
          can(person, 'position.read', subject, now) &&
          canReadProposal(proposal, { person, subject, now }, sharedAt),
      )
      if (admitted.length > 0) server.to(admitted.map(personRoom)).emit(proposalsEventName, event)
    },
    async announce({ position, events }) {
      const now = clock.now()
      const isOfAnInstant = events.some((event) => momentOf(event, now) !== null)
      const sharedAt = isOfAnInstant ? await sharedSinceIn(storage.tables, position.id) : null
      for (const person of await connectedPeople()) {
        for (const type of typesFor(events, { person, subject: position, now }, sharedAt)) {
          const event: LiveEvent = { type, id: position.id, revision: position.revision }
          server.to(personRoom(person.id)).emit(liveEventName, event)
        }
      }
    },
    announceMeetings() {
      server.emit(meetingsEventName)
    },
    announceNotified(personIds) {
      if (personIds.length > 0) server.to(personIds.map(personRoom)).emit(notifiedEventName)
    },
    announceRights(personId) {
      server.to(personRoom(personId)).emit(rightsEventName)
    },
    sessions: () => [...server.sockets.sockets.values()].flatMap(sessionIdOf),
    people: personIds,
    endSession(sessionId) {
      server.to(sessionRoom(sessionId)).emit(sessionEndedEventName)
      server.in(sessionRoom(sessionId)).disconnectSockets(true)
    },
    close: () => server.close(),
  }
}

/** What a person is told at once of what has just happened to a position. */
function typesFor(
  events: Committed['events'],
  asking: Asking,
  sharedAt: string | null,
): ReadonlySet<LiveEvent['type']> {
  const { person, subject, now } = asking
  if (!can(person, 'position.read', subject, now)) {
    const { status } = subject.life
    const isOver = status === 'withdrawn' || status === 'superseded'
    const readsOn = isOver && can(person, 'release.read', subject, now) && events.some(isSeenByAll)
    return new Set(readsOn || couldReadUntil(events, asking) ? [movedEventType] : [])
  }
  return new Set(
    events.flatMap((event): readonly LiveEvent['type'][] => {
      if (hearsOf({ event, at: now }, asking, sharedAt)) return [event.type]
      return isSeenByAll(event) ? [movedEventType] : []
    }),
  )
}

const isSeenByAll = ({ type }: Committed['events'][number]) => eventReach[type].isSeenByAll

/** Whether what happened took the position from this person: a page of theirs that shows it must ask, and be refused. */
function couldReadUntil(events: Committed['events'], { person, subject, now }: Asking): boolean {
  const ended = events.flatMap((event) => (event.type === 'releasability.ended' ? [event.country] : []))
  const before = { ...subject, releasableTo: [...subject.releasableTo, ...ended] }
  return ended.length > 0 && can(person, 'position.read', before, now)
}

const personRoom = (personId: string) => `person:${personId}`
const sessionRoom = (sessionId: string) => `session:${sessionId}`

function sessionIdOf(socket: Socket): readonly string[] {
  const { sessionId } = socket.data as { sessionId?: string }
  return sessionId === undefined ? [] : [sessionId]
}

function personIdOf(socket: Socket): readonly string[] {
  const { personId } = socket.data as { personId?: string }
  return personId === undefined ? [] : [personId]
}
