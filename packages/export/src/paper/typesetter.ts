import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import type { PaperReport } from '../report/report-files.ts'
import type { PaperFolder } from './folder.ts'
import type { Paper, PaperDate } from './paper.ts'

/** What is known of a PDF: that it keeps the rules of PDF/UA-1, that it is at least tagged, or that it is neither. */
export type PaperKind = 'ua-1' | 'tagged' | 'plain'

/** The data of pages, of whichever kind. */
export type Pages = Paper | PaperFolder | PaperReport

/** A file of pages. */
export interface PaperFile {
  readonly content: Uint8Array
  readonly kind: PaperKind
}

/** Lays pages out. Holds up its thread while it does. */
export interface Typesetter {
  /** The same bytes for the same data, of the best kind that can be had. Throws where the data cannot be laid out. */
  set(pages: Pages, options?: { readonly isTagged?: boolean }): PaperFile
}

const faces = ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold', '700Bold_Italic'] as const

/** Loads the compiler and the faces, which takes a moment. */
export async function openTypesetter(): Promise<Typesetter> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  const { resolve } = createRequire(import.meta.url)
  const fontBlobs = faces.map((face) =>
    readFileSync(resolve(`@expo-google-fonts/source-sans-3/${face}/SourceSans3_${face}.ttf`)),
  )
  // The templates read nothing but their data; their own folder is all that they could.
  const workspace = import.meta.dirname
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] })
  const template = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
  const templates = {
    text: template('./paper.typ'),
    folder: template('./folder.typ'),
    report: template('./report.typ'),
  }
  return {
    set: (pages, { isTagged = true } = {}) =>
      laidOut(compiler, templates[kindOf(pages)], pages, {
        kinds: isTagged ? ['ua-1', 'tagged', 'plain'] : ['plain'],
      }),
  }
}

function kindOf(pages: Pages): 'text' | 'folder' | 'report' {
  if ('papers' in pages) return 'folder'
  return 'reportSections' in pages ? 'report' : 'text'
}

function laidOut(
  compiler: NodeCompiler,
  mainFileContent: string,
  pages: Pages,
  { kinds }: { readonly kinds: readonly PaperKind[] },
): PaperFile {
  try {
    const compiled = compiler.compile({ mainFileContent, inputs: { pages: JSON.stringify(pages) } })
    if (!compiled.result) throw new Error(`A text cannot be laid out: ${compiled.takeError()?.kind}`)
    return bestOf(compiler, compiled.result, pages.date, kinds)
  } finally {
    // What it remembers are texts: none stays behind, and the process does not grow.
    compiler.evictCache(0)
  }
}

function bestOf(
  compiler: NodeCompiler,
  pages: NodeTypstDocument,
  date: PaperDate,
  [kind, ...others]: readonly PaperKind[],
): PaperFile {
  if (!kind) throw new Error('A text was laid out and could not be written')
  const { year, month, day, hour, minute, second } = date
  try {
    const content = compiler.pdf(pages, {
      creationTimestamp: Date.UTC(year, month - 1, day, hour, minute, second) / 1000,
      pdfTags: kind !== 'plain',
      ...(kind === 'ua-1' ? { pdfStandard: kind } : {}),
    })
    return { content: new Uint8Array(content), kind }
  } catch (error) {
    // A letter without a shape, for one: better a file that says what it is than none.
    if (others.length === 0) throw error
    return bestOf(compiler, pages, date, others)
  }
}
