import type { CountryCode } from './country.ts'
import type { Person } from './people.ts'
import { can, delegationsOf, isLocked, type PermissionSubject } from './permissions.ts'
import { isOver, isShared, type PositionLife } from './position.ts'
import type { Refusal } from './refusals.ts'
import { assertNever, ok, type Result, refuse } from './result.ts'

/** For whom a thread is: one delegation alone, or null for all of them and the secretariat. */
export type Audience = CountryCode | null

/** The passage a thread is about; null ends mean the whole position. */
export interface Anchor {
  /** Where it begins and ends: Yjs relative positions, opaque here. */
  readonly start: string
  readonly end: string
  /** Its words when the thread was raised. */
  readonly quote: string
}

export type Mention =
  | { readonly kind: 'delegation'; readonly country: CountryCode }
  | { readonly kind: 'person'; readonly personId: string }

/** What a comment said from an instant on; null once it was removed. */
export interface Wording {
  readonly text: string | null
  readonly mentions: readonly Mention[]
  readonly at: string
}

export interface Comment {
  readonly id: string
  readonly personId: string
  /** The country that its author spoke for; null for the secretariat. */
  readonly country: CountryCode | null
  /** Oldest first; never empty. */
  readonly wordings: readonly [Wording, ...Wording[]]
}

/** What can be done with a thread as a whole. */
export const turnKinds = ['close', 'reopen', 'must_close', 'need_not_close'] as const

export type TurnKind = (typeof turnKinds)[number]

export interface Turn {
  readonly kind: TurnKind
  readonly personId: string
  readonly country: CountryCode | null
  readonly at: string
}

export interface Thread {
  readonly id: string
  readonly positionId: string
  readonly audience: Audience
  readonly anchor: Anchor | null
  /** Oldest first; the first raised the thread. */
  readonly comments: readonly [Comment, ...Comment[]]
  /** Oldest first. */
  readonly turns: readonly Turn[]
}

/** Who asks, about which position, when (an instant, ISO 8601 in UTC). */
export interface Asking {
  readonly person: Person
  readonly subject: PermissionSubject
  readonly now: string
}

/** What of a thread counts before a round is opened. */
export interface ThreadCount {
  readonly open: number
  readonly toClose: number
}

/** Whether a person may read what is said to this audience, and so write in it too. */
export function isInAudience(audience: Audience, { person, subject, now }: Asking): boolean {
  if (isLocked(subject, null)) return false
  return audience === null
    ? can(person, 'comment', subject, now)
    : delegationsOf(person, subject, now).includes(audience)
}

/** Whether a thread was raised before the draft was shared (`sharedAt`, null while it is not). Instants in UTC. */
export function isFromBefore(
  { comments: [raised] }: Pick<Thread, 'comments'>,
  sharedAt: string | null,
): boolean {
  return sharedAt !== null && Date.parse(raised.wordings[0].at) < Date.parse(sharedAt)
}

/**
 * How one asks about a thread: one that was raised before the draft was shared stays with those who could read it then, and
 * is asked about as if the position were not shared. Every question about a thread that is there begins here.
 */
export function askingAbout(
  thread: Pick<Thread, 'comments'>,
  asking: Asking,
  sharedAt: string | null,
): Asking {
  if (!isFromBefore(thread, sharedAt)) return asking
  const { subject } = asking
  const life: PositionLife = isOver(subject.life)
    ? { status: 'withdrawn', reason: '', wasShared: false }
    : { status: 'draft' }
  return { ...asking, subject: { ...subject, life } }
}

/** The country somebody speaks for to this audience; null for the secretariat. */
export function speaksFor(audience: Audience, { person, subject, now }: Asking): CountryCode | null {
  if (audience !== null) return audience
  const own = delegationsOf(person, subject, now)
  return own.find((country) => country === person.country) ?? own[0] ?? null
}

/**
 * Whether something new may be said to this audience. Refuses `not_found` to whoever is not in it, `state_conflict` where
 * the position takes no comments any more, and `mention_outside_audience`.
 */
