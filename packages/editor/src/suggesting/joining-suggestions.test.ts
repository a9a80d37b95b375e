import { describe, expect, it } from 'vitest'
import { doc, line, p, section, text } from '../../test/builders.ts'
import { SuggestingPage } from '../../test/suggesting-page.ts'
import type { BlockJson } from '../doc-json.ts'
import { docToUpdate, editorSchema, joiningSuggestions } from '../index.ts'

const merged = { ...p('two'), attrs: { suggestedDeletion: 'merge' } } as BlockJson
const parted = { ...p('four'), attrs: { suggestedInsertion: 'break' } } as BlockJson
const words = line(text('three '), text('more', [{ type: 'deletion', attrs: { id: 'words' } }]))
const start = doc(section('a', 'T', [p('one'), merged, words, parted]))

describe('suggestions that join lines', () => {
  it('[E125] are told from those that do not', () => {
    const node = editorSchema().nodeFromJSON(start)
    const all = new Set(['merge', 'break', 'words'])
    expect(joiningSuggestions(node, all, 'accepted')).toEqual(['merge'])
    expect(joiningSuggestions(node, all, 'rejected')).toEqual(['break'])
    expect(joiningSuggestions(node, new Set(['words']), 'accepted')).toEqual([])
  })

  it('[E125] are settled once by those who have heard of each other, and words also by those who have not', () => {
    const seed = docToUpdate(start)
    const [one, other] = [new SuggestingPage(0, seed), new SuggestingPage(1, seed)]
    // All of the words that are to go, by both at once.
    for (const page of [one, other]) page.settle(0.5, 'accepted')
    one.hear(other)
    other.hear(one)
    expect(one.text).toBe('Tonetwothree four')
    one.settle(0, 'accepted')
    other.hear(one)
    expect(other.text).toBe('Tonetwothree four')
    expect(other.read()).toEqual(one.read())
    expect(one.read().content[0]?.content.length).toBe(4)
    const [third, fourth] = [new SuggestingPage(2, seed), new SuggestingPage(3, seed)]
    for (const page of [third, fourth]) page.settle(0, 'accepted')
    third.hear(fourth)
    expect(third.text).toContain('onetwotwo')
  })
})
