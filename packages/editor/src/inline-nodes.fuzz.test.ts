import { initProseMirrorDoc } from '@tiptap/y-tiptap'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { alternative, bracket, doc, line, note, section, text } from '../test/builders.ts'
import { editOf, enclosing, type InlineEdit, makeEdit, removing, writing } from '../test/inline-edits.ts'
import { canonicalJson, docToUpdate, editorSchema, fragmentName, parseDoc, updateToDoc } from './index.ts'

const seed = docToUpdate(
  doc(
    section('s', 'Title', [
      line(
        text('The Council '),
        bracket(
          'b',
          alternative('x', ['DK'], text('shall')),
          alternative('y', ['FI'], text('should'), note('n', text('Note'))),
          alternative('z', []),
        ),
        text(' act'),
        note('m', text('Reserve')),
        text(' soon.'),
      ),
    ]),
  ),
)

/** An edit by one of three people, or two of them hearing of each other. */
type Step =
  | { readonly page: number; readonly edit: InlineEdit }
  | { readonly page: number; readonly meets: number }

const stepsOf = (kinds: readonly InlineEdit['do'][]) =>
  fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.record({ page: fc.nat(2), edit: editOf(kinds) }) },
      { weight: 1, arbitrary: fc.record({ page: fc.nat(2), meets: fc.nat(2) }) },
    ),
    { minLength: 1, maxLength: 14 },
  ) as fc.Arbitrary<Step[]>

/** Plays the steps in three pages and brings all together; gives what was typed and what each page reads. */
function play(steps: readonly Step[]) {
  const pages = [0, 1, 2].map((number) => {
    const ydoc = new Y.Doc()
    // Fixed, so that a failing run can be played again.
    ydoc.clientID = number + 1
    Y.applyUpdate(ydoc, seed)
    return ydoc
  })
  const pageOf = (number: number) => pages[number] ?? new Y.Doc()
  const typed: string[] = []
  for (const [index, step] of steps.entries()) {
    if ('meets' in step) {
      tell(pageOf(step.page), pageOf(step.meets))
      tell(pageOf(step.meets), pageOf(step.page))
    } else {
      const letter = String.fromCodePoint(0x4e00 + index)
      makeEdit(pageOf(step.page), step.edit, letter)
      if (step.edit.do === 'type') typed.push(letter)
    }
  }
  for (const one of [...pages, ...pages]) for (const other of pages) tell(one, other)
  return { pages, typed }
}

function tell(from: Y.Doc, to: Y.Doc): void {
  if (from !== to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from))
}

/** What all pages read; they read the same, and what a page shows is all that there is. */
function agree(pages: readonly Y.Doc[]): string {
  const texts = pages.map((page) => canonicalJson(updateToDoc(Y.encodeStateAsUpdate(page))))
  expect(new Set(texts).size).toBe(1)
  const [text = ''] = texts
  expect(parseDoc(JSON.parse(text))).toMatchObject({ ok: true })
  for (const page of pages) {
    // A page deletes what the schema cannot hold, and joins pieces of text: nothing of the text may change by that.
    initProseMirrorDoc(page.getXmlFragment(fragmentName), editorSchema()).doc.check()
    expect(canonicalJson(updateToDoc(Y.encodeStateAsUpdate(page)))).toBe(text)
  }
  return text
}

const times = (text: string, letter: string) => [...text].filter((each) => each === letter).length

describe('brackets, wordings and footnotes that several people edit at once', () => {
  it('[E15] read the same for all, whatever they did', () => {
    fc.assert(
      fc.property(stepsOf([...writing, ...enclosing, ...removing]), (steps) => void agree(play(steps).pages)),
      { seed: 20261127, numRuns: 300 },
    )
  })

  it('[E15] keep each typed character, once, in wordings, footnotes and around them', () => {
    fc.assert(
      fc.property(stepsOf(writing), (steps) => {
        const { pages, typed } = play(steps)
        const text = agree(pages)
        for (const letter of typed) expect(times(textOf(text), letter)).toBe(1)
      }),
      { seed: 20261127, numRuns: 300 },
    )
  })

  it('[E16] lose no character to a bracket or footnote that is put in at the same moment', () => {
    fc.assert(
      fc.property(stepsOf([...writing, ...enclosing]), (steps) => {
        const { pages, typed } = play(steps)
        const text = agree(pages)
        for (const letter of typed) expect(times(textOf(text), letter)).toBeGreaterThan(0)
      }),
      { seed: 20261127, numRuns: 300 },
    )
  })
})

/** The characters of a document in canonical JSON, without its ids. */
function textOf(json: string): string {
  return [...json.matchAll(/"text":"([^"]*)"/g)].map(([, text]) => text).join('')
}
