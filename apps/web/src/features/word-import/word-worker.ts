import { markingsIn } from '@samsyn/domain'
import { readWord } from '@samsyn/import'
import type { ReadFile } from './read-in-worker.ts'

/** Reads one Word file apart from the page: a file that takes for ever holds up nothing, and can be given up. */
addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
  read(new Uint8Array(data)).then(answer, () => {
    // Whatever the reader itself falls over is a file that it cannot read.
    answer({ ok: false, refusal: { code: 'damaged' } })
  })
})

/** Of a classified file nothing gets to the page but the marking. */
async function read(bytes: Uint8Array): Promise<ReadFile> {
  const word = await readWord(bytes, { newId: () => crypto.randomUUID() })
  if (!word.ok) return { ok: false, refusal: { code: word.code } }
  const { lines, ...text } = word.text
  const markings = markingsIn(lines)
  const classified = markings.find(({ kind }) => kind === 'classified')
  if (classified) return { ok: false, refusal: { code: 'classified', marking: classified } }
  return { ok: true, text, limite: markings[0] ?? null }
}

function answer(read: ReadFile): void {
  postMessage(read)
}
