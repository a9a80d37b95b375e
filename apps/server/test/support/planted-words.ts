import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { unpackZip } from '@samsyn/export'
import { hasPdfTools, runPdfTool } from '../../../../packages/export/test/pdf-tools.ts'

/** A word that stands nowhere but where a test has put it; `place` has small letters alone, neither q nor z. */
export function wordOf(place: string): string {
  return `qvaxel${place}zq`
}

/** What of such words is in some bytes: their places; `cut` for a part of one. Packed, encoded and nested bytes are unpacked. */
export async function placesIn(bytes: Uint8Array | string): Promise<ReadonlySet<string>> {
  const content = Buffer.from(bytes as Uint8Array)
  const hash = createHash('sha256').update(content).digest('base64')
  const found = lookedInto.get(hash) ?? (await placesAt(content, 0))
  lookedInto.set(hash, found)
  return found
}

/** Most answers come more than once. */
const lookedInto = new Map<string, ReadonlySet<string>>()

async function placesAt(content: Buffer, depth: number): Promise<ReadonlySet<string>> {
  const text = content.toString('latin1')
  const found = new Set(inText(text))
  if (depth === 4) return found
  for (const inner of await unpacked(content, text))
    for (const place of await placesAt(Buffer.from(inner), depth + 1)) found.add(place)
  return found
}

/** Also where a line ends, a hyphen or a tag stands in the middle of it, and where every second byte is a zero. */
function inText(text: string): readonly string[] {
  return [text, text.replace(/<[^<>]*>/g, '')].flatMap((each) => {
    const letters = each.toLowerCase().replace(/[^a-z]/g, '')
    const whole = [...letters.matchAll(/qvaxel([a-pr-y]+?)zq/g)].map(([, place = '']) => place)
    const parts = letters.split('qvaxel').length - 1
    return parts > whole.length ? [...whole, 'cut'] : whole
  })
}

async function unpacked(content: Buffer, text: string): Promise<readonly Uint8Array[]> {
  if (text.startsWith('PK\u0003\u0004'))
    return [...(await unpackZip(new Blob([new Uint8Array(content)]))).values()]
  if (text.startsWith('%PDF')) {
    if (!hasPdfTools) return []
    const words = runPdfTool('pdftotext', content, ['-raw', '-enc', 'UTF-8'])
    // Its bookmarks, title and attachments, too.
    const parts = runPdfTool('qpdf', content, ['--json', '--json-stream-data=inline', '--decode-level=all'])
    return [Buffer.from(words), Buffer.from(parts)]
  }
  const encoded = [...text.matchAll(/[A-Za-z0-9+/_-]{16,}/g)].flatMap(([run]) =>
    // Where in the run it begins is not known.
    [0, 1, 2, 3].map((from) => Buffer.from(run.slice(from), 'base64url')),
  )
  const hex = [...text.matchAll(/(?:[0-9a-f]{2}){8,}/gi)].map(([run]) => Buffer.from(run, 'hex'))
  const inflated = [gunzipSync, inflateSync, brotliDecompressSync].flatMap((inflate) => {
    try {
      return [inflate(content)]
    } catch {
      // It is packed otherwise, or not at all.
      return []
    }
  })
  return [...worthLooking(encoded), ...worthLooking(hex), ...inflated]
}

/** What was decoded is looked into again where it is text of ours or packed; looked at all, it is. */
function worthLooking(all: readonly Buffer[]): readonly Buffer[] {
  return all.filter((each) => {
    const start = each.subarray(0, 4).toString('latin1')
    return (
      start.startsWith('\u001f\u008b') ||
      start.startsWith('PK') ||
      start === '%PDF' ||
      inText(each.toString('latin1')).length > 0
    )
  })
}
