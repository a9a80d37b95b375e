import { languages, type ReservationEffects, type Translated } from '@samsyn/domain'
import type { MeetingDetail, RouteBody } from '@samsyn/protocol'

/** What somebody has typed of a forum: its short name, its name by language, and what reservations do by their type. */
export type ForumDraft = { readonly shortName: string } & Translated & ReservationEffects

type Facts = RouteBody<'changeForum'>['becomes']

/** A forum as somebody begins to change it. */
export function forumDraftOf({
  shortName,
  name,
  reservationEffects,
}: Pick<MeetingDetail['forum'], keyof Facts>): ForumDraft {
  return { shortName, ...name, ...reservationEffects }
}

/** What a draft says; null where a name is missing. */
export function forumFactsOf(draft: ForumDraft): Facts | null {
  const { shortName, scrutiny, parliamentary_scrutiny, linguistic, substantive, general } = draft
  const { en, sv, da, nb, fi, is } = draft
  if (shortName.trim() === '' || languages.some((language) => draft[language].trim() === '')) return null
  return {
    shortName,
    name: { en, sv, da, nb, fi, is },
    reservationEffects: { scrutiny, parliamentary_scrutiny, linguistic, substantive, general },
  }
}
