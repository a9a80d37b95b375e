import { setTimeout as pause } from 'node:timers/promises'
import { closeCodes } from '@samsyn/protocol'
import { Backlog } from './backlog.ts'
import { createCompactor } from './compactor.ts'
import type { Authority, Forgery, Purge, SyncIdentity, SyncLimits, SyncLogger } from './ports.ts'
import { defaultLimits } from './ports.ts'
import { Room, type RoomOptions } from './room.ts'
import { type JoinOptions, RoomSession, type Session } from './session.ts'
import type { UpdateLog } from './update-log.ts'

/** The rooms of all drafts: one for each draft somebody has open. */
export interface Rooms {
  /**
   * Lets a client in: registers it at once, awaits the load of the log, asks the authority, then sends sync step 1 and
   * the carets. Resolves in every case; where the client could not be let in its connection is closed with the reason
   * and the session has already ended. Messages that come before it resolves are the caller's to keep, in order.
   */
  join(draftId: string, options: JoinOptions): Promise<Session>
  /** Asks the authority anew for the open sessions of a draft, of a person, or all, and acts on its answers. */
  refresh(filter: { readonly draftId?: string; readonly personId?: string }): Promise<void>
  /** Closes the sockets of a web session, or of a person, as signed out. */
  endSessions(filter: { readonly webSessionId: string } | { readonly personId: string }): void
  /**
   * Refuses edits from the moment it is called, waits until everything accepted is on disk, and hands the merged state
   * to `work`. If `work` throws, the draft thaws and the error is passed on. If it resolves, the open sessions stay
   * frozen until `refresh` says otherwise; so a `work` that resolves to a refusal must be followed by a refresh.
   * Works on a draft nobody has open. A second freeze of the same draft waits for the first.
   */
  freeze<Value>(draftId: string, work: (state: Uint8Array) => Promise<Value>): Promise<Value>
  /**
   * Merges everything there is in a draft, so that what was removed from it is sent to nobody any more, and does `work`
   * before anything else is taken; edits that come meanwhile wait. Rejects, without the work, where it cannot be merged.
   */
  seal<Value>(draftId: string, work: () => Promise<Value>): Promise<Value>
  /**
   * Does work that takes something out of a draft's log, after everything accepted is on disk and before anything else is. If
   * that is done, what is held of the draft is forgotten and its sessions are closed, as locked; whoever joins after that has it from the
   * log. If it is not, the draft goes on as it was. If the work throws, the draft is forgotten and the sessions are closed as `failed`.
   */
  purge<Value>(draftId: string, work: () => Promise<Purge<Value>>): Promise<Value>
  /** The merged state of a draft as it is on disk. */
  readState(draftId: string): Promise<Uint8Array>
  /**
   * Loads drafts that are likely to be opened soon: of those named as many as take half of the places. They stay for so
   * long, unless others need their place. Resolves when they are loaded; one that cannot be is left out.
   */
  preload(draftIds: readonly string[], forMilliseconds: number): Promise<void>
  /** Who has any draft open, by session. */
  open(): readonly OpenSession[]
  /** The people who have a draft open, once each. */
  presence(draftId: string): readonly SyncIdentity[]
  /**
   * To be called about once a second: ends sessions that say nothing, and some where too much waits to be sent, merges what was written while nobody writes, and keeps drafts whole
   * that nobody has open.
   */
  tend(): void
  /** Refuses newcomers and further messages, puts what was accepted on disk, closes every session as going away. */
  shutdown(): Promise<void>
}

/** One open session: whose, and of which web session. */
export interface OpenSession {
  readonly personId: string
  readonly webSessionId: string
}

/** What the rooms are built on. */
export interface RoomsOptions {
  readonly log: UpdateLog
  readonly authority: Authority
  readonly logger: SyncLogger
  /** The present instant, ISO 8601 in UTC. */
  readonly now: () => string
  /** Milliseconds since some instant, also while the clock is set: how long something lasts goes by them. */
  readonly elapsed: () => number
  readonly limits?: Partial<SyncLimits>
  /** Told of an edit that was refused because it wrote in another's name. */
  readonly onForgery?: (forgery: Forgery) => void
}

/** Drafts that may be merged in one go: the others wait for the next. */
const mergesAtOnce = 4
/** So many lines of one person in a full draft make room for others. */
const manyLines = 20
/** After a draft was kept whole the work rests for so many times as long as it took. */
const restsFor = 1

