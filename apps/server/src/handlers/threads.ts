import { randomUUID } from 'node:crypto'
import {
  type Asking,
  askingAbout,
  type Comment,
  can,
  isGone,
  isInAudience,
  isRemoved,
  type Mention,
  mayRaise,
  mayReply,
  mayRewrite,
  mayTurn,
  mentioned,
  ok,
  type Person,
  refuse,
  speaksFor,
  type Thread,
  toldOfComment,
  type Wording,
} from '@samsyn/domain'
import type { Thread as ThreadView } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { loadDirectory } from '../directory.ts'
import type { Handlers } from '../http/api.ts'
import { asNotifications } from '../notifications/telling.ts'
import { commentedInDraft } from '../quoted-words.ts'
import type { Outcome } from '../refusal.ts'
import { discussion, threadView } from '../views/threads.ts'
import type { HandlerContext } from './context.ts'
import { wordsAnswered } from './limite.ts'
import { knownPosition } from './positions.ts'
import { isReachedAsSeen, sharedSince, sharedSinceIn } from './shared-since.ts'

type ThreadRoutes =
  | 'listThreads'
  | 'raiseThread'
  | 'replyToThread'
  | 'rewriteComment'
  | 'removeComment'
  | 'turnThread'

/** What was done to a thread: as it is now, who has just been mentioned, and how one asks about it. */
interface Done {
  readonly thread: Thread
  readonly mentions: readonly Mention[]
  /** What was said in it, if anything. */
  readonly comment: Comment | null
  readonly asking: Asking
}

type PeopleById = ReadonlyMap<string, Person>
/** What is done about a position, in its transaction. */
type Doing = (tables: Tables, asking: Asking, people: PeopleById) => Promise<Outcome<Done>>
type Adding = (tables: Tables, thread: Thread, asking: Asking, people: PeopleById) => Promise<Outcome<Done>>

interface Where {
  readonly positionId: string
  readonly threadId: string
}

