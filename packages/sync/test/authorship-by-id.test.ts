import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readHistory } from '../src/index.ts'
import { instant, Writing } from './support/writing.ts'

const minute = (step: number) => Math.floor(Date.parse(instant(step)) / 60_000)

describe('authorship by Yjs id', () => {
  it('[H8] names the owner of every client id, and the author and minute of every character that is there', () => {
    const writing = new Writing()
    writing.addSection('fi', 's1', 'Position', 'six weeks')
    writing.line('dk', 0, 1).delete(0, 3)
    writing.wait(60)
    writing.line('dk', 0, 1).insert(0, 'eight')
    writing.split('se', 0, 1, 3)
    const { owners, runs } = readHistory(writing.entries).authorship('default')
    const clientOf = (person: string) => writing.page(person).clientID
    expect(new Map(owners)).toEqual(new Map(['fi', 'dk', 'se'].map((person) => [clientOf(person), person])))
    // What a page makes of it: every character of its own ydoc finds its author.
    const told: string[] = []
    const look = (type: Y.AbstractType<unknown>) => {
      for (let item = type._start; item !== null; item = item.right) {
        if (item.deleted) continue
        if (item.content instanceof Y.ContentType) look(item.content.type as Y.AbstractType<unknown>)
        if (!(item.content instanceof Y.ContentString)) continue
        const { id, content } = item
        for (const [offset, character] of [...content.str].entries()) {
          const run = runs.find(
            ({ client, clock, length }) =>
              client === id.client && clock <= id.clock + offset && id.clock + offset < clock + length,
          )
          told.push(`${character} ${run?.author} ${run?.minute}`)
        }
      }
    }
    look(writing.page('no').getXmlFragment('default') as unknown as Y.AbstractType<unknown>)
    const by = (text: string, person: string, at: number) =>
      [...text].map((each) => `${each} ${person} ${at}`)
    expect(told).toEqual([
      ...by('Position', 'fi', minute(1)),
      ...by('eight', 'dk', minute(63)),
      ...by(' weeks', 'fi', minute(1)),
    ])
  })

  it('[H8] says many keystrokes of one minute in one run, also where some were taken back', () => {
    const writing = new Writing()
    for (let index = 0; index < 40; index += 1) writing.insert('fi', index, 'x')
    writing.remove('fi', 10, 5)
    writing.remove('fi', 20, 5)
    expect(readHistory(writing.entries).authorship('t').runs).toMatchObject([
      { clock: 0, length: 40, author: 'fi', minute: minute(1) },
    ])
  })

  it('[H9] tells what one person took from another, where it stood, and not what people take back themselves', () => {
    const writing = new Writing()
    writing.insert('fi', 0, 'at least six weeks')
    writing.remove('dk', 9, 3)
    writing.insert('dk', 9, 'eight or so')
    writing.remove('dk', 14, 6)
    writing.remove('se', 14, 6)
    writing.remove('fi', 0, 3)
    const client = writing.page('fi').clientID
    const written = { personId: 'fi', at: instant(1) }
    expect(readHistory(writing.entries).authorship('t').taken).toEqual([
      {
        text: 'six',
        written,
        removed: { personId: 'dk', at: instant(2) },
        after: { client, clock: 8 },
      },
      {
        text: ' weeks',
        written,
        removed: { personId: 'se', at: instant(5) },
        after: { client: writing.page('dk').clientID, clock: 4 },
      },
    ])
  })

  it('[H9] tells of a passage that was typed and taken key by key as one', () => {
    const writing = new Writing()
    for (const [index, key] of [...'six'].entries()) writing.insert('fi', index, key)
    for (let left = 3; left > 0; left -= 1) writing.remove('dk', left - 1, 1)
    expect(readHistory(writing.entries).authorship('t').taken).toMatchObject([
      { text: 'six', written: { personId: 'fi' }, removed: { personId: 'dk' }, after: null },
    ])
  })

  it('[H11] tells of a text as it once was what became of each character', () => {
    const writing = new Writing()
    writing.insert('fi', 0, 'at least six weeks')
    writing.insert('fi', 18, ' before')
    writing.remove('dk', 9, 4)
    writing.remove('se', 0, 3)
    writing.insert('se', 0, 'not ')
    expect(readHistory(writing.entries).removals('t', 1)).toEqual({
      text: 'at least six weeks',
      fates: [
        { length: 3, removed: { personId: 'se', at: instant(4) } },
        { length: 6, removed: null },
        { length: 4, removed: { personId: 'dk', at: instant(3) } },
        { length: 5, removed: null },
      ],
    })
    expect(readHistory(writing.entries).removals('t', 3)).toEqual({
      text: 'at least weeks before',
      fates: [
        { length: 3, removed: { personId: 'se', at: instant(4) } },
        { length: 18, removed: null },
      ],
    })
    expect(readHistory(writing.entries).removals('t', 0)).toEqual({ text: '', fates: [] })
  })
})
