import type { Language } from '@samsyn/domain'
import { type DocJson, type Footnote, foldedWords, type PassageNote, withPassageNotes } from '@samsyn/editor'
import { fileWords } from './file-words.ts'

/** A reservation of a final text as files print it, in the language of the text that was agreed. */
export interface PrintedReservation {
  readonly country: string
  /** Its type in the Council's terms. */
  readonly kind: string
  /** The words of the text that it is about; null for the whole text. */
  readonly passage: string | null
  /** Its own words; empty for none. */
  readonly text: string
  /** That it was lifted since and when; null where it was not. */
  readonly lifted: string | null
}

/** The reservations of a text, and whether what they quote stands in what is printed: in a translation it does not. */
export interface PrintedReservations {
  readonly all: readonly PrintedReservation[]
  readonly language: Language
  readonly isQuoted: boolean
}

/** A line of the list of reservations. */
export interface ReservationLine {
  readonly country: string
  readonly text: string
}

/** A final text with its reservations as footnotes behind the words that they are about. */
export function withReservations(doc: DocJson, reservations: PrintedReservations | null): DocJson {
  return reservations === null ? doc : withPassageNotes(doc, notesTo(reservations))
}

/** The list of reservations: of those that are among the footnotes of a text, which one it is, of the others all. */
export function reservationLines(
  reservations: PrintedReservations | null,
  footnotes: readonly Footnote[],
): readonly ReservationLine[] {
  if (reservations === null) return []
  const { footnote, quoted } = fileWords[reservations.language]
  const notes = notesTo(reservations)
  return reservations.all.map((reservation) => {
    const { country, kind, passage, text } = reservation
    const note = notes.find(({ countries }) => countries.includes(country))
    const number = footnotes.find(({ id }) => id === note?.id)?.number
    if (number !== undefined)
      return { country, text: withLift(`${kind} (${footnote(number)}).`, reservation) }
    const about = passage === null ? '' : ` (${quoted(passage)})`
    return { country, text: withLift(`${kind}${about}${behind(text)}`, reservation) }
  })
}

interface ReservationNote extends PassageNote {
  readonly countries: readonly string[]
}

/** One note for all that is said of the same words: two numbers beside each other would be read as one. */
function notesTo({ all, isQuoted }: PrintedReservations): readonly ReservationNote[] {
  const passages = new Map<string, PrintedReservation[]>()
  for (const reservation of isQuoted ? all : []) {
    if (reservation.passage === null) continue
    const passage = foldedWords(reservation.passage)
    const same = passages.get(passage)
    if (same) same.push(reservation)
    else passages.set(passage, [reservation])
  }
  return [...passages].map(([passage, reservations]) => {
    const countries = reservations.map(({ country }) => country)
    const text = saidTogether(reservations).join(' · ')
    return {
      id: `reservation ${countries.join(' ')}`,
      passage,
      sectionId: null,
      countries,
      content: [{ type: 'text', text }],
    }
  })
}

/** What countries say of the same words; those that say the same are named together. */
function saidTogether(reservations: readonly PrintedReservation[]): readonly string[] {
  const countriesOf = new Map<string, string[]>()
  for (const reservation of reservations) {
    const { country, kind, text } = reservation
    const said = withLift(`${kind}${behind(text)}`, reservation)
    countriesOf.set(said, [...(countriesOf.get(said) ?? []), country])
  }
  return [...countriesOf].map(([said, countries]) => `${countries.join(', ')}: ${said}`)
}

function behind(text: string): string {
  return text === '' ? '.' : `: ${text}`
}

function withLift(words: string, { lifted }: PrintedReservation): string {
  return lifted === null ? words : `${words} ${lifted}`
}
