import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs } from './support/browser.ts'

const positionId = 'reporting-template'
const sentence = 'Authorities need eight weeks to answer.'

describe('who and when', () => {
  let server: TestServer
  let browser: Browser
  const contexts: BrowserContext[] = []
  const faults: string[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const openDraft = async (personId: string): Promise<Page> => {
    const opened = await openAs(browser, server.url, personId, { language: 'en' })
    contexts.push(opened.context)
    opened.page.on('close', () => faults.push(...opened.faults))
    await opened.page.goto(`/positions/${positionId}`)
    await opened.page.locator('[data-state=saved]').waitFor()
    await opened.page.locator('.ProseMirror[contenteditable=true]').waitFor()
    return opened.page
  }
  const closeAll = async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(faults.splice(0)).toEqual([])
  }
  const text = (page: Page) => page.locator('.ProseMirror')
  const saved = (page: Page) => page.locator('[data-state=saved]').waitFor()
  /** Puts the caret before these words; those of others move, and move what a key counts from. */
  const putCaret = async (page: Page, words: string) => {
    await text(page).evaluate((editor, wanted) => {
      const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT)
      const nodes: Node[] = []
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        // The carets of others stand between the words, with a label each.
        if (!node.parentElement?.closest('.caret')) nodes.push(node)
      }
      let left = nodes
        .map(({ textContent }) => textContent ?? '')
        .join('')
        .lastIndexOf(wanted)
      if (left < 0) throw new Error(`The text has no “${wanted}”`)
      for (const node of nodes) {
        const length = node.textContent?.length ?? 0
        if (left < length) {
          ;(editor as HTMLElement).focus()
          getSelection()?.collapse(node, left)
          return
        }
        left -= length
      }
    }, words)
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
  const press = async (page: Page, key: string, times: number) => {
    for (let time = 0; time < times; time += 1) await page.keyboard.press(key)
  }
  /** The coloured text of the line with these words: each stretch behind its country. */
  const coloured = (page: Page, words: string) =>
    text(page)
      .locator('p', { hasText: words })
      .last()
      .locator('.author')
      .evaluateAll((elements) => {
        const stretches: string[] = []
        for (const element of elements) {
          const country = element.getAttribute('data-country') ?? ''
          const last = stretches.at(-1)
          if (last?.startsWith(`${country}:`)) stretches[stretches.length - 1] = last + element.textContent
          else stretches.push(`${country}:${element.textContent}`)
        }
        return stretches
      })
  const until = async (page: Page, words: string, expected: readonly string[]) => {
    await expect.poll(() => coloured(page, words), { timeout: 10_000 }).toEqual(expected)
  }
  const bar = (page: Page) => page.getByRole('region', { name: 'Text by delegation' })
  /** What stands at the caret, as it is read out. */
  const said = (page: Page, words: string) =>
    bar(page).getByRole('status').filter({ hasText: words }).waitFor()
  const hash = async () => {
    const client = await server.signIn('lead-no')
    return (await client.call('getDraftText', { params: { positionId } })).contentHash
  }

  it('[W61] passages are coloured by delegation on demand, and the text is not touched by it', async () => {
    const finland = await openDraft('drafter-fi')
    const sweden = await openDraft('drafter-se')
    const denmark = await openDraft('drafter-dk')
    await text(finland).locator('p').last().click({ delay: 120 })
    await finland.keyboard.press('End')
    await finland.keyboard.press('Enter')
    await finland.keyboard.type(sentence)
    await saved(finland)
    await text(denmark).getByText(sentence).waitFor()
    // Denmark removes Finland's word and writes another; Sweden splits the sentence.
    await putCaret(denmark, 'eight weeks to')
    await press(denmark, 'Delete', 'eight'.length)
    await denmark.keyboard.type('six')
    await saved(denmark)
    // Denmark's caret stands behind the word.
    await text(sweden)
      .locator('p', { hasText: /need six.* weeks/ })
      .waitFor()
    await putCaret(sweden, 'to answer.')
    await sweden.keyboard.press('Enter')
    await saved(sweden)

    const before = await hash()
    const norway = await openDraft('drafter-no')
    expect(await norway.locator('.author').count()).toBe(0)
    await norway.keyboard.press('Control+Alt+a')
    await until(norway, 'Authorities need', ['fi:Authorities need ', 'dk:six', 'fi: weeks '])
    await until(norway, 'to answer.', ['fi:to answer.'])
    expect(
      await text(norway).locator('p', { hasText: 'Authorities need' }).getAttribute('data-written-by'),
    ).toBe('FI DK')
    const passage = text(norway).locator('.author', { hasText: 'six' }).last()
    expect(await passage.getAttribute('title')).toMatch(/^Denmark · Drafter, Denmark · .*\d\d:\d\d$/)

    // By keys alone, and for those who listen: to Denmark's words, and to where Finland's were removed.
    await bar(norway).getByRole('button', { name: 'Denmark' }).press('Enter')
    await said(norway, 'Denmark · Drafter, Denmark · ')
    expect(await bar(norway).locator('q').innerText()).toContain('six')
    await bar(norway).getByRole('button', { name: '1 passage of others removed' }).press('Enter')
    await said(norway, 'Denmark · Drafter, Denmark removed “eight”')
    await putCaret(norway, 'answer.')
    await said(norway, 'put here by Sweden · Drafter, Sweden')
    expect(await violationsNow(norway)).toEqual([])
    expect(await hash()).toBe(before)

    // What is written while it is shown has its colour at once: one's own, and what others write.
    await norway.keyboard.press('End')
    await norway.keyboard.type(' Always.')
    await until(norway, 'to answer.', ['fi:to answer.', 'no: Always.'])
    // Behind the whole of Norway's words: somebody who writes where another still does writes between their letters.
    await text(denmark).locator('p', { hasText: 'Always.' }).waitFor()
    await putCaret(denmark, 'answer.')
    await denmark.keyboard.press('End')
    await denmark.keyboard.type(' Or longer.')
    await until(norway, 'to answer.', ['fi:to answer.', 'no: Always.', 'dk: Or longer.'])
    await putCaret(norway, 'answer.')
    await norway.keyboard.type('only ')
    await until(norway, 'answer.', ['fi:to ', 'no:only ', 'fi:answer.', 'no: Always.', 'dk: Or longer.'])
    expect(await text(norway).locator('p', { hasText: 'Always.' }).getAttribute('data-written-by')).toBe(
      'FI NO DK',
    )
    // The server says the same.
    await saved(norway)
    await bar(norway).getByRole('button', { name: 'Hide the colours' }).click()
    await norway.locator('.author').first().waitFor({ state: 'detached' })
    await norway.getByRole('button', { name: 'Colour by delegation' }).click()
    await until(norway, 'answer.', ['fi:to ', 'no:only ', 'fi:answer.', 'no: Always.', 'dk: Or longer.'])
    await closeAll()
  })
})
