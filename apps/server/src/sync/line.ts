import { type CloseReason, closeCodes, countryColors } from '@samsyn/protocol'
import type { Connection, Rooms } from '@samsyn/sync'
import type { Logger } from 'pino'
import type { Admitted } from './admission.ts'
import type { RecentAnswers } from './recent-answers.ts'

interface LineOptions {
  readonly rooms: Rooms
  readonly recent: Pick<RecentAnswers, 'session'>
  readonly logger: Logger
  /** How much a client may send before its draft is loaded, in bytes. */
  readonly waitingBytes: number
}

/** More messages than these before a draft is loaded are not a page's; a stock one sends three. */
const mostWaiting = 1_000

/** One client's way into a room, whatever carries it. */
export interface Line {
  receive(bytes: Uint8Array): void
  /** The other side is gone. */
  end(): void
}

/** Takes an admitted client into the room of its draft; what it sends meanwhile waits in order. */
export function openLine(
  { draftId, session, cookie }: Admitted,
  connection: Connection,
  { rooms, recent, logger, waitingBytes }: LineOptions,
): Line {
  const waiting: Uint8Array[] = []
  let bytesWaiting = 0
  let isEnded = false
  const close = (reason: CloseReason) => {
    isEnded = true
    waiting.length = 0
    connection.close(closeCodes[reason], reason)
    logger.info({ reason, draftId, personId: session.person.id }, 'session closed')
  }
  let receive = (bytes: Uint8Array): void => {
    if (isEnded) return
    bytesWaiting += bytes.length
    if (bytesWaiting <= waitingBytes && waiting.length < mostWaiting) waiting.push(Uint8Array.from(bytes))
    else close('too_fast')
  }
  let leave = (): void => undefined
  const { person } = session

  async function join(): Promise<void> {
    const joined = await rooms.join(draftId, {
      personId: person.id,
      name: person.name,
      country: person.country,
      ...(person.country === null ? {} : { color: countryColors[person.country] }),
      webSessionId: session.id,
      connection,
    })
    leave = () => joined.end()
    // Whoever signed out between the first check and the place in the room was not there to be put out.
    const isSignedIn = (await recent.session(cookie)) !== null
    if (isEnded || !isSignedIn) {
      leave()
      if (!isEnded) close('signed_out')
      return
    }
    receive = (bytes) => joined.receive(bytes)
    for (const bytes of waiting.splice(0)) receive(bytes)
  }

  join().catch((error: unknown) => {
    logger.error({ err: error, draftId }, 'could not join a draft')
    leave()
    if (!isEnded) close('failed')
  })
  return {
    receive: (bytes) => receive(bytes),
    end() {
      isEnded = true
      leave()
    },
  }
}
