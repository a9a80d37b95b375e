import { type CountryCode, can, isDraftOpen, type Person, type Position } from '@samsyn/domain'
import type { TextState } from '@samsyn/protocol'
import type { FoundText, PositionsTable, SearchClause, SearchTable, Tables } from '@samsyn/storage'
import type { Directory } from '../directory.ts'
import { referencesOf } from './analysis.ts'
import { clausesOf, type NamedOn, nearerClausesOf, type Question, titleClausesOf } from './question.ts'

/** A text that was found and may be read. */
export interface ReadableText {
  readonly text: FoundText
  readonly position: Position
  readonly state: TextState
  /** 0 where its words are as they were typed; more the farther they are from that. */
  readonly distance: number
  readonly isInTitle: boolean
}

/** What the person may read of the texts that answer a question, in no order: nothing else is ever counted, listed or shown of it. */
export async function findReadable(
  { search, positions }: Pick<Tables, 'search' | 'positions'>,
  question: Question,
  {
    person,
    directory,
    now,
  }: { readonly person: Person; readonly directory: Directory; readonly now: string },
): Promise<readonly ReadableText[]> {
  const found = await nearest(search, question, directory)
  const byId = await positionsOf(positions, new Set(found.map(({ text }) => text.positionId)))
  const inTitle = found.length === 0 ? null : await idsOf(search, titleClausesOf(question))
  const readable = found.flatMap(({ text, distance }): readonly ReadableText[] => {
    const position = byId.get(text.positionId)
    if (!position || !mayRead(person, text, position, now)) return []
    return [
      { text, position, state: stateOf(text, position), distance, isInTitle: inTitle?.has(text.id) === true },
    ]
  })
  return withoutRepetitions(readable)
}

/** So many positions are faster read one by one than all of them together. */
const fewPositions = 100

async function positionsOf(
  positions: PositionsTable,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Position>> {
  const read =
    ids.size > fewPositions
      ? await positions.all()
      : await Promise.all([...ids].map((id) => positions.byId(id)))
  return new Map(read.flatMap((position) => (position ? [[position.id, position]] : [])))
}

/** As the address of the text itself asks: of a position that somebody may not know of they read neither version nor draft. */
function mayRead(person: Person, { kind }: FoundText, position: Position, now: string): boolean {
  switch (kind) {
    case 'release':
      return can(person, 'release.read', position, now)
    case 'version':
      return can(person, 'position.read', position, now) && can(person, 'version.read', position, now)
    case 'draft':
      // A draft that is frozen says the same as the version that was made of it.
      return (
        isDraftOpen(position.life) &&
        can(person, 'position.read', position, now) &&
        can(person, 'draft.read', position, now)
      )
  }
}

/** What a text is to whoever finds it. */
export function stateOf(
  { kind, isSuperseded, isSupportWithdrawn }: Pick<FoundText, 'kind' | 'isSuperseded' | 'isSupportWithdrawn'>,
  { life }: Pick<Position, 'life'>,
): TextState {
  if (kind !== 'release') return kind
  if (life.status === 'withdrawn') return 'withdrawn'
  if (isSuperseded) return 'superseded'
  return isSupportWithdrawn ? 'suspended' : 'final'
}

/** The delegations that a text is of. */
export function countriesOf({
  text,
  position,
}: Pick<ReadableText, 'text' | 'position'>): readonly CountryCode[] {
  return text.kind === 'release' ? text.supporters : position.parties
}

async function nearest(
  search: SearchTable,
  question: Question,
  directory: Directory,
): Promise<readonly { readonly text: FoundText; readonly distance: number }[]> {
  // Where no words are looked for, all final texts: the archive.
  if (question.parts.length === 0)
    return (await search.find([], ['release'])).map((text) => ({ text, distance: 0 }))
  const all = await search.find(clausesOf(question, documentsIn(directory)))
  if (all.length === 0) return []
  const exact = await idsOf(search, nearerClausesOf(question, 'exact'))
  const plain = await idsOf(search, nearerClausesOf(question, 'folded'))
  return all.map((text) => ({
    text,
    distance: exact === null || exact.has(text.id) ? 0 : plain === null || plain.has(text.id) ? 1 : 2,
  }))
}

async function idsOf(
  search: SearchTable,
  clauses: readonly SearchClause[] | null,
): Promise<ReadonlySet<number> | null> {
  return clauses && new Set(await search.ids(clauses))
}

/** Which dossiers and agenda items name a document that is looked for: their texts are about it, whether they say so or not. */
function documentsIn({
  dossiers,
  agendaItems,
}: Directory): (reference: { readonly tokens: readonly [string, ...(readonly string[])] }) => NamedOn {
  return ({ tokens: [token] }) => {
    const names = (lines: readonly string[]) =>
      lines.some((line) => referencesOf(line).some(({ tokens }) => tokens.includes(token)))
    return {
      dossierIds: [...dossiers.values()].filter(({ references }) => names(references)).map(({ id }) => id),
      agendaItemIds: [...agendaItems.values()]
        .filter(({ documents }) => names(documents))
        .map(({ id }) => id),
    }
  }
}

/** Of a position's versions the newest alone, and none that became a final text. */
function withoutRepetitions(texts: readonly ReadableText[]): readonly ReadableText[] {
  const newest = new Map<string, number>()
  const released = new Set<string>()
  for (const { text } of texts) {
    if (text.kind === 'release') released.add(`${text.positionId} ${text.number}`)
    if (text.kind === 'version')
      newest.set(text.positionId, Math.max(text.number, newest.get(text.positionId) ?? 0))
  }
  return texts.filter(
    ({ text }) =>
      text.kind !== 'version' ||
      (newest.get(text.positionId) === text.number && !released.has(`${text.positionId} ${text.number}`)),
  )
}
