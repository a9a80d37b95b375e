import type { Attribution } from '@samsyn/domain'
import { type DocJson, keepSupport, passagePlaces, type SupporterCountry, updateToDoc } from '@samsyn/editor'
import {
  type DocxFacts,
  type DocxThread,
  type ReportFacts,
  type SignedAt,
  toDocx,
  toReportDocx,
} from '@samsyn/export'

/** A thread as the server keeps it: its passage is one in the draft's state. */
export interface AnchoredThread extends Pick<DocxThread, 'isClosed' | 'comments'> {
  readonly anchor: { readonly start: string; readonly end: string; readonly quote: string } | null
}

/** A Word file that is to be written: of a text, or of a meeting's report. */
export type DocxJob = TextJob | { readonly report: ReportFacts }

export interface TextJob {
  readonly text:
    | { readonly kind: 'frozen'; readonly doc: DocJson }
    | {
        readonly kind: 'draft'
        readonly state: Uint8Array
        readonly threads: readonly AnchoredThread[]
        /** The support that its delegations gave, by the ids of the wordings. */
        readonly support: ReadonlyMap<string, readonly SupporterCountry[]>
      }
  readonly facts: DocxFacts
  readonly suggestions: ReadonlyMap<string, SignedAt>
  readonly attribution: Attribution
}

/** Writes the file; null where the draft's state cannot be read as a text. */
export async function writeDocx(job: DocxJob): Promise<Uint8Array | null> {
  if ('report' in job) return toReportDocx(job.report)
  const { text, facts, suggestions, attribution } = job
  if (text.kind === 'frozen') return toDocx(text.doc, facts, { threads: [], suggestions, attribution })
  const doc = readable(text.state)
  if (!doc) return null
  const threads = placed(text.threads, text.state)
  return toDocx(keepSupport(doc, text.support), facts, { threads, suggestions, attribution })
}

function readable(state: Uint8Array): DocJson | null {
  try {
    return updateToDoc(state)
  } catch {
    // It holds what the schema does not know: no part of it is written as if it were the text.
    return null
  }
}

function placed(threads: readonly AnchoredThread[], state: Uint8Array): readonly DocxThread[] {
  const anchored = threads.flatMap(({ anchor }) => (anchor ? [anchor] : []))
  const places = new Map(passagePlaces(state, anchored).map((place, index) => [anchored[index], place]))
  return threads.map(({ anchor, ...thread }) => {
    const passage = (anchor && places.get(anchor)) ?? null
    return { ...thread, passage, lostQuote: anchor && !passage ? anchor.quote : null }
  })
}
