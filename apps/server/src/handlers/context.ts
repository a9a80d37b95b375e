import type { Storage } from '@samsyn/storage'
import type { Rooms } from '@samsyn/sync'
import type { Sessions } from '../auth/sessions.ts'
import type { Clock } from '../clock.ts'
import type { PositionCommands } from '../position-commands.ts'

/** What the handlers work with. */
export interface HandlerContext {
  readonly storage: Storage
  readonly rooms: Rooms
  readonly sessions: Sessions
  readonly commands: PositionCommands
  readonly clock: Clock
  /** Ends the open sockets of a session that has signed out. */
  endSockets(sessionId: string): Promise<void>
}
