import { describe, expect, it } from 'vitest'
import { doc, line, p, section, text } from '../test/builders.ts'
import { SuggestingPage } from '../test/suggesting-page.ts'
import type { BlockJson } from './doc-json.ts'
import { docToUpdate } from './index.ts'

const merged = { ...p('two'), attrs: { suggestedDeletion: 'merge' } } as BlockJson
const parted = { ...p('four'), attrs: { suggestedInsertion: 'break' } } as BlockJson
const struck = (words: string) => text(words, [{ type: 'deletion', attrs: { id: 'words' } }])
const words = line(text('three '), struck('more'), text(' and '), struck('still'), text(' less'))
const start = doc(section('a', 'T', [p('one'), merged, words, parted]))
const seed = docToUpdate(start)
const two = () => [new SuggestingPage(0, seed), new SuggestingPage(1, seed)] as const

describe('suggestions that several people settle', () => {
  it('[E125] write the lines anew that they join, and no others', () => {
    const [one, other] = two()
    const keys = one.settleAll(['merge'], 'accepted')
    expect(keys.length).toBeGreaterThan(1)
    expect(keys[0]).toMatch(/^line:\d+:\d+$/)
    expect(other.settleAll(['merge'], 'accepted')).toEqual(keys)
    // Which is why one of them only may.
    one.hear(other)
    expect(one.text).toContain('onetwotwo')
    expect(two()[0].settleAll(['break'], 'rejected').length).toBeGreaterThan(1)
  })

  it('[E126] within a line at once come to what one of them would have, also in several places of it', () => {
    const [one, other] = two()
    for (const page of [one, other]) expect(page.settleAll(['words'], 'accepted')).toEqual([])
    one.hear(other)
    other.hear(one)
    expect(one.text).toBe('Tonetwothree  and  lessfour')
    expect(other.read()).toEqual(one.read())
  })
})
