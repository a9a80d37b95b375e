import { expect, it } from 'vitest'
import { alternative, bracket, doc, li, line, list, section, text } from '../test/builders.ts'
import { contentHash, hasSupport, keepSupport, plainText } from './index.ts'

const inner = bracket('c', alternative('z', ['NO'], text('now')))
const rival = bracket('b', alternative('x', ['DK', 'SE'], text('shall '), inner), alternative('y', ['FI']))
const draft = doc(section('s', 'T', [line(text('It '), rival), list(li(line(rival)))]))

it('[E113] of a document the support that is named is kept and no other, wherever the wording stands', () => {
  const kept = keepSupport(
    draft,
    new Map([
      ['x', ['DK']],
      ['z', ['NO', 'IS']],
    ]),
  )
  const printed = '[DK: shall [NO: now]] [–]'
  expect(plainText(kept)).toBe(`T\nIt ${printed}\n${printed}`)
  expect(hasSupport(kept)).toBe(true)
  expect(hasSupport(keepSupport(draft, new Map()))).toBe(false)
})

it('[E113] where all of it is kept, the document is the same', () => {
  const all = new Map([
    ['x', ['DK', 'SE']],
    ['y', ['FI']],
    ['z', ['NO']],
  ] as const)
  expect(keepSupport(draft, all)).toBe(draft)
  expect(contentHash(keepSupport(draft, new Map([['x', ['DK']]])))).not.toBe(contentHash(draft))
})
