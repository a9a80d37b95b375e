import { type DocJson, docToUpdate, plainText } from '@samsyn/editor'
import { expect, it } from 'vitest'
import { momentOf } from './draft-moment.ts'
import { createReplayThread, type Parts } from './replay-thread.ts'

/** So long that it is not replayed on the spot. */
function updateOf(word: string): Uint8Array {
  const text = `${word} `.repeat(8_000).trim()
  const doc: DocJson = {
    type: 'doc',
    content: [
      {
        type: 'section',
        attrs: { id: word, kind: 'position' },
        content: [{ type: 'sectionTitle' }, { type: 'paragraph', content: [{ type: 'text', text }] }],
      },
    ],
  }
  return docToUpdate(doc)
}

async function* parts(first: Uint8Array, broken = false): Parts {
  yield [first]
  if (broken) throw new Error('the connection was lost')
}

it('a log that can be read in part only leaves nothing in the text that is read next', async () => {
  const thread = createReplayThread(new URL('./replay-worker.ts', import.meta.url), momentOf)
  await expect(thread.replay(parts(updateOf('secret'), true), null)).rejects.toThrow(
    'the connection was lost',
  )
  const { value, leftOut } = await thread.replay(parts(updateOf('joint')), null)
  expect(leftOut).toBe(0)
  const words = new Set(plainText(value?.doc ?? { type: 'doc', content: [] }).match(/secret|joint/g))
  expect([...words]).toEqual(['joint'])
  await thread.close()
})
