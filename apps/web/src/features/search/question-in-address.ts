import { countryCodes } from '@samsyn/domain'
import { archiveOrders, longestQuestion, type RouteQuery, textStates } from '@samsyn/protocol'

/** What is looked for, as the server is asked it. */
export type SearchQuery = RouteQuery<'searchTexts'>

/** What narrows a search, in the order in which it is offered. */
export const narrowings = ['forum', 'dossier', 'meeting', 'state', 'party', 'from', 'to'] as const

export type Narrowing = (typeof narrowings)[number]

const id = /^[a-z0-9][a-z0-9-]{0,63}$/
const day = /^\d{4}-\d{2}-\d{2}$/

/** Reads the question out of an address; what makes no sense in it is left out, so that an old link finds something. */
export function questionIn(address: URLSearchParams): SearchQuery {
  const given = (name: string) => address.get(name) ?? ''
  const oneOf = <Value extends string>(name: string, values: readonly Value[]) =>
    values.find((value) => value === given(name))
  const matching = (name: string, pattern: RegExp) => (pattern.test(given(name)) ? given(name) : undefined)
  const page = Number(given('page'))
  return definedOf({
    words: given('words').slice(0, longestQuestion) || undefined,
    forum: matching('forum', id),
    dossier: matching('dossier', id),
    meeting: matching('meeting', id),
    state: oneOf('state', textStates),
    party: oneOf('party', countryCodes),
    from: matching('from', day),
    to: matching('to', day),
    order: oneOf('order', archiveOrders),
    page: Number.isInteger(page) && page > 1 && page <= 10_000 ? page : undefined,
  })
}

/** The address of a question: `/search?words=…`. */
export function addressOf(query: SearchQuery): URLSearchParams {
  return new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, String(value)]],
    ),
  )
}

/** The same question with some of it changed: what is undefined goes, and so does the page. */
export function changed(
  { page: _page, ...query }: SearchQuery,
  changes: { readonly [Name in keyof SearchQuery]?: SearchQuery[Name] | undefined },
): SearchQuery {
  return definedOf({ ...query, ...changes })
}

function definedOf(
  query: { readonly [Name in keyof SearchQuery]?: SearchQuery[Name] | undefined },
): SearchQuery {
  // Left out and undefined are two things to the type alone.
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as SearchQuery
}