export function mayRaise(
  audience: Audience,
  mentions: readonly Mention[],
  asking: Asking,
  people: ReadonlyMap<string, Person>,
): Result<null, ThreadRefusal> {
  if (!isInAudience(audience, asking)) return refuse({ code: 'not_found' })
  if (isOver(asking.subject.life)) return refuse({ code: 'state_conflict' })
  return mentionsInside(audience, mentions, asking, people)
}

/** The same for a comment in a thread that is there; refuses `thread_closed` as well. */
export function mayReply(
  thread: Thread,
  mentions: readonly Mention[],
  asking: Asking,
  people: ReadonlyMap<string, Person>,
): Result<null, ThreadRefusal> {
  const allowed = mayRaise(thread.audience, mentions, asking, people)
  if (!allowed.ok) return allowed
  return isClosed(thread) ? refuse({ code: 'thread_closed' }) : ok(null)
}

/**
 * Whether a comment may be rewritten or removed, by the same rules and its author alone; refuses `forbidden` and
 * `comment_removed` as well.
 */
export function mayRewrite(
  thread: Thread,
  commentId: string,
  mentions: readonly Mention[],
  asking: Asking,
  people: ReadonlyMap<string, Person>,
): Result<Comment, ThreadRefusal> {
  const allowed = mayReply(thread, mentions, asking, people)
  if (!allowed.ok) return allowed
  const comment = thread.comments.find(({ id }) => id === commentId)
  if (!comment) return refuse({ code: 'not_found' })
  if (comment.personId !== asking.person.id) return refuse({ code: 'forbidden' })
  return isRemoved(comment) ? refuse({ code: 'comment_removed' }) : ok(comment)
}

/**
 * Whether a thread may take this turn, and for which country it is taken. Refuses `not_found`, `forbidden`,
 * `state_conflict`, `thread_closed` and `thread_private`.
 */
export function mayTurn(
  thread: Thread,
  kind: TurnKind,
  asking: Asking,
): Result<CountryCode | null, ThreadRefusal> {
  if (!isInAudience(thread.audience, asking)) return refuse({ code: 'not_found' })
  if (isOver(asking.subject.life)) return refuse({ code: 'state_conflict' })
  const country = speaksFor(thread.audience, asking)
  switch (kind) {
    case 'close':
      if (!mayClose(thread, asking)) return refuse({ code: 'forbidden' })
      return isClosed(thread) ? refuse({ code: 'state_conflict' }) : ok(country)
    case 'reopen':
      return isClosed(thread) ? ok(country) : refuse({ code: 'state_conflict' })
    case 'must_close':
    case 'need_not_close': {
      if (thread.audience !== null) return refuse({ code: 'thread_private' })
      const { person, subject, now } = asking
      if (country === null || !can(person, 'comment.hold', subject, now)) return refuse({ code: 'forbidden' })
      if (isClosed(thread)) return refuse({ code: 'thread_closed' })
      const isHeld = mustCloseFor(thread).includes(country)
      return isHeld === (kind === 'must_close') ? refuse({ code: 'state_conflict' }) : ok(country)
    }
    default:
      return assertNever(kind)
  }
}

/** Whether this person may close the thread: whoever raised it, a lead of that delegation, or the secretariat its own. */
function mayClose({ audience, comments: [raised] }: Thread, asking: Asking): boolean {
  const { person, subject, now } = asking
  if (!isInAudience(audience, asking)) return false
  if (raised.personId === person.id) return true
  return raised.country === null
    ? delegationsOf(person, subject, now).length === 0
    : delegationsOf(person, subject, now, ['lead']).includes(raised.country)
}

/** Whether a thread is closed: its last closing or reopening says. */
export function isClosed({ turns }: Pick<Thread, 'turns'>): boolean {
  return turns.findLast(({ kind }) => kind === 'close' || kind === 'reopen')?.kind === 'close'
}

