import type { Person } from '@samsyn/domain'
import type { Storage } from '@samsyn/storage'
import type { Rooms } from '@samsyn/sync'
import type { Logger } from 'pino'
import type { Clock } from './clock.ts'

interface WatchOptions {
  readonly storage: Storage
  readonly rooms: Rooms
  readonly clock: Clock
  readonly logger: Logger
  /** Ends every open socket of a session. */
  readonly endSockets: (sessionId: string) => Promise<void>
}

const beatEvery = 1_000

/**
 * Looks once a second at whom the open drafts are open to: sessions that have ended or expired, accounts that were
 * disabled and grants that changed, began or ran out take effect, whoever or whatever changed them. Two queries a
 * second, however many sockets there are.
 */
export function watchAuthority({ storage, rooms, clock, logger, endSockets }: WatchOptions): {
  stop(): void
} {
  let cancel = (): void => undefined
  let isStopped = false
  let known = new Map<string, string>()

  async function beat(): Promise<void> {
    rooms.tend()
    const open = rooms.open()
    if (open.length === 0) {
      known = new Map()
      return
    }
    const now = clock.now()
    const valid = new Set(await storage.tables.sessions.valid(now))
    const ended = new Set(open.map(({ webSessionId }) => webSessionId).filter((id) => !valid.has(id)))
    for (const sessionId of ended) await endSockets(sessionId)

    const people = new Map((await storage.tables.people.all()).map((person) => [person.id, person]))
    const rights = new Map<string, string>()
    for (const { personId } of open) {
      if (rights.has(personId)) continue
      const held = rightsOf(people.get(personId), now)
      rights.set(personId, held)
      if (held !== (known.get(personId) ?? held)) await rooms.refresh({ personId })
    }
    known = rights
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
    stop: () => {
      isStopped = true
      cancel()
    },
  }
}

/** Everything of a person that a right may depend on: the grants that hold at this instant. */
function rightsOf(person: Person | undefined, now: string): string {
  if (!person || person.isDisabled) return ''
  const holding = person.grants.filter(
    ({ validFrom, validTo }) => validFrom <= now && (validTo === null || now < validTo),
  )
  return JSON.stringify([holding, person.country])
}
