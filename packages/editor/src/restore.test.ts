import { initProseMirrorDoc, ySyncPluginKey } from '@tiptap/y-tiptap'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { alternative, bracket, doc, li, line, list, p, section, table, text } from '../test/builders.ts'
import {
  type BracketRights,
  contentHash,
  type DocJson,
  docToUpdate,
  editorSchema,
  fragmentName,
  type Passage,
  restore,
  updateToDoc,
} from './index.ts'

const weeks = p('We ask for at least six weeks before the first date.')
const moreWeeks = p('We ask for at least eight weeks before the first date.')
const pilot = p('A pilot comes before the first figures are due.')
const fields = p('Descriptions of the fields keep the figures comparable.')
const figures = p('Figures of one period are given with their source.')

const once = doc(
  section('a', 'Position', [weeks, pilot, list(li(p('One')), li(p('Two')))]),
  section('b', 'Background', [fields, table(['Point', 'Reason'], ['2', 'Planned ahead'])]),
)
const now = doc(
  section('a', 'Joint position', [moreWeeks, figures, list(li(p('One')), li(p('Three')), li(p('Two')))]),
  section('c', 'Annex', [p('Something else entirely.')]),
  section('b', 'Background', [fields, table(['Point', 'Reason'], ['2', 'Planned well ahead'], ['3', 'New'])]),
)

function draftOf(json: DocJson): Y.Doc {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, docToUpdate(json))
  return ydoc
}

const readOf = (ydoc: Y.Doc) => updateToDoc(Y.encodeStateAsUpdate(ydoc))

function restoreIn(
  ydoc: Y.Doc,
  earlier: DocJson,
  {
    passage = null,
    isBusy = () => false,
    rights = { supportsFor: [], mayResolve: true },
  }: {
    passage?: Passage | null
    isBusy?: (element: Y.XmlElement) => boolean
    rights?: BracketRights
  } = {},
) {
  const fragment = ydoc.getXmlFragment(fragmentName)
  const { doc: current } = initProseMirrorDoc(fragment, editorSchema())
  return restore(
    { fragment, now: current, earlier: editorSchema().nodeFromJSON(earlier) },
    { passage, isBusy, rights },
  )
}

const elements = (ydoc: Y.Doc) =>
  [
    ...ydoc.getXmlFragment(fragmentName).createTreeWalker((type) => type instanceof Y.XmlElement),
  ] as Y.XmlElement[]
const elementOf = (ydoc: Y.Doc, text: string) =>
  elements(ydoc).find((each) => each.nodeName === 'paragraph' && each.toString().includes(text))

describe('[E146] restoring a whole text', () => {
  it('gives the earlier text again, to its hash, in either direction', () => {
    for (const [from, to] of [
      [now, once],
      [once, now],
      [once, once],
    ] as const) {
      const ydoc = draftOf(from)
      restoreIn(ydoc, to)
      expect(contentHash(readOf(ydoc))).toBe(contentHash(to))
    }
  })

  it('touches nothing that is the same, and is one update that one undo takes back', () => {
    const ydoc = draftOf(now)
    const undo = new Y.UndoManager(ydoc.getXmlFragment(fragmentName), {
      trackedOrigins: new Set([ySyncPluginKey]),
    })
    const before = new Map(elements(ydoc).map((element) => [element, element.toString()]))
    const updates: Uint8Array[] = []
    ydoc.on('update', (update: Uint8Array) => updates.push(update))
    expect(restoreIn(ydoc, once).changed).toBeGreaterThan(0)
    expect(updates).toHaveLength(1)
    const kept = [fields, p('One'), p('Two')].map(
      (each) => JSON.stringify(each).match(/"text":"([^"]+)"/)?.[1] ?? '',
    )
    for (const text of kept) {
      const element = elementOf(ydoc, text)
      expect(element && before.get(element), text).toBe(element?.toString())
    }
    undo.undo()
    expect(contentHash(readOf(ydoc))).toBe(contentHash(now))
    expect(restoreIn(draftOf(once), once)).toEqual({ changed: 0, left: 0, kept: 0 })
  })
})

