import type { PagesPlace, PermissionSubject, Person, Proposal, Thread } from '@samsyn/domain'
import type { Storage } from '@samsyn/storage'
import type { Historian, Rooms } from '@samsyn/sync'
import type { Logger } from 'pino'
import type { Challenges } from '../auth/challenges.ts'
import type { RelyingParty } from '../auth/relying-party.ts'
import type { Sessions } from '../auth/sessions.ts'
import type { Clock } from '../clock.ts'
import type { AddressCodes } from '../mail/address-codes.ts'
import type { Post } from '../mail/post.ts'
import type { DraftMoments } from '../moments/draft-moments.ts'
import type { PositionCommands } from '../position-commands.ts'

/** What the handlers work with. */
export interface HandlerContext {
  readonly storage: Storage
  readonly rooms: Rooms
  readonly sessions: Sessions
  readonly challenges: Challenges
  readonly relyingParty: () => RelyingParty
  readonly commands: PositionCommands
  readonly moments: DraftMoments
  readonly historian: Historian
  readonly clock: Clock
  readonly logger: Logger
  /** The way to the mail server; null where no mails are sent. */
  readonly post: Post | null
  readonly addressCodes: AddressCodes
  /** Tells an address that somebody's mails go there no more. */
  tellOldAddress(address: string, person: Person): Promise<void>
  /** Whether all own pages can be opened, as far as anybody has tried. */
  arePagesOpen(): boolean
  /** Whether nothing waits to be ended whose deadline was over a minute ago. */
  areDeadlinesKept(): boolean
  /** Tells those who may read the thread that something was said or done in it; the named ones that they are meant. */
  tellOfThread(
    thread: Thread,
    position: PermissionSubject,
    told: { readonly mentioned: readonly string[] },
  ): void
  /** Tells those who may read a delegation's own pages that something beside their text has changed. */
  tellOfPages(place: PagesPlace, position: PermissionSubject): void
  /** Tells those who may read what was proposed that it was made, sent or settled; `sharedAt` as for `canReadProposal`. */
  tellOfProposal(
    proposal: Pick<Proposal, 'positionId' | 'at'>,
    position: PermissionSubject,
    when: { readonly sharedAt: string | null },
  ): void
  /** Lets every page know that a meeting or an agenda is another. */
  tellOfMeetings(): void
  /** Lets the pages of these people know that there is something new for them, or read. */
  tellNotified(personIds: readonly string[]): void
  /** Forgets the files that are kept ready: what is removed for good is in none. */
  forgetFiles(): void
  /** Ends the open sockets of a session that has signed out. */
  endSockets(sessionId: string): Promise<void>
}
