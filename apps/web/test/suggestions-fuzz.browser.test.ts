import { canonicalJson, type DocJson, updateToDoc } from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { isLong, report, seed } from '../../server/test/support/faults.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { launchBrowser, openAs } from './support/browser.ts'

const positionId = 'reporting-template'
const people = ['drafter-dk', 'drafter-fi', 'drafter-se'] as const
/** A text grows with what is copied in it, and its pages get slow: each begins with the sample's. */
const [texts, rounds, steps] = isLong ? [5, 40, 8] : [1, 3, 6]

/** What a person does next; the keys go to wherever the caret is. */
const deeds = ['type', 'erase', 'break', 'bold', 'copy', 'row', 'decide', 'undo', 'mode'] as const

/** The editor of a page, and the letters that somebody wrote there, and took out there who saw them. */
interface Watched {
  editor: Editor
  written: Set<string>
  taken: Set<string>
}

describe('suggestions of several people in real pages', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  const open = async (server: TestServer, personId: string) => {
    const opened = await openAs(browser, server.url, personId, { language: 'en' })
    await opened.page.goto(`/positions/${positionId}`)
    await opened.page.locator('.ProseMirror[contenteditable=true]').waitFor()
    await opened.page.evaluate(() => {
      const { editor } = document.querySelector('.ProseMirror') as unknown as { editor: Editor }
      const [written, taken] = [new Set<string>(), new Set<string>()]
      Object.assign(window, { watched: { editor, written, taken } })
      editor.on('transaction', ({ transaction }) => {
        const sync = transaction.getMeta('y-sync$') as
          | { isChangeOrigin?: boolean; isUndoRedoOperation?: boolean }
          | undefined
        if (!transaction.docChanged || (sync?.isChangeOrigin && !sync.isUndoRedoOperation)) return
        const [before, after] = [transaction.before, transaction.doc].map(
          ({ textContent }) => new Set(textContent.match(/[\u4e00-\u9fff]/g)),
        )
        for (const letter of before ?? []) if (!after?.has(letter)) taken.add(letter)
        for (const letter of after ?? []) if (!before?.has(letter)) written.add(letter)
      })
    })
    return opened
  }

  it('[W87] read the same, valid text as the server, whatever they suggest, decide and undo at once', async () => {
    const random = randomFrom(seed)
    let letters = 0
    const done = new Map<string, number>()
    for (let text = 0; text < texts; text += 1) {
      const server = await startTestServer()
      const opened = await Promise.all(people.map((person) => open(server, person)))
      const pages = opened.map(({ page }) => page)
      const typed = new Set<string>()
      for (let round = 0; round < rounds; round += 1) {
        const when = `text ${text}, round ${round}, seed ${seed}`
        const plans = pages.map(() =>
          Array.from({ length: steps }, () => ({
            deed: deeds[Math.floor(random() * deeds.length)] ?? 'type',
            at: random(),
            length: random(),
          })),
        )
        await Promise.all(
          pages.map(async (page, index) => {
            for (const { deed, at, length } of plans[index] ?? []) {
              const letter = deed === 'type' ? String.fromCodePoint(0x4e00 + letters) : ''
              if (letter) letters += 1
              const isDone = await act(page, deed, { at, length, letter })
              if (letter && isDone) typed.add(letter)
              const name = isDone ? deed : 'refused'
              done.set(name, (done.get(name) ?? 0) + 1)
            }
          }),
        )
        const { text: read, ydoc } = await agreed(opened, server, when)
        const taken = new Set((await Promise.all(pages.map(takenOn))).flat())
        const lost = [...typed].filter(
          (letter) => !read.includes(letter) && !taken.has(letter) && !wentWithItsLine(ydoc, letter),
        )
        expect(lost, when).toEqual([])
      }
      await Promise.all(opened.map(({ context }) => context.close()))
      await server.stop()
    }
    report({}, 'suggestions in real pages', { texts, rounds: texts * rounds, ...Object.fromEntries(done) })
  }, 3_600_000)
})