describe('[E147] restoring a passage', () => {
  it('brings back one line of the earlier text, or a block that went, and changes nothing else', () => {
    const ydoc = draftOf(now)
    // Its lines: title, weeks, pilot.
    restoreIn(ydoc, once, { passage: { from: 1, to: 2 } })
    const sections = (json: DocJson) => json.content[0]?.content.slice(0, 4)
    expect(sections(readOf(ydoc))).toEqual(
      sections(
        doc(
          section('a', 'Joint position', [weeks, figures, list(li(p('One')), li(p('Three')), li(p('Two')))]),
        ),
      ),
    )
    restoreIn(ydoc, once, { passage: { from: 2, to: 3 } })
    const [title, ...blocks] = readOf(ydoc).content[0]?.content ?? []
    expect(title).toMatchObject({ content: [{ text: 'Joint position' }] })
    expect(blocks.slice(0, 3)).toEqual([weeks, pilot, figures])
    expect(readOf(ydoc).content).toHaveLength(3)
  })
})

describe('[E148] while others write', () => {
  it('what they type at that moment in a line that is restored stays', () => {
    const [mine, theirs] = [draftOf(now), new Y.Doc()]
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
    const line = elementOf(theirs, 'eight weeks')?.get(0) as Y.XmlText
    line.insert(line.length, ' Finland adds this.')
    line.insert(0, 'Now: ')
    restoreIn(mine, once)
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs))
    const text = JSON.stringify(readOf(mine))
    expect(text).toContain('Now: We ask for at least six weeks before the first date. Finland adds this.')
  })

  it('what came since and somebody is writing in now is not taken away under their hands', () => {
    const ydoc = draftOf(now)
    const busy = elementOf(ydoc, 'Something else')?.parent
    expect(restoreIn(ydoc, once, { isBusy: (element) => element === busy }).left).toBe(1)
    const read = readOf(ydoc)
    expect(read.content.map(({ attrs }) => attrs.id)).toEqual(['a', 'c', 'b'])
    expect(read.content[0]).toEqual(once.content[0])
  })
})

describe('[E149] restoring, where another delegation supports a wording', () => {
  const before = doc(section('a', 'Position', [p('It shall act.'), pilot]))
  const since = doc(
    section('a', 'Position', [
      line(text('It '), bracket('b', alternative('x', ['SE'], text('shall'))), text(' act.')),
      figures,
    ]),
    section('b', 'Annex', [line(bracket('c', alternative('y', ['DK', 'FI'], text('Soon.'))))]),
  )
  const drafter: BracketRights = { supportsFor: ['DK'], mayResolve: false }

  it('leaves its line and its block to whoever may not settle brackets', () => {
    const ydoc = draftOf(since)
    expect(restoreIn(ydoc, before, { rights: drafter })).toMatchObject({ kept: 2 })
    const read = readOf(ydoc)
    expect(read.content.map(({ attrs }) => attrs.id)).toEqual(['a', 'b'])
    expect(read.content[0]?.content.slice(1)).toEqual([since.content[0]?.content[1], pilot])
  })

  it('and one passage of it as well', () => {
    const ydoc = draftOf(since)
    const passage = { from: 1, to: 2 }
    expect(restoreIn(ydoc, before, { rights: drafter, passage })).toMatchObject({ changed: 0, kept: 1 })
    expect(contentHash(readOf(ydoc))).toBe(contentHash(since))
  })

  it('takes it out for whoever settles brackets, and where it is one’s own', () => {
    for (const rights of [
      { supportsFor: [], mayResolve: true },
      { supportsFor: ['SE', 'DK', 'FI'], mayResolve: false },
    ] satisfies readonly BracketRights[]) {
      const ydoc = draftOf(since)
      expect(restoreIn(ydoc, before, { rights })).toMatchObject({ kept: 0 })
      expect(contentHash(readOf(ydoc))).toBe(contentHash(before))
    }
  })
})