/** Opens the rooms. */
export function createRooms(options: RoomsOptions): Rooms {
  const rooms = new Map<string, Room>()
  let isClosing = false
  let closed: Promise<void> | null = null
  let sessionCount = 0
  /** What the drafts take: counted anew with each `tend`, and added to as they open. */
  let bytesOpen = 0
  /** While drafts that nobody has open are kept whole. */
  let keeping: Promise<void> | null = null
  const limits = { ...defaultLimits, ...options.limits }
  const backlog = new Backlog(limits.waitingBytes, allSessions)
  const roomOptions: RoomOptions = {
    ...options,
    limits,
    backlog,
    compactor: createCompactor(),
    onForgery: options.onForgery ?? (() => undefined),
    isClosing: () => isClosing,
    gone: (room) => giveUp(room),
    maybeIdle(room) {
      if (room.isIdle && roomOptions.limits.keptOpen === 0) giveUp(room)
    },
  }

  function openRoom(draftId: string): Room {
    const known = rooms.get(draftId)
    if (known) return known
    const room = new Room(draftId, roomOptions)
    rooms.set(draftId, room)
    room.loaded.then(
      () => {
        bytesOpen += room.size
      },
      (error: unknown) => {
        giveUp(room)
        options.logger.error({ err: error, draftId }, 'a draft could not be loaded')
      },
    )
    return room
  }

  function giveUp(room: Room): void {
    if (rooms.get(room.draftId) !== room) return
    rooms.delete(room.draftId)
    bytesOpen -= room.size
  }

  /** Gives up every draft that nobody has open, if it has been so for long enough. */
  function giveUpIdle(forMilliseconds: number): void {
    const now = options.elapsed()
    for (const room of rooms.values()) if (room.hasRested(forMilliseconds, now)) giveUp(room)
  }

  /** Keeps drafts whole that nobody has open, one after the other. */
  async function keepWhole(): Promise<void> {
    for (const room of rooms.values()) {
      if (isClosing) return
      if (!room.isToBeKept) continue
      const begun = performance.now()
      await room.keepWhole()
      if (!isClosing) await pause((performance.now() - begun) * restsFor)
    }
  }

  /** Whether a draft is full, and nobody has more lines in it than is fair. */
  function isCrowded({ sessions }: Room, personId: string): boolean {
    if (sessions.size < roomOptions.limits.sessionsPerDraft) return false
    const lines = Map.groupBy(sessions, ({ identity }) => identity.personId)
    const own = lines.get(personId)?.length ?? 0
    const [most = []] = [...lines.values()].sort((one, other) => other.length - one.length)
    if (most.length < manyLines || most.length <= own + 1) return true
    most[0]?.close('draft_crowded')
    return false
  }

  /** Why nobody more can be let in; null where there is room. */
  function crowding(draftId: string, personId: string): 'draft_crowded' | 'server_busy' | null {
    const { openDrafts, openBytes } = roomOptions.limits
    const room = rooms.get(draftId)
    if (room) return isCrowded(room, personId) ? 'draft_crowded' : null
    if (rooms.size >= openDrafts || bytesOpen > openBytes) giveUpIdle(0)
    if (rooms.size >= openDrafts) return 'server_busy'
    return bytesOpen > openBytes ? 'server_busy' : null
  }

  function allSessions(): RoomSession[] {
    return [...rooms.values()].flatMap((room) => [...room.sessions])
  }

  async function closeAll(): Promise<void> {
    for (const session of allSessions()) if (!session.isOpen) session.close('going_away')
    await Promise.all([...rooms.values()].map((room) => room.settled()))
    for (const session of allSessions()) session.close('going_away')
    await roomOptions.compactor.close()
    await keeping
  }

  return {
    async join(draftId, joining) {
      sessionCount += 1
      const sessionId = String(sessionCount)
      const reason = isClosing ? 'going_away' : crowding(draftId, joining.personId)
      if (reason) {
        joining.connection.close(closeCodes[reason], reason)
        const { personId } = joining
        options.logger.info({ reason, draftId, sessionId, personId }, 'session closed')
        return { sessionId, mode: null, receive: () => undefined, end: () => undefined }
      }
      const room = openRoom(draftId)
      const session = new RoomSession(sessionId, room, joining)
      room.sessions.add(session)
      try {
        await room.loaded
      } catch {
        session.close('failed')
        return session
      }
      await room.evaluate(session)
      if (!session.hasEnded) room.welcome(session)
      return session
    },

    async refresh({ draftId, personId }) {
      const asked = [...rooms.values()]
        .filter((room) => draftId === undefined || room.draftId === draftId)
        .flatMap((room) => [...room.sessions].map((session) => ({ room, session })))
        .filter(({ session }) => personId === undefined || session.identity.personId === personId)
      await Promise.all(asked.map(({ room, session }) => room.evaluate(session)))
    },

    endSessions(filter) {
      for (const session of allSessions()) {
        const isNamed =
          'webSessionId' in filter
            ? session.webSessionId === filter.webSessionId
            : session.identity.personId === filter.personId
        if (isNamed) session.close('signed_out')
      }
    },

    async freeze(draftId, work) {
      if (isClosing) throw new Error('The rooms are shutting down')
      const room = openRoom(draftId)
      return room.pinned(() => room.freeze(work))
    },

    async seal(draftId, work) {
      if (isClosing) throw new Error('The rooms are shutting down')
      const room = openRoom(draftId)
      return room.pinned(() => room.seal(work))
    },

    async purge(draftId, work) {
      if (isClosing) throw new Error('The rooms are shutting down')
      const room = openRoom(draftId)
      let isOver = true
      try {
        const { isDone, value } = await room.pinned(() => room.purge(work))
        isOver = isDone
        return value
      } finally {
        if (isOver) giveUp(room)
      }
    },

    async readState(draftId) {
      const room = openRoom(draftId)
      return room.pinned(() => room.state())
    },

    tend() {
      const now = options.elapsed()
      let merges = 0
      for (const room of rooms.values()) {
        room.endSilence(now)
        if (merges < mergesAtOnce && room.mergeInRest(now)) merges += 1
      }
      backlog.relieve()
      giveUpIdle(roomOptions.limits.keptOpen)
      keeping ??= keepWhole().finally(() => {
        keeping = null
      })
      bytesOpen = 0
      for (const { size } of rooms.values()) bytesOpen += size
    },

    async preload(draftIds, forMilliseconds) {
      const until = options.elapsed() + forMilliseconds
      const fitting = draftIds.slice(0, Math.floor(roomOptions.limits.openDrafts / 2))
      await Promise.allSettled(fitting.map((draftId) => openRoom(draftId).expectUntil(until)))
    },

    open: () => allSessions().map(({ identity: { personId }, webSessionId }) => ({ personId, webSessionId })),

    presence: (draftId) => rooms.get(draftId)?.presence() ?? [],

    shutdown() {
      isClosing = true
      closed ??= closeAll()
      return closed
    },
  }
}
