import type { PassageNote } from '@samsyn/editor'
import type { IssuedCorrigendum, ReleaseDetail } from '@samsyn/protocol'

/** What marks a passage that is to be read otherwise: a place in the line that the reader draws as a mark, and no word of the text. */
export function corrigendumMarkId(number: number): string {
  return `corrigendum-${number}`
}

/** The marks of corrigenda, each in the section that it is about. */
export function corrigendumMarks(
  corrigenda: readonly Pick<IssuedCorrigendum, 'number' | 'section' | 'passage'>[],
): readonly PassageNote[] {
  return corrigenda.map(({ number, section, passage }) => ({
    id: corrigendumMarkId(number),
    passage,
    sectionId: section.id,
  }))
}

type Reservation = ReleaseDetail['reservations'][number]
type Country = Reservation['country']

/** A footnote of a final text: what one country, or several in the same words, have a reservation about. */
export interface ReservationNote extends PassageNote {
  readonly countries: readonly Country[]
  readonly reservation: Reservation
}

/** The reservations about words of a text, as the files of it have them too (export X134, X135). */
export function reservationNotes(reservations: readonly Reservation[]): readonly ReservationNote[] {
  const notes = new Map<string, { passage: string; reservation: Reservation; countries: Country[] }>()
  for (const reservation of reservations) {
    const { country, type, passage, text, lifted } = reservation
    if (passage === null) continue
    const key = JSON.stringify([type, passage, text, lifted?.at])
    const same = notes.get(key)
    if (same) same.countries.push(country)
    else notes.set(key, { passage, reservation, countries: [country] })
  }
  return [...notes.values()].map((note) => ({
    ...note,
    id: `reservation ${note.countries.join(' ')}`,
    sectionId: null,
  }))
}
