import { foldedWords, type PassageNote } from '@samsyn/editor'
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

/** A footnote of a final text: what countries have a reservation about. */
export interface ReservationNote extends PassageNote {
  readonly countries: readonly Country[]
  /** What they say; those that say the same together. */
  readonly said: readonly { readonly countries: readonly Country[]; readonly reservation: Reservation }[]
}

/** The reservations about words of a text, as the files of it have them too (export X134, X135). */
export function reservationNotes(reservations: readonly Reservation[]): readonly ReservationNote[] {
  return groupsOf(reservations, ({ passage }) => passage && foldedWords(passage)).map(([first, ...rest]) => {
    const all = [first, ...rest]
    const countries = all.map(({ country }) => country)
    const said = groupsOf(all, ({ type, text, lifted }) => JSON.stringify([type, text, lifted?.at]))
    return {
      id: `reservation ${countries.join(' ')}`,
      passage: first.passage ?? '',
      sectionId: null,
      countries,
      said: said.map((same) => ({ countries: same.map(({ country }) => country), reservation: same[0] })),
    }
  })
}

/** Reservations with the same key together, in the order in which they came; those without one are left out. */
function groupsOf(
  reservations: readonly Reservation[],
  keyOf: (reservation: Reservation) => string | null,
): readonly (readonly [Reservation, ...Reservation[]])[] {
  const groups = new Map<string, [Reservation, ...Reservation[]]>()
  for (const reservation of reservations) {
    const key = keyOf(reservation)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(reservation)
    else groups.set(key, [reservation])
  }
  return [...groups.values()]
}
