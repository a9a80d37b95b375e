import { can, type Language, ok, type Person, type PositionEventType, refuse } from '@samsyn/domain'
import { existing, loadDirectory } from '../directory.ts'
import { fileName } from '../files/file-facts.ts'
import { meetingFolder, type StoredText } from '../files/folder-facts.ts'
import { pdfFile } from '../files/pdf-file.ts'
import type { PdfWriter } from '../files/pdf-writer.ts'
import type { FileHandlers } from '../http/file-router.ts'
import { namedIn } from '../named-contacts.ts'
import { agendaOf } from '../views/agenda.ts'
import type { HandlerContext } from './context.ts'
import { successorOf } from './files.ts'

/** What changes how a final text is shown. */
const changing: ReadonlySet<PositionEventType> = new Set([
  'release.issued',
  'release.superseded',
  'release.reservation_lifted',
  'corrigendum.issued',
  'support.withdrawn',
  'position.withdrawn',
  'position.superseded',
  'releasability.extended',
  'releasability.ended',
])

/** The final texts of a meeting as one file, as far as whoever asks may read them. */
export function meetingFolderHandlers(
  context: HandlerContext,
  { pdf }: { readonly pdf: PdfWriter },
): Pick<FileHandlers, 'getMeetingFolder'> {
  const { tables } = context.storage
  const pageOf = (path: string) => context.relyingParty().origin + path

  async function collected(meetingId: string, person: Person, language: Language) {
    const directory = await loadDirectory(tables)
    const meeting = directory.meetings.get(meetingId)
    if (!meeting) return null
    const now = context.clock.now()
    const all = await tables.positions.all()
    const positions = all.filter((position) => can(person, 'release.read', position, now))
    /** Each once, of the positions that one knows of. */
    const contactsOn = async (itemId: string) => {
      const known = all.filter(
        (position) => position.agendaItemId === itemId && can(person, 'position.read', position, now),
      )
      const named = await Promise.all(known.map((position) => namedIn(tables, position, { directory, now })))
      return [...new Map(named.flat().map((each) => [JSON.stringify(each), each])).values()]
    }
    const agenda = []
    for (const item of agendaOf(meetingId, directory)) {
      const texts: StoredText[] = []
      for (const position of positions.filter(({ agendaItemId }) => agendaItemId === item.id)) {
        // The last one: what came before it is no text to be read from in the room.
        const [release] = await tables.releases.byPosition(position.id)
        if (!release) continue
        const version = await tables.versions.byNumber(position.id, release.version.number)
        if (!version) throw new Error(`Release ${release.id} has lost its version`)
        const events = await tables.events.byPosition(position.id)
        texts.push({
          release,
          position,
          successor: await successorOf(release, tables),
          canonicalText: version.canonicalText,
          address: pageOf(`/read/${release.id}`),
          changedAt: events.find(({ event }) => changing.has(event.type))?.at ?? release.releasedAt,
        })
      }
      agenda.push({ item, texts, contacts: await contactsOn(item.id) })
    }
    return meetingFolder({
      meeting,
      forum: existing(directory.forums, meeting.forumId),
      agenda,
      language,
      country: person.country,
      isSample: (await tables.workspace.get())?.isSample ?? false,
      address: pageOf(`/meetings/${meetingId}/folder`),
    })
  }

  return {
    getMeetingFolder: async ({ params, query, session: { person } }) => {
      const language = query.language ?? person.language
      let facts = await collected(params.meetingId, person, language)
      while (facts) {
        const file = await pdf.write({ kind: 'folder', facts })
        if (!file.ok) return file
        // A text may have been locked, or a right taken away, while it was written.
        const now = await collected(
          params.meetingId,
          (await tables.people.byId(person.id)) ?? person,
          language,
        )
        if (JSON.stringify(now) === JSON.stringify(facts))
          return ok(pdfFile(`${fileName(facts.title)}.pdf`, file.value))
        facts = now
      }
      return refuse({ code: 'not_found' })
    },
  }
}
