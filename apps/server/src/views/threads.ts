import {
  type Asking,
  type Audience,
  askingAbout,
  type Comment,
  can,
  delegationsOf,
  isClosed,
  isGone,
  isInAudience,
  isRemoved,
  isShared,
  mayRaise,
  mayReply,
  mayRewrite,
  mayTurn,
  mustCloseFor,
  standingWording,
  type Thread,
  turnKinds,
} from '@samsyn/domain'
import type { Discussion, ThreadComment, Thread as ThreadView } from '@samsyn/protocol'
import { type Directory, existing } from '../directory.ts'
import { personCard } from './people.ts'

/** The threads of a position that the person who asks may read, and nothing of the others. */
export function discussion(
  threads: readonly Thread[],
  { asking, sharedAt }: { readonly asking: Asking; readonly sharedAt: string | null },
  directory: Directory,
): Discussion {
  const audiences = audiencesOf(asking).filter(
    (audience) => mayRaise(audience, [], asking, directory.people).ok,
  )
  return {
    threads: threads.flatMap((thread) => {
      const about = askingAbout(thread, asking, sharedAt)
      return isGone(thread) || !isInAudience(thread.audience, about)
        ? []
        : [threadView(thread, about, directory)]
    }),
    audiences,
    people: [...directory.people.values()].flatMap((person) => {
      const shared = audiences.filter((audience) => isInAudience(audience, { ...asking, person }))
      return shared.length === 0 || person.id === asking.person.id
        ? []
        : [{ person: personCard(person, directory.ministries), audiences: shared }]
    }),
  }
}

/** A thread as somebody sees it who may read it and asks about it as `askingAbout` says. */
export function threadView(thread: Thread, asking: Asking, directory: Directory): ThreadView {
  const card = (id: string) => personCard(existing(directory.people, id), directory.ministries)
  return {
    id: thread.id,
    audience: thread.audience,
    isFromBefore: !isShared(asking.subject.life),
    anchor: thread.anchor,
    comments: thread.comments.map(
      (comment): ThreadComment => ({
        id: comment.id,
        person: card(comment.personId),
        country: comment.country,
        ...wordsOf(comment),
        may: { rewrite: mayRewrite(thread, comment.id, [], asking, directory.people).ok },
      }),
    ),
    turns: thread.turns.map(({ kind, personId, country, at }) => ({
      kind,
      person: card(personId),
      country,
      at,
    })),
    isClosed: isClosed(thread),
    mustCloseFor: [...mustCloseFor(thread)],
    may: {
      reply: mayReply(thread, [], asking, directory.people).ok,
      turns: turnKinds.filter((kind) => mayTurn(thread, kind, asking).ok),
    },
  }
}

function wordsOf(comment: Comment): Pick<ThreadComment, 'text' | 'mentions' | 'at' | 'changedAt'> {
  const { text, mentions, at } = standingWording(comment)
  const [first] = comment.wordings
  return {
    text,
    mentions: isRemoved(comment) ? [] : [...mentions],
    at: first.at,
    changedAt: comment.wordings.length > 1 ? at : null,
  }
}

function audiencesOf({ person, subject, now }: Asking): Audience[] {
  const all: Audience[] = can(person, 'comment', subject, now) ? [null] : []
  return [...all, ...delegationsOf(person, subject, now)]
}