/** The delegations that want the thread closed before sign-off, in the order in which they said so. */
export function mustCloseFor({ turns }: Pick<Thread, 'turns'>): readonly CountryCode[] {
  const wanting = new Set<CountryCode>()
  for (const { kind, country } of turns) {
    if (country === null) continue
    if (kind === 'must_close') wanting.add(country)
    if (kind === 'need_not_close') wanting.delete(country)
  }
  return [...wanting]
}

/** What a comment says now; a text of null means that it was removed. */
export function standingWording({ wordings }: Pick<Comment, 'wordings'>): Wording {
  return wordings.at(-1) ?? wordings[0]
}

/** Whether its author has removed the comment. */
export function isRemoved(comment: Pick<Comment, 'wordings'>): boolean {
  return standingWording(comment).text === null
}

/** Whether nothing is left of a thread: its one author has removed all of it, and nobody ever did anything about it. */
export function isGone({ comments, turns }: Pick<Thread, 'comments' | 'turns'>): boolean {
  const [raised] = comments
  const isTouched = turns.length > 0 || comments.some(({ personId }) => personId !== raised.personId)
  return !isTouched && comments.every(isRemoved)
}

/** What of these threads is open before a round: those that all delegations read alone (`sharedAt` as for `isFromBefore`). */
export function countThreads(threads: readonly Thread[], sharedAt: string | null): ThreadCount {
  const open = threads.filter(
    (thread) =>
      thread.audience === null && !isFromBefore(thread, sharedAt) && !isGone(thread) && !isClosed(thread),
  )
  return { open: open.length, toClose: open.filter((thread) => mustCloseFor(thread).length > 0).length }
}

/**
 * Whether a thread waits for this person: they, or a delegation of theirs, are mentioned in it, and neither they nor, where
 * the delegation was meant, anybody speaking for it has said anything since.
 */
export function isAwaited(thread: Thread, asking: Asking): boolean {
  const { person, subject, now } = asking
  if (isClosed(thread) || isOver(subject.life) || !isInAudience(thread.audience, asking)) return false
  const own = delegationsOf(person, subject, now)
  return thread.comments.some((comment, index) => {
    const since = thread.comments.slice(index + 1)
    const hasAnswered = since.some(({ personId }) => personId === person.id)
    if (comment.personId === person.id || hasAnswered || isRemoved(comment)) return false
    return standingWording(comment).mentions.some((mention) =>
      mention.kind === 'person'
        ? mention.personId === person.id
        : own.includes(mention.country) &&
          comment.country !== mention.country &&
          !since.some(({ country }) => country === mention.country),
    )
  })
}

/** The people a mention means, among these; nobody outside the audience is ever one of them. */
export function mentioned(
  audience: Audience,
  mentions: readonly Mention[],
  people: Iterable<Person>,
  about: Omit<Asking, 'person'>,
): readonly Person[] {
  return [...people].filter(
    (person) =>
      isInAudience(audience, { ...about, person }) &&
      mentions.some((mention) =>
        mention.kind === 'person'
          ? mention.personId === person.id
          : delegationsOf(person, about.subject, about.now).includes(mention.country),
      ),
  )
}

/** A refusal about a thread; `not_found` is also said of what one may not know of. */
export interface ThreadRefusal {
  readonly code: Refusal['code'] | 'not_found'
}

function mentionsInside(
  audience: Audience,
  mentions: readonly Mention[],
  { subject, now }: Asking,
  people: ReadonlyMap<string, Person>,
): Result<null, ThreadRefusal> {
  const areInside = mentions.every((mention) => {
    if (mention.kind === 'delegation') {
      return readingDelegations(audience, subject).includes(mention.country)
    }
    const person = people.get(mention.personId)
    return person !== undefined && isInAudience(audience, { person, subject, now })
  })
  return areInside ? ok(null) : refuse({ code: 'mention_outside_audience' })
}

/** The delegations that a thread for this audience reaches. */
function readingDelegations(
  audience: Audience,
  { parties, penholder, life }: PermissionSubject,
): readonly CountryCode[] {
  if (audience !== null) return [audience]
  return isShared(life) ? parties : [penholder]
}
