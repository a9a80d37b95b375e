import {
  type Attribution,
  can,
  isClosed,
  isFromBefore,
  isInAudience,
  isRemoved,
  ok,
  type Person,
  type Position,
  type Release,
  refuse,
  standingWording,
  usualAttribution,
} from '@samsyn/domain'
import { type DocJson, openPoints } from '@samsyn/editor'
import { type DocxFacts, type PaperFacts, toHtml, toMarkdown, toPlainText } from '@samsyn/export'
import type { FileFormat } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { loadDirectory } from '../directory.ts'
import { signatures, suggestionTraces } from '../draft-suggestions.ts'
import type { AnchoredThread } from '../files/docx-job.ts'
import type { DocxWriter } from '../files/docx-writer.ts'
import { draftFacts, fileName, releaseFacts, translationFacts, versionFacts } from '../files/file-facts.ts'
import { releasePaper, translationPaper, versionPaper } from '../files/paper-facts.ts'
import { pdfFile } from '../files/pdf-file.ts'
import type { PdfWriter } from '../files/pdf-writer.ts'
import type { FileHandlers, OutFile } from '../http/file-router.ts'
import type { Outcome } from '../refusal.ts'
import { supportIn } from '../support.ts'
import type { HandlerContext } from './context.ts'
import { knownPosition } from './positions.ts'
import { sharedSinceIn } from './shared-since.ts'

/** The media type of a Word file. */
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

interface Writers {
  readonly docx: DocxWriter
  readonly pdf: PdfWriter
}

