import { describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { readHistory } from '../src/index.ts'
import { instant, Writing } from './support/writing.ts'

const sessionsOf = (writing: Writing, splitAt: string | null = null) =>
  readHistory(writing.entries).workSessions('default', { splitAt })

describe('[H10] sessions of work', () => {
  it('are stretches of one person without a long pause, beside those of others', () => {
    const writing = new Writing()
    writing.addSection('fi', 's1', 'Position', 'six weeks')
    writing.line('dk', 0, 1).delete(0, 3)
    writing.line('fi', 0, 1).insert(6, ' before')
    writing.line('dk', 0, 1).insert(0, 'eight')
    writing.wait(11 * 60)
    writing.addSection('fi', 's2', 'Background', 'Since 2021.')
    writing.wait(9 * 60)
    writing.line('fi', 1, 1).insert(0, '!')
    const after = 11 * 60
    expect(sessionsOf(writing)).toEqual([
      {
        personId: 'fi',
        from: instant(1),
        to: instant(3),
        written: 24,
        removed: 0,
        moved: 0,
        sections: [{ id: 's1', title: 'Position' }],
      },
      {
        personId: 'dk',
        from: instant(2),
        to: instant(4),
        written: 5,
        removed: 3,
        moved: 0,
        sections: [{ id: 's1', title: 'Position' }],
      },
      {
        personId: 'fi',
        from: instant(5 + after),
        to: instant(6 + after + 9 * 60),
        written: 22,
        removed: 0,
        moved: 0,
        sections: [{ id: 's2', title: 'Background' }],
      },
    ])
  })

  it('count what only changed its place apart, and name a section by the title it has now', () => {
    const writing = new Writing()
    writing.addSection('fi', 's1', 'Position', 'six weeks')
    writing.addSection('fi', 's2', 'Background', 'Since 2021.')
    writing.page('dk').getXmlFragment('default').delete(0, 1)
    writing.addSection('dk', 's1', 'Position', 'six weeks')
    writing.line('dk', 1, 0).insert(0, 'Joint ')
    const [, dk] = sessionsOf(writing)
    expect(dk).toMatchObject({
      personId: 'dk',
      written: 6,
      removed: 0,
      moved: 17,
      sections: [{ id: 's1', title: 'Joint Position' }],
    })
  })

  it('name a section that is gone by its last title', () => {
    const writing = new Writing()
    writing.addSection('fi', 's1', 'Position', 'six weeks')
    writing.line('fi', 0, 0).delete(0, 3)
    writing.page('dk').getXmlFragment('default').delete(0, 1)
    expect(sessionsOf(writing).map(({ sections }) => sections)).toEqual([
      [{ id: 's1', title: 'ition' }],
      [{ id: 's1', title: 'ition' }],
    ])
  })

  it('are there for changes without text, too', () => {
    const writing = new Writing()
    writing.addSection('fi', 's1', 'Position', 'six weeks')
    writing.line('dk', 0, 1).format(0, 3, { bold: {} })
    writing.wait(60)
    const section = writing.block('se', 0, 0).parent as Y.XmlElement
    section.setAttribute('kind', 'background')
    expect(sessionsOf(writing).slice(1)).toMatchObject([
      { personId: 'dk', written: 0, removed: 0, sections: [{ id: 's1' }] },
      { personId: 'se', written: 0, removed: 0, sections: [{ id: 's1' }] },
    ])
  })

  it('end at an instant that divides the history, and outlive a clock that is set back', () => {
    const writing = new Writing()
    writing.addSection('fi', 's1', 'Position', 'six')
    writing.line('fi', 0, 1).insert(3, ' weeks')
    writing.line('fi', 0, 1).insert(9, ' before')
    expect(sessionsOf(writing, instant(2)).map(({ from, to, written }) => [from, to, written])).toEqual([
      [instant(1), instant(1), 11],
      [instant(2), instant(3), 13],
    ])
    const clock = [instant(1), instant(90), instant(3)]
    const entries = writing.entries.map((entry, index) => ({ ...entry, at: clock[index] ?? '' }))
    const [only] = readHistory(entries).workSessions('default', { splitAt: null })
    expect(only).toMatchObject({ from: instant(1), to: instant(90), written: 24 })
  })
})