/** Threads beside the text. Each right is the domain's; what one may not read is `not_found`, like what is not there. */
export function threadHandlers(context: HandlerContext): Pick<Handlers, ThreadRoutes> {
  const { storage, clock } = context

  /** Does it in one transaction, for a position that the person may know of, and tells those who may read the thread. */
  async function perform(positionId: string, person: Person, doing: Doing): Promise<Outcome<ThreadView>> {
    const now = clock.now()
    const notified: string[] = []
    const done = await storage.transaction(async (tables): Promise<Outcome<Done>> => {
      const subject = await tables.positions.byId(positionId)
      if (!subject || !can(person, 'position.read', subject, now)) return refuse({ code: 'not_found' })
      const people = new Map((await tables.people.all()).map((one) => [one.id, one]))
      const doneNow = await doing(tables, { person, subject, now }, people)
      if (doneNow.ok) {
        const about = { subject, people: people.values(), now }
        notified.push(...(await notify(tables, doneNow.value, about)))
      }
      return doneNow
    })
    context.tellNotified(notified)
    return done.ok ? ok(await told(done.value)) : done
  }

  /** The same to a thread that is there and that the person may read. */
  const add = ({ positionId, threadId }: Where, person: Person, adding: Adding) =>
    perform(positionId, person, async (tables, generally, people) => {
      const thread = await tables.threads.byId(threadId)
      if (thread?.positionId !== positionId || isGone(thread)) return refuse({ code: 'not_found' })
      const asking = askingAbout(thread, generally, await sharedSinceIn(tables, positionId))
      return isInAudience(thread.audience, asking)
        ? adding(tables, thread, asking, people)
        : refuse({ code: 'not_found' })
    })

  async function told({ thread, mentions, asking }: Done): Promise<ThreadView> {
    const directory = await loadDirectory(storage.tables)
    const called = mentioned(thread.audience, mentions, directory.people.values(), asking)
    context.tellOfThread(thread, asking.subject, {
      mentioned: called.map(({ id }) => id).filter((id) => id !== asking.person.id),
    })
    return threadView(thread, asking, directory)
  }

  /** A wording that takes the place of the one that stands. */
  const reword =
    (commentId: string, said: Pick<Wording, 'text' | 'mentions'>): Adding =>
    async (tables, thread, asking, people) => {
      const allowed = mayRewrite(thread, commentId, said.mentions, asking, people)
      if (!allowed.ok) return allowed
      const before = allowed.value
      const answered = await textAnswered(tables, said.text, thread, asking)
      if (!answered.ok) return answered
      const wording: Wording = { ...said, at: asking.now }
      await tables.threads.addWording(before, wording)
      const after: Comment = { ...before, wordings: [...before.wordings, wording] }
      const [first, ...later] = thread.comments.map((one) => (one.id === commentId ? after : one))
      if (!first) throw new Error(`Thread ${thread.id} has no comment`)
      const known = new Set(before.wordings.flatMap(({ mentions }) => mentions.map(keyOf)))
      return ok({
        thread: { ...thread, comments: [first, ...later] },
        mentions: said.mentions.filter((mention) => !known.has(keyOf(mention))),
        comment: after,
        asking,
      })
    }

  return {
    listThreads: async ({ params, session: { person } }) => {
      const subject = await knownPosition(context, params.positionId, person)
      if (!subject) return refuse({ code: 'not_found' })
      const asking = { person, subject, now: clock.now() }
      if (!isInAudience(null, asking)) return refuse({ code: 'forbidden' })
      const threads = await storage.tables.threads.byPositions([subject.id])
      const sharedAt = await sharedSince(context, subject.id)
      return ok(discussion(threads, { asking, sharedAt }, await loadDirectory(storage.tables)))
    },

    raiseThread: async ({ params, body, session: { person } }) => {
      const known = await knownPosition(context, params.positionId, person)
      // What one may not is refused below, whatever is quoted.
      if (known && body.anchor && isInAudience(body.audience, { person, subject: known, now: clock.now() })) {
        const quoted = await commentedInDraft(context.moments, params.positionId, body.anchor)
        if (!quoted.ok) return quoted
      }
      return perform(params.positionId, person, async (tables, asking, people) => {
        // That there are delegations is no secret, as a thread in one of them is.
        if (!isInAudience(body.audience, asking)) return refuse({ code: 'forbidden' })
        const allowed = mayRaise(body.audience, body.mentions, asking, people)
        if (!allowed.ok) return allowed
        if (body.audience === null && !isReachedAsSeen(asking.subject, body)) {
          return refuse({ code: 'revision_conflict' })
        }
        const answered = await textAnswered(
          tables,
          body.text,
          { audience: body.audience, positionId: params.positionId },
          asking,
        )
        if (!answered.ok) return answered
        const comment = newComment(body, body.audience, asking)
        const thread: Thread = {
          id: randomUUID(),
          positionId: params.positionId,
          audience: body.audience,
          anchor: body.anchor,
          comments: [comment],
          turns: [],
        }
        await tables.threads.insert(thread)
        return ok({ thread, mentions: body.mentions, comment, asking })
      })
    },

    replyToThread: ({ params, body, session: { person } }) =>
      add(params, person, async (tables, thread, asking, people) => {
        const allowed = mayReply(thread, body.mentions, asking, people)
        if (!allowed.ok) return allowed
        const answered = await textAnswered(tables, body.text, thread, asking)
        if (!answered.ok) return answered
        const comment = newComment(body, thread.audience, asking)
        await tables.threads.addComment(thread, comment)
        const [first, ...later] = thread.comments
        return ok({
          thread: { ...thread, comments: [first, ...later, comment] },
          mentions: body.mentions,
          comment,
          asking,
        })
      }),

    rewriteComment: ({ params, body, session: { person } }) =>
      add(params, person, reword(params.commentId, body)),

    removeComment: ({ params, session: { person } }) =>
      add(params, person, reword(params.commentId, { text: null, mentions: [] })),

    turnThread: ({ params, body: { kind }, session: { person } }) =>
      add(params, person, async (tables, thread, asking) => {
        const allowed = mayTurn(thread, kind, asking)
        if (!allowed.ok) return allowed
        const turn = { kind, personId: person.id, country: allowed.value, at: asking.now }
        await tables.threads.addTurn(thread, turn)
        return ok({
          thread: { ...thread, turns: [...thread.turns, turn] },
          mentions: [],
          comment: null,
          asking,
        })
      }),
  }
}

/** Refuses `limite_unconfirmed` for what is said in a thread, as `wordsAnswered` does; null says nothing. */
function textAnswered(
  tables: Tables,
  text: string | null,
  { audience, positionId }: Pick<Thread, 'audience' | 'positionId'>,
  { subject }: Asking,
): Promise<Outcome<null>> {
  return wordsAnswered(tables, text === null ? [] : [text], { audience, subject, positionId })
}

/** Stores in the transaction that a comment is told of whom it is told to, and returns them. */
async function notify(
  tables: Tables,
  { thread, comment, mentions }: Done,
  about: Pick<Asking, 'subject' | 'now'> & { readonly people: Iterable<Person> },
): Promise<readonly string[]> {
  if (!comment || isRemoved(comment)) return []
  const { positionId, id: threadId } = thread
  const sharedAt = await sharedSinceIn(tables, positionId)
  const wording = comment.wordings.length - 1
  const added = await tables.notifications.add(
    asNotifications(
      toldOfComment(thread, { comment, mentions }, { ...about, sharedAt }),
      { cause: { kind: 'comment', threadId, commentId: comment.id, wording }, positionId, at: about.now },
      await tables.notifications.ways(),
    ),
  )
  return added.map(({ personId }) => personId)
}

function newComment(
  { text, mentions }: { readonly text: string; readonly mentions: readonly Mention[] },
  audience: Thread['audience'],
  asking: Asking,
): Comment {
  return {
    id: randomUUID(),
    personId: asking.person.id,
    country: speaksFor(audience, asking),
    wordings: [{ text, mentions, at: asking.now }],
  }
}

function keyOf(mention: Mention): string {
  return mention.kind === 'person' ? `person:${mention.personId}` : `delegation:${mention.country}`
}
