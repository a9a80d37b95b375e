import { deputyshipStanding, type Grant, type Person } from '@samsyn/domain'
import type { Storage } from '@samsyn/storage'
import type { Rooms } from '@samsyn/sync'
import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { RecentAnswers } from './sync/recent-answers.ts'

interface WatchOptions {
  readonly storage: Storage
  readonly rooms: Rooms
  readonly recent: Pick<RecentAnswers, 'forget'>
  /** The web sessions that events go to, and the people who have them. */
  readonly liveSessions: () => readonly string[]
  readonly livePeople: () => readonly string[]
  readonly clock: Clock
  readonly logger: Logger
  /** Ends every open socket of a session. */
  readonly endSockets: (sessionId: string) => Promise<void>
  /** Tells every page of a person that what they may do is otherwise. */
  readonly tellOfRights: (personId: string) => void
}

/** Sees to it that rights and sessions hold while something is open. */
export interface AuthorityWatch {
  /** Somebody was let in for what they may do now, into a draft or to what is told live: from here on a change of it is noticed. */
  saw(person: Person): void
  stop(): void
}

const beatEvery = 1_000
/** Nobody's rights. */
const unlikeAny = 'otherwise'

/**
 * Looks once a second at whom drafts are open to and events go to: sessions that have ended or expired, accounts that were
 * disabled and grants that changed, began or ran out take effect, whoever or whatever changed them, and every page of the
 * person is told. Two queries a second, however many sockets there are.
 */
export function watchAuthority({
  storage,
  rooms,
  recent,
  liveSessions,
  livePeople,
  clock,
  logger,
  endSockets,
  tellOfRights,
}: WatchOptions): AuthorityWatch {
  let cancel = (): void => undefined
  let isStopped = false
  /** What those who have something open were let in for. */
  const known = new Map<string, string>()

  async function beat(): Promise<void> {
    // What somebody changed past this server holds from here on, for whoever comes as well.
    recent.forget()
    rooms.tend()
    const now = clock.now()
    const open = new Set([...rooms.open().map(({ webSessionId }) => webSessionId), ...liveSessions()])
    if (open.size > 0) {
      const valid = new Set(await storage.tables.sessions.valid(now))
      for (const sessionId of open) if (!valid.has(sessionId)) await endSockets(sessionId)
    }
    const present = new Set([...rooms.open().map(({ personId }) => personId), ...livePeople()])
    for (const personId of known.keys()) if (!present.has(personId)) known.delete(personId)
    // Whoever comes now is seen anew.
    recent.forget()
    if (known.size === 0) return
    const people = new Map((await storage.tables.people.all()).map((person) => [person.id, person]))
    for (const [personId, before] of known) {
      const held = rightsOf(people.get(personId), now)
      if (held === before) continue
      known.set(personId, held)
      recent.forget()
      await rooms.refresh({ personId })
      tellOfRights(personId)
    }
  }

  const schedule = () => {
    if (isStopped) return
    cancel = clock.after(beatEvery, () => {
      beat()
        .catch((error: unknown) => logger.error({ err: error }, 'rights could not be looked at'))
        .finally(schedule)
    })
  }
  schedule()
  return {
    saw(person) {
      const held = rightsOf(person, clock.now())
      const before = known.get(person.id)
      // Of two looks that differ one is out of date, and somebody was let in by it: the next beat asks all of them anew.
      known.set(person.id, before === undefined || before === held ? held : unlikeAny)
    },
    stop: () => {
      isStopped = true
      cancel()
    },
  }
}

/** Everything of a person that a right may depend on: the grants that hold at this instant, their own and those of whom they deputise for. */
function rightsOf(person: Person | undefined, now: string): string {
  if (!person || person.isDisabled) return ''
  const holding = (grants: readonly Grant[]) =>
    grants.filter(({ validFrom, validTo }) => validFrom <= now && (validTo === null || now < validTo))
  const deputising = person.deputyships
    .filter((each) => deputyshipStanding(each, now) === 'holds')
    .map(({ leadId, grants }) => [leadId, holding(grants)])
  return JSON.stringify([holding(person.grants), deputising, person.country])
}
