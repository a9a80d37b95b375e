import type { Editor } from '@tiptap/core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { launchBrowser, openAs } from './support/browser.ts'

describe('two people in one sentence', () => {
  let server: TestServer
  let browser: Browser

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const open = async (personId: string) => {
    const opened = await openAs(browser, server.url, personId, { language: 'en' })
    await opened.page.goto('/positions/reporting-template')
    await opened.page.locator('.ProseMirror[contenteditable=true]').waitFor()
    await opened.page.locator('[data-state=saved]').waitFor()
    return opened
  }
  const line = (page: Page, words: string) => page.locator('.ProseMirror p').filter({ hasText: words })

  it('[W37] [W183] each find their words whole and in order, whatever the other writes at the same moment', async () => {
    const [norway, denmark] = [await open('drafter-no'), await open('drafter-dk')]
    const first = 'Forms are read by people and by machines alike, and both should find them easy.'
    const second = ' WHOEVER FILLS THEM IN SHOULD NOT HAVE TO GUESS WHAT IS MEANT BY A FIELD.'
    for (const [round, pace] of [0, 15].entries()) {
      const start = `Point ${'ab'[round]} to answer.`
      await norway.page.locator('.ProseMirror p').last().click({ delay: 120 })
      await norway.page.keyboard.press('Control+End')
      await norway.page.keyboard.press('Enter')
      await norway.page.keyboard.type(start)
      await line(denmark.page, start).click({ delay: 120 })
      await denmark.page.keyboard.press('End')
      // No blank: beside another one the binding cannot tell which of the two was put in.
      await denmark.page.keyboard.type('§')
      await line(norway.page, `${start}§`).waitFor()
      await Promise.all([
        norway.page.keyboard.type(second, { delay: pace }),
        denmark.page.keyboard.type(first, { delay: pace }),
      ])
      const text = (page: Page) =>
        line(page, start).evaluate((paragraph) => {
          const words = paragraph.cloneNode(true) as Element
          for (const caret of words.querySelectorAll('.caret')) caret.remove()
          return words.textContent
        })
      const length = start.length + 1 + first.length + second.length
      await expect.poll(async () => (await text(norway.page)).length).toBe(length)
      await expect.poll(() => text(denmark.page)).toBe(await text(norway.page))
      expect(await text(denmark.page)).toContain(first)
      expect(await text(denmark.page)).toContain(second)
    }

    // Typed over by a way that has no key press: what the browser did by itself now and then lost the letter.
    const { page } = norway
    await page.evaluate(() => {
      const seen: boolean[] = []
      Object.assign(window, { seen })
      addEventListener('beforeinput', ({ defaultPrevented }) => seen.push(defaultPrevented))
    })
    await line(page, 'Point a').dblclick({ position: { x: 12, y: 10 } })
    await expect.poll(() => page.evaluate(() => getSelection()?.toString().trim())).toBe('Point')
    await page.keyboard.insertText('丕')
    await line(page, '丕 a').waitFor()
    await line(denmark.page, '丕').waitFor()
    expect(await page.evaluate(() => Reflect.get(window, 'seen'))).toEqual([true])
    await page.keyboard.press('Control+z')
    await line(page, 'Point a').waitFor()
    await expect.poll(() => line(denmark.page, '丕').count()).toBe(0)
    await Promise.all([norway.context.close(), denmark.context.close()])
    expect([...norway.faults, ...denmark.faults]).toEqual([])
  })

  it('[W187] a key works where the caret is, also when another has moved it that very moment', async () => {
    const { page, context, faults } = await open('drafter-no')
    await page.locator('.ProseMirror p').last().click({ delay: 120 })
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Before. Behind.')
    await line(page, 'Before. Behind.').waitFor()
    // As after a key: the browser has moved the caret and told nobody of it. Then something happens at once.
    const moveTo = (
      edge: 'backward' | 'forward',
      then: { readonly marks: string } | { readonly key: string; readonly shiftKey: boolean },
    ) =>
      page.evaluate(
        ([edge, then]) => {
          const dom = document.querySelector('.ProseMirror') as HTMLElement & { editor: Editor }
          getSelection()?.modify('move', edge, 'lineboundary')
          if ('key' in then) {
            dom.dispatchEvent(
              new KeyboardEvent('keydown', { ...then, keyCode: 13, bubbles: true, cancelable: true }),
            )
            return
          }
          const { state, view } = dom.editor
          const asked = { words: then.marks, isCase: false, isWhole: false }
          view.dispatch(state.tr.setMeta('find$', asked))
        },
        [edge, then] as const,
      )
    const found = page.locator('.found-words')
    for (const [edge, marks, sign] of [
      ['backward', 'Before.', '¹'],
      ['forward', 'Behind.', '²'],
    ] as const) {
      await moveTo(edge, { marks })
      await page.keyboard.type(sign)
      await expect.poll(() => found.allTextContents()).toEqual([marks])
    }
    await line(page, '¹Before. Behind.²').waitFor()
    await moveTo('backward', { key: 'Enter', shiftKey: true })
    await expect
      .poll(() => line(page, 'Before.').evaluate(({ firstChild }) => firstChild?.nodeName))
      .not.toBe('#text')
    await context.close()
    expect(faults).toEqual([])
  })
})
