import {
  type CountryCode,
  can,
  countryCodes,
  type Position,
  supportsFor,
  type TakenOutWording,
  takenOutWordings,
  type Unconfirmed,
  unconfirmedSupport,
} from '@samsyn/domain'
import { type DocJson, fragmentName, hasSupport, keepSupport, supporterCountries } from '@samsyn/editor'
import type { Historian, WordingNames, WordingsPast } from '@samsyn/sync'
import type { Directory } from './directory.ts'

/** What the schema of the texts calls what a history tells of wordings. */
const names: WordingNames = {
  wording: 'alternative',
  id: 'id',
  supporters: supporterCountries,
  unsaid: 'insertion',
  said: ['strike'],
}

/** Who supports which wording of a draft: of what its wordings say, what the log bears out and what it does not. */
export interface SupportFound {
  /** By the ids of the wordings. */
  readonly confirmed: ReadonlyMap<string, readonly CountryCode[]>
  readonly unconfirmed: readonly Unconfirmed[]
  /** Wordings that somebody took out who might not. */
  readonly takenOut: readonly TakenOutWording[]
}

/** Judges the support in a position's draft by its log; null where too many ask at once. */
export async function supportIn(
  historian: Historian,
  position: Position,
  { people }: Pick<Directory, 'people'>,
): Promise<SupportFound | null> {
  const past = await historian.ask(position.id, { kind: 'wordings', root: fragmentName, names })
  if (!past) return null
  const thenActive = (personId: string) => {
    const person = people.get(personId)
    // An account that was disabled since spoke for its country then.
    return person && { ...person, isDisabled: false }
  }
  const speaksFor = (personId: string, at: string) => {
    const person = thenActive(personId)
    return person ? supportsFor(person, position, at) : []
  }
  const settles = (personId: string, at: string) => {
    const person = thenActive(personId)
    return person !== undefined && can(person, 'bracket.resolve', position, at)
  }
  const standing = past.standing.map((wording) => ({ ...wording, supporters: countries(wording.supporters) }))
  const acts = actsOf(past)
  const unconfirmed = unconfirmedSupport(acts, standing, speaksFor)
  const takenOut = takenOutWordings(acts, past.gone, { speaksFor, settles })
  const isConfirmed = (wordingId: string, country: CountryCode) =>
    !unconfirmed.some((one) => one.wordingId === wordingId && one.country === country)
  const confirmed = new Map(
    standing.map(({ wordingId, supporters }) => [
      wordingId,
      supporters.filter((country) => isConfirmed(wordingId, country)),
    ]),
  )
  return { confirmed, unconfirmed, takenOut }
}

/** A draft's text as it may leave the draft: no wording says of a delegation what it did not say itself. Null as above. */
export async function withConfirmedSupport(
  doc: DocJson,
  ask: () => Promise<SupportFound | null>,
): Promise<DocJson | null> {
  if (!hasSupport(doc)) return doc
  const found = await ask()
  return found && keepSupport(doc, found.confirmed)
}

function actsOf({ acts }: WordingsPast) {
  return acts.map((act) => ({
    ...act,
    added: countries(act.added),
    carried: countries(act.carried),
    withdrawn: countries(act.withdrawn),
  }))
}

function countries(all: readonly string[]): readonly CountryCode[] {
  return countryCodes.filter((country) => all.includes(country))
}