/** Texts as files: a draft for whoever may read it, versions and final texts for whoever may read those. */
export function fileHandlers(
  context: HandlerContext,
  { docx, pdf }: Writers,
): Omit<FileHandlers, 'getReleaseEvidence' | 'getMeetingFolder' | 'getMeetingReportFile'> {
  const { storage, rooms, historian, clock } = context
  const { tables } = storage
  const about = async () => ({ isSample: (await tables.workspace.get())?.isSample ?? false })
  const pageOf = (path: string) => context.relyingParty().origin + path

  return {
    getDraftFile: async ({ params, query, session: { person } }) => {
      const now = clock.now()
      const position = await knownPosition(context, params.positionId, person)
      if (!position) return refuse({ code: 'not_found' })
      if (!can(person, 'draft.read', position, now)) return refuse({ code: 'forbidden' })
      const suggestions = await signed(position.id)
      if (!suggestions) return refuse({ code: 'busy' })
      const support = await supportIn(historian, position, await loadDirectory(tables))
      if (!support) return refuse({ code: 'busy' })
      const facts = draftFacts(position, now, await about())
      const file = await docx.write({
        text: {
          kind: 'draft',
          state: await rooms.readState(position.id),
          threads: await sharedThreads(context, position, { person, now }),
          support: support.confirmed,
        },
        facts,
        suggestions,
        attribution: query.attribution ?? usualAttribution(position.instrument),
      })
      if (!file.ok) return file
      const name = `${fileName(position.title)} (${facts.state.toLowerCase()} ${now.slice(0, 16).replace(':', '')}).docx`
      return ok({ name, type: docxType, content: file.value })
    },
    getVersionFile: async ({ params, query, session: { person } }) => {
      const position = await knownPosition(context, params.positionId, person)
      if (!position) return refuse({ code: 'not_found' })
      if (!can(person, 'version.read', position, clock.now())) return refuse({ code: 'forbidden' })
      const version = await tables.versions.byNumber(position.id, params.number)
      if (!version) return refuse({ code: 'not_found' })
      return written(params.format, `${fileName(position.title)} v${version.number}`, {
        positionId: position.id,
        canonicalText: version.canonicalText,
        facts: versionFacts(position, version, await about()),
        paper: versionPaper(position, version, {
          ...(await about()),
          address: pageOf(`/positions/${position.id}/versions/${version.number}`),
        }),
        attribution: query.attribution ?? usualAttribution(position.instrument),
      })
    },
    getReleaseFile: async ({ params, query, session: { person } }) => {
      const release = await tables.releases.byId(params.releaseId)
      const position = release && (await tables.positions.byId(release.positionId))
      if (!release || !position || !can(person, 'release.read', position, clock.now()))
        return refuse({ code: 'not_found' })
      const version = await tables.versions.byNumber(release.positionId, release.version.number)
      if (!version) throw new Error(`Release ${release.id} has lost its version`)
      const successor = await successorOf(release, tables)
      return written(params.format, fileName(release.reference), {
        positionId: release.positionId,
        canonicalText: version.canonicalText,
        facts: releaseFacts(release, position, { ...(await about()), successor }),
        paper: releasePaper(release, position, {
          ...(await about()),
          successor,
          address: pageOf(`/read/${release.id}`),
        }),
        attribution: query.attribution ?? usualAttribution(position.instrument),
      })
    },
    getTranslationFile: async ({ params, query, session: { person } }) => {
      const translation = await tables.translations.byId(params.translationId)
      const release = translation && (await tables.releases.byId(translation.releaseId))
      const position = release && (await tables.positions.byId(release.positionId))
      if (!translation || !release || !position || translation.releaseId !== params.releaseId)
        return refuse({ code: 'not_found' })
      if (!can(person, 'release.read', position, clock.now())) return refuse({ code: 'not_found' })
      const told = { ...(await about()), successor: await successorOf(release, tables) }
      const { language, number, canonicalText } = translation
      return written(params.format, `${fileName(release.reference)} ${language} ${number}`, {
        positionId: position.id,
        canonicalText,
        facts: translationFacts(translation, release, position, told),
        paper: translationPaper(translation, release, position, {
          ...told,
          address: pageOf(`/read/${release.id}?language=${language}`),
        }),
        attribution: query.attribution ?? usualAttribution(position.instrument),
      })
    },
  }

  /** Who proposed what in a position's texts; null where too many ask. */
  async function signed(positionId: string) {
    const traces = await suggestionTraces(historian, positionId)
    return traces && signatures(traces, new Map((await tables.people.all()).map((one) => [one.id, one])))
  }

  async function written(
    format: FileFormat,
    name: string,
    {
      positionId,
      canonicalText,
      facts,
      paper,
      attribution,
    }: {
      readonly positionId: string
      readonly canonicalText: string
      readonly facts: DocxFacts
      readonly paper: PaperFacts
      readonly attribution: Attribution
    },
  ): Promise<Outcome<OutFile>> {
    // The stored text is what was hashed; it was checked when it was frozen.
    const doc = JSON.parse(canonicalText) as DocJson
    const file = (type: string, content: OutFile['content']) =>
      ok({ name: `${name}.${format}`, type, content })
    switch (format) {
      case 'pdf': {
        const pages = await pdf.write({ kind: 'text', doc, facts: paper, attribution })
        if (!pages.ok) return pages
        return ok(pdfFile(`${name}.pdf`, pages.value))
      }
      case 'docx': {
        const suggestions = openPoints(doc).some(({ kind }) => kind === 'suggestion')
          ? await signed(positionId)
          : new Map()
        if (!suggestions) return refuse({ code: 'busy' })
        const content = await docx.write({ text: { kind: 'frozen', doc }, facts, suggestions, attribution })
        return content.ok ? file(docxType, content.value) : content
      }
      case 'html':
        return file('text/html; charset=utf-8', toHtml(doc, facts, { attribution }))
      case 'md':
        return file('text/markdown; charset=utf-8', toMarkdown(doc, facts, { attribution }))
      case 'txt':
        return file('text/plain; charset=utf-8', toPlainText(doc, facts, { attribution }))
    }
  }
}

/** The reference of the final text that stands in the place of another. */
export async function successorOf(
  { supersededBy }: Pick<Release, 'supersededBy'>,
  { releases }: Pick<Tables, 'releases'>,
): Promise<string | null> {
  return supersededBy === null ? null : ((await releases.byId(supersededBy))?.reference ?? null)
}

/** The threads that all delegations read, if this person does; never one of a single delegation or from before sharing. */
async function sharedThreads(
  { storage: { tables } }: HandlerContext,
  subject: Position,
  { person, now }: { readonly person: Person; readonly now: string },
): Promise<readonly AnchoredThread[]> {
  if (!isInAudience(null, { person, subject, now })) return []
  const people = new Map((await tables.people.all()).map((one) => [one.id, one]))
  const threads = await tables.threads.byPositions([subject.id])
  const sharedAt = await sharedSinceIn(tables, subject.id)
  return threads
    .filter(
      (thread) =>
        thread.audience === null && !isFromBefore(thread, sharedAt) && !thread.comments.every(isRemoved),
    )
    .map((thread) => ({
      anchor: thread.anchor,
      isClosed: isClosed(thread),
      comments: thread.comments.flatMap((comment) => {
        const [{ at }] = comment.wordings
        const { text } = standingWording(comment)
        const name = people.get(comment.personId)?.name ?? comment.personId
        const author = comment.country === null ? name : `${name} (${comment.country})`
        return isRemoved(comment) || text === null ? [] : [{ author, at, text }]
      }),
    }))
}
