import { type CountryCode, countryCodes, issuedCorrigenda, type Release } from '@samsyn/domain'
import { hitsPerPage, type SearchFilters, type SearchHit, type TextState, textStates } from '@samsyn/protocol'
import type { PassageOfText } from '@samsyn/storage'
import { dayInBrussels } from '../brussels.ts'
import { type Directory, existing } from '../directory.ts'
import { countriesOf, type ReadableText } from '../search/found-texts.ts'
import type { Question } from '../search/question.ts'
import { markedLine, snippetOf, type TokensOf } from '../search/snippet.ts'

/** By what somebody narrows what was found; all that is named has to hold. */
export interface Narrowing {
  readonly forum?: string
  readonly dossier?: string
  readonly meeting?: string
  readonly state?: TextState
  readonly party?: CountryCode
  /** Days in Brussels. */
  readonly from?: string
  readonly to?: string
}

type Narrowed = keyof Narrowing

/** Whether a text is within a narrowing, but for one thing that is left out of account. */
export function isWithin(
  text: ReadableText,
  narrowing: Narrowing,
  directory: Directory,
  except: Narrowed | null = null,
): boolean {
  const asks: { readonly [Name in Narrowed]: (wanted: string) => boolean } = {
    forum: (forum) => text.position.forumId === forum,
    dossier: (dossier) => text.position.dossierId === dossier,
    meeting: (meeting) => meetingIdOf(text, directory) === meeting,
    state: (state) => text.state === state,
    party: (party) => countriesOf(text).some((country) => country === party),
    from: (from) => dayInBrussels(text.text.at) >= from,
    to: (to) => dayInBrussels(text.text.at) <= to,
  }
  return (Object.keys(asks) as readonly Narrowed[]).every((name) => {
    const wanted = narrowing[name]
    return wanted === undefined || name === except || asks[name](wanted)
  })
}

function meetingIdOf({ position }: ReadableText, { agendaItems }: Directory): string | null {
  return position.agendaItemId === null ? null : existing(agendaItems, position.agendaItemId).meetingId
}

/** By what the texts can be narrowed: for each thing with everything else that is asked, so that no choice leads to nothing. */
export function filtersOf(
  texts: readonly ReadableText[],
  narrowing: Narrowing,
  directory: Directory,
): SearchFilters {
  function counted<Key extends string>(name: Narrowed, keysOf: (text: ReadableText) => readonly Key[]) {
    const counts = new Map<Key, number>()
    for (const text of texts)
      if (isWithin(text, narrowing, directory, name))
        for (const key of keysOf(text)) counts.set(key, (counts.get(key) ?? 0) + 1)
    return counts
  }
  const forums = counted('forum', ({ position }) => [position.forumId])
  const dossiers = counted('dossier', ({ position }) => [position.dossierId])
  const meetings = counted('meeting', (text) => {
    const id = meetingIdOf(text, directory)
    return id === null ? [] : [id]
  })
  const states = counted('state', ({ state }) => [state])
  const parties = counted('party', countriesOf)
  return {
    forums: [...directory.forums.values()].flatMap(({ id, shortName }) =>
      withCount(forums, id, { id, shortName }),
    ),
    dossiers: [...directory.dossiers.values()].flatMap(({ id, title }) =>
      withCount(dossiers, id, { id, title }),
    ),
    meetings: [...directory.meetings.values()]
      .toSorted((one, other) => other.startsAt.localeCompare(one.startsAt))
      .flatMap(({ id, title, startsAt }) => withCount(meetings, id, { id, title, startsAt })),
    states: textStates.flatMap((state) => withCount(states, state, { state })),
    parties: countryCodes.flatMap((country) => withCount(parties, country, { country })),
  }
}

function withCount<Key, Choice>(
  counts: ReadonlyMap<Key, number>,
  key: Key,
  choice: Choice,
): readonly (Choice & { readonly count: number })[] {
  const count = counts.get(key)
  return count === undefined ? [] : [{ ...choice, count }]
}

/** A text as somebody who looks for it sees it. */
export function searchHit(
  { text, position, state }: ReadableText,
  passages: readonly PassageOfText[],
  question: Question,
  directory: Directory,
  { release, tokensOf }: { readonly release: Release | null; readonly tokensOf: TokensOf },
): SearchHit {
  const language = position.draftingLanguage
  const item = position.agendaItemId === null ? null : existing(directory.agendaItems, position.agendaItemId)
  const meeting = item && existing(directory.meetings, item.meetingId)
  const dossier = existing(directory.dossiers, position.dossierId)
  const forum = existing(directory.forums, position.forumId)
  const title = text.kind === 'release' ? text.title : position.title
  const passage = snippetOf(passages, question, language, tokensOf)
  return {
    state,
    positionId: position.id,
    versionNumber: text.kind === 'draft' ? null : text.number,
    release: release && {
      id: release.id,
      reference: release.reference,
      issuedCorrigenda: issuedCorrigenda(release.corrigenda).length,
    },
    title: markedLine(title, question, language, tokensOf).map((part) => ({ ...part })),
    language,
    passage: passage && { section: passage.section, parts: passage.parts.map((part) => ({ ...part })) },
    instrument: position.instrument,
    marking: position.marking,
    releasableTo: [...position.releasableTo],
    countries: [...countriesOf({ text, position })],
    at: text.at,
    dossier: { id: dossier.id, title: dossier.title },
    forum: { id: forum.id, shortName: forum.shortName },
    meeting: meeting && {
      id: meeting.id,
      title: meeting.title,
      startsAt: meeting.startsAt,
      endsAt: meeting.endsAt,
    },
  }
}

/** How many pages so many texts fill; one where there is none. */
export function pagesOf(total: number): number {
  return Math.max(1, Math.ceil(total / hitsPerPage))
}

/** The best first: nearest to what was typed, in the title, then the newest. */
export function byRelevance(one: ReadableText, other: ReadableText): number {
  return (
    one.distance - other.distance || Number(other.isInTitle) - Number(one.isInTitle) || byTime(one, other)
  )
}

/** The newest first. */
export function byTime({ text: one }: ReadableText, { text: other }: ReadableText): number {
  return other.at.localeCompare(one.at) || other.id - one.id
}

/** By meeting, the latest first, what was for none last; or by the title of the dossier; and within it by time. */
export function byPlace(order: 'meeting' | 'dossier', directory: Directory) {
  const placeOf = (text: ReadableText): string => {
    if (order === 'dossier') return existing(directory.dossiers, text.position.dossierId).title
    const id = meetingIdOf(text, directory)
    return id === null ? '' : existing(directory.meetings, id).startsAt + id
  }
  return (one: ReadableText, other: ReadableText): number => {
    const [here, there] = [placeOf(one), placeOf(other)]
    const apart = order === 'dossier' ? here.localeCompare(there, 'en') : there.localeCompare(here)
    return apart || byTime(one, other)
  }
}
