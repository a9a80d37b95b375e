import { type BlockJson, compareDocs, type DocJson, type SectionJson } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { changeSteps, isUnseen, nextStep } from './change-steps.ts'

const p = (text: string): BlockJson => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const section = (id: string, title: string, ...rest: readonly BlockJson[]): SectionJson => ({
  type: 'section',
  attrs: { id, kind: 'position' },
  content: [{ type: 'sectionTitle', content: [{ type: 'text', text: title }] }, ...rest],
})
const doc = (...content: readonly SectionJson[]): DocJson => ({ type: 'doc', content })
const list = (...items: readonly string[]): BlockJson => ({
  type: 'bulletList',
  content: items.map((item) => ({ type: 'listItem', content: [p(item)] })),
})

/** The places between two texts, as type and change. */
const places = (before: DocJson, after: DocJson) =>
  changeSteps(compareDocs(before, after).blocks).map(({ node, change }) => `${node.type} ${change}`)

const first = section('a', 'First', p('We ask for at least six weeks before the first date.'))
const second = section('b', 'Second', p('Descriptions of the fields keep the figures comparable.'))
const third = section('c', 'Third', p('A pilot was run by two authorities during the spring.'))

describe('changeSteps', () => {
  it('[V6] has none where nothing changed', () => {
    expect(places(doc(first, second), doc(first, second))).toEqual([])
  })

  it('[V6] goes to the line that changed, not to what is around it', () => {
    const after = section('a', 'First', p('We ask for at least eight weeks before the first date.'))
    expect(places(doc(first, second), doc(after, second))).toEqual(['paragraph changed'])
  })

  it('[V6] goes once to a section that came, with all its lines', () => {
    expect(places(doc(first), doc(first, second))).toEqual(['section added'])
    expect(places(doc(first, second), doc(first))).toEqual(['section removed'])
  })

  it('[V6] goes to both places of a section that moved, and marks each once', () => {
    const found = places(doc(first, second, third), doc(third, first, second))
    expect(found.filter((place) => place === 'section moved_from')).toHaveLength(1)
    expect(found.filter((place) => place === 'section moved_to')).toHaveLength(1)
    expect(found).toHaveLength(2)
  })

  it('[V6] goes to what changed in something other than its words, and says so', () => {
    const background = { ...first, attrs: { ...first.attrs, kind: 'background' as const } }
    expect(places(doc(first, second), doc(background, second))).toEqual(['section changed'])
    const [changed] = compareDocs(doc(first), doc(background)).blocks
    expect(changed && isUnseen(changed)).toBe(true)
    const [reworded] = compareDocs(doc(first), doc(section('a', 'First', p('Words.')))).blocks
    expect(reworded && isUnseen(reworded)).toBe(false)
  })

  it('[V6] goes to a list item that came', () => {
    const before = doc(section('a', 'First', list('one clear timetable', 'one machine-readable form')))
    const after = doc(
      section('a', 'First', list('one clear timetable', 'one machine-readable form', 'a shared glossary')),
    )
    expect(places(before, after)).toEqual(['listItem added'])
  })
})

describe('nextStep', () => {
  it('[V7] goes round', () => {
    expect([nextStep(0, 1, 3), nextStep(2, 1, 3), nextStep(0, -1, 3)]).toEqual([1, 0, 2])
  })

  it('[V7] begins at the first or the last', () => {
    expect([nextStep(-1, 1, 3), nextStep(-1, -1, 3)]).toEqual([0, 2])
  })
})
