import type { Writer } from '@samsyn/protocol'
import { initials } from '../../../ui/initials.ts'

/** By what the passages of a text are told apart: delegations where several write, people on one delegation's own pages. */
export type AuthorGrouping = 'delegation' | 'person'

/** How the passages of an author are shown. */
export interface AuthorLook {
  /** What stands in the margin. */
  readonly code: string
  /** What the styles go by. */
  readonly attributes: Readonly<Record<string, string>>
}

/** The styles of people that can be told apart; with more people they begin again. */
const hands = 5

/** By the country of the author, in its colour. */
export function lookByDelegation(author: Writer | undefined): AuthorLook {
  return {
    code: author?.country ?? '·',
    attributes: { 'data-country': author?.country?.toLowerCase() ?? '' },
  }
}

/** By the author, each with a style of their own from the first time on that they are asked for. */
export function looksByPerson(): (author: Writer | undefined) => AuthorLook {
  const known = new Map<string, AuthorLook>()
  return (author) => {
    if (!author) return { code: '·', attributes: {} }
    const look = known.get(author.id) ?? {
      code: initials(author.name),
      attributes: { 'data-hand': String((known.size % hands) + 1) },
    }
    known.set(author.id, look)
    return look
  }
}