/** Puts the caret, or a selection, somewhere and does something there; false when the page refused to. */
async function act(
  page: Page,
  deed: (typeof deeds)[number],
  { at, length, letter }: { readonly at: number; readonly length: number; readonly letter: string },
): Promise<boolean> {
  await page.evaluate(
    ({ at, length }) => {
      const { editor } = (window as unknown as { watched: Watched }).watched
      const { doc } = editor.state
      const carets: number[] = []
      doc.descendants((node, start) => {
        if (!node.inlineContent) return true
        for (let place = 0; place <= node.content.size; place += 1) {
          if (doc.resolve(start + 1 + place).parent.inlineContent) carets.push(start + 1 + place)
        }
        return false
      })
      const index = Math.floor(at * carets.length)
      const from = carets[index] ?? 1
      // Half of the time nothing is selected.
      const to = carets[index + Math.max(0, Math.floor((length - 0.5) * 60))] ?? from
      editor.commands.setTextSelection({ from, to })
      editor.view.focus()
    },
    { at, length },
  )
  const { keyboard } = page
  switch (deed) {
    case 'type': {
      await keyboard.insertText(letter)
      // What cannot be suggested is not written, and the page says so.
      const answer = await page.waitForFunction((sought) => {
        const { watched } = window as unknown as { watched: Watched }
        if (watched.written.has(sought)) return 'written'
        const alerts = [...document.querySelectorAll('[role=alert]')]
        return alerts.some(({ textContent }) => /nothing was changed/i.test(textContent)) && 'refused'
      }, letter)
      return (await answer.jsonValue()) === 'written'
    }
    case 'erase':
      await keyboard.press(length < 0.75 ? 'Backspace' : 'Delete')
      return true
    case 'break':
      await keyboard.press('Enter')
      return true
    case 'bold':
      await keyboard.press('Control+b')
      return true
    case 'copy':
      await keyboard.press(length < 0.8 ? 'Control+c' : 'Control+x')
      await keyboard.press('Control+v')
      return true
    case 'row':
      await page.evaluate((isAdded) => {
        const chain = (window as unknown as { watched: Watched }).watched.editor.chain() as unknown as {
          addRowAfter(): { run(): boolean }
          deleteRow(): { run(): boolean }
        }
        ;(isAdded ? chain.addRowAfter() : chain.deleteRow()).run()
      }, length < 0.7)
      return true
    case 'decide':
      await keyboard.press('F9')
      await keyboard.press(length < 0.5 ? 'Alt+Shift+a' : 'Alt+Shift+r')
      return true
    case 'undo':
      await keyboard.press('Control+z')
      return true
    case 'mode':
      await keyboard.press('Control+Shift+e')
      return true
  }
}

/** What all pages and the log read, once they have heard of each other: the same. */
async function agreed(
  opened: readonly { readonly page: Page; readonly faults: readonly string[] }[],
  server: TestServer,
  when: string,
): Promise<{ text: string; ydoc: Y.Doc }> {
  for (const { page } of opened) await page.locator('[data-state=saved]').first().waitFor()
  const read = async () => {
    const shown = await Promise.all(
      opened.map(({ page }) =>
        page.evaluate(() => {
          const { state } = (window as unknown as { watched: Watched }).watched.editor
          return JSON.stringify(state.doc.toJSON())
        }),
      ),
    )
    const ydoc = await replayed(server)
    return {
      docs: shown.map((json) => JSON.parse(json) as DocJson),
      // Throws where the schema does not know something.
      text: textOf(updateToDoc(Y.encodeStateAsUpdate(ydoc))),
      ydoc,
    }
  }
  await expect
    .poll(
      async () => {
        const { docs, text } = await read()
        const [first] = docs
        return [
          ...opened.flatMap(({ faults }) => faults),
          ...docs.flatMap((doc, index) => [
            ...(first ? difference(`page ${index}`, canonicalJson(doc), canonicalJson(first)) : []),
            ...difference(`the text of page ${index}, and of the log`, textOf(doc), text),
          ]),
        ]
      },
      { timeout: 60_000, message: `the pages and the log read the same: ${when}` },
    )
    .toEqual([])
  const { text, ydoc } = await read()
  return { text, ydoc }
}

/** Where two texts begin to differ, with what stands there; nothing when they don't. */
function difference(name: string, one: string, other: string): readonly string[] {
  if (one === other) return []
  let at = 0
  while (one[at] === other[at]) at += 1
  const from = Math.max(0, at - 80)
  return [`${name}: …${one.slice(from, from + 240)}… / …${other.slice(from, from + 240)}…`]
}

/** The draft as the whole log makes it, with what was deleted. */
async function replayed({ storage }: TestServer): Promise<Y.Doc> {
  const { updates } = storage.tables
  const through = (await updates.lastPlace(positionId, null)) ?? 0
  const ydoc = new Y.Doc({ gc: false })
  const entries = await updates.page(positionId, { after: 0, through, most: 1_000_000 })
  ydoc.transact(() => {
    for (const { update } of entries) Y.applyUpdate(ydoc, update)
  })
  return ydoc
}

function textOf(doc: DocJson): string {
  const texts: string[] = []
  JSON.parse(canonicalJson(doc), (key, value) => {
    if (key === 'text' && typeof value === 'string') texts.push(value)
    return value as unknown
  })
  return texts.join('')
}

function takenOn(page: Page): Promise<string[]> {
  return page.evaluate(() => [...(window as unknown as { watched: Watched }).watched.taken])
}

/** Whether a letter went with the line it stood in, by somebody who had not seen it there. */
function wentWithItsLine(ydoc: Y.Doc, letter: string): boolean {
  for (const structs of ydoc.store.clients.values()) {
    for (const item of structs) {
      if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentString)) continue
      if (!item.content.str.includes(letter)) continue
      for (let type = item.parent; type instanceof Y.AbstractType; type = type._item?.parent ?? null) {
        if (type._item?.deleted) return true
      }
    }
  }
  return false
}

/** Numbers from 0 to 1 that are the same for the same seed. */
function randomFrom(start: number): () => number {
  let state = start >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
