import type { AgendaItem } from '@samsyn/domain'
import type { MeetingDetail } from '@samsyn/protocol'
import type { Directory } from '../directory.ts'

/** The items of a meeting in the order of its agenda. */
export function agendaOf(meetingId: string, { agendaItems }: Directory): readonly AgendaItem[] {
  return [...agendaItems.values()]
    .filter((item) => item.meetingId === meetingId)
    .sort((one, other) => one.number.localeCompare(other.number, 'en', { numeric: true }))
}

/** An item without the positions on it. */
export function agendaItemCard(
  { id, number, title, kind, documents, dossierId }: AgendaItem,
  { dossiers }: Directory,
): Omit<MeetingDetail['agenda'][number], 'positions'> {
  const dossier = dossierId === null ? undefined : dossiers.get(dossierId)
  return {
    id,
    number,
    title,
    kind,
    documents: [...documents],
    dossier: dossier ? { id: dossier.id, title: dossier.title } : null,
  }
}
