import { type CountryCode, countryCodes } from './country.ts'

/** One text of a position that is being written: the joint one, or the own pages of one delegation. */
export interface DraftPlace {
  readonly positionId: string
  /** Whose own pages; null for the joint text. */
  readonly country: CountryCode | null
}

/** A delegation's own pages of a position. */
export interface PagesPlace extends DraftPlace {
  readonly country: CountryCode
}

/** Stands in no id of a position, so that no joint text can be taken for somebody's own pages. */
const separator = '.'

/** The one name of a text in rooms, log and addresses: the position's id, with the country's code behind it for own pages. */
export function draftIdOf({ positionId, country }: DraftPlace): string {
  return country === null ? positionId : `${positionId}${separator}${country}`
}

/** Whether a draft id can be one of own pages: cheap enough to ask of every keystroke. */
export function isPagesId(draftId: string): boolean {
  return draftId.includes(separator)
}

/** What a draft id names; null for one that names no text. */
export function readDraftId(draftId: string): DraftPlace | null {
  const [positionId = '', code, ...more] = draftId.split(separator)
  if (positionId === '' || more.length > 0) return null
  if (code === undefined) return { positionId, country: null }
  const country = countryCodes.find((known) => known === code)
  return country === undefined ? null : { positionId, country }
}
