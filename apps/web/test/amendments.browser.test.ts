import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

let server: TestServer
let browser: Browser
const contexts: BrowserContext[] = []
const faults: string[][] = []

beforeAll(async () => {
  server = await startTestServer()
  browser = await launchBrowser()
})
afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()))
  await browser.close()
  await server.stop()
  expect(faults.flat()).toEqual([])
})

const openDraft = async (personId: string): Promise<Page> => {
  const opened = await openAs(browser, server.url, personId, { language: 'en' })
  contexts.push(opened.context)
  faults.push(opened.faults)
  await opened.page.goto('/positions/reporting-template')
  await opened.page.locator('.ProseMirror[contenteditable=true]').waitFor()
  await opened.page.locator('[data-state=saved]').waitFor()
  return opened.page
}
/** A key at a time: the editor hears of a caret that the browser moved a moment later. */
const press = async (page: Page, key: string, times = 1) => {
  for (let time = 0; time < times; time += 1) {
    await page.keyboard.press(key)
    await page.evaluate(
      () => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))),
    )
  }
}
/** The cells of the last table, row by row: added words in +…+, those that go in −…−. */
const cells = (page: Page) =>
  page
    .locator('.ProseMirror table')
    .last()
    .locator('tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.children].map((cell) => {
          const copy = cell.cloneNode(true) as HTMLElement
          for (const other of copy.querySelectorAll('.caret, .ProseMirror-separator, br')) other.remove()
          for (const word of copy.querySelectorAll('.amended-in')) word.textContent = `+${word.textContent}+`
          for (const word of copy.querySelectorAll('.amended-away'))
            word.textContent = `−${word.textContent}−`
          return (copy.textContent ?? '').replaceAll('\u2060', '').replaceAll('++', '')
        }),
      ),
    )
const reads = (pages: readonly Page[], ...rows: string[][]) =>
  Promise.all(
    pages.map((page) =>
      expect.poll(async () => (await cells(page)).slice(1), { timeout: 20_000 }).toEqual(rows),
    ),
  )

it('[W142] [W143] an amendment table is put in, filled and changed by keys, and shows all what it changes', async () => {
  const denmark = await openDraft('drafter-dk')
  const finland = await openDraft('drafter-fi')
  const both = [denmark, finland]
  const tables = await denmark.locator('.ProseMirror table').count()

  await denmark.locator('.ProseMirror p').last().click({ delay: 120 })
  await press(denmark, 'Control+End')
  await press(denmark, 'Enter')
  await denmark.getByRole('button', { name: 'Table', exact: true }).click()
  await denmark.getByRole('button', { name: 'Amendment table…' }).click()
  const dialog = denmark.getByRole('dialog', { name: 'Amendment table' })
  await dialog
    .getByLabel('Columns')
    .selectOption({ label: 'Article | Text of the act | Nordic proposal | Justification' })
  await dialog.getByRole('button', { name: 'Put the table in' }).click()
  await expect.poll(() => finland.locator('.ProseMirror table').count()).toBe(tables + 1)
  expect(await finland.locator('.ProseMirror table').last().getAttribute('data-marking-key')).toContain(
    'bold and underlined',
  )

  await expect
    .poll(() => denmark.evaluate(() => document.activeElement?.classList.contains('ProseMirror')))
    .toBe(true)
  await denmark.keyboard.type('Article 4')
  await press(denmark, 'Tab')
  await denmark.keyboard.type('Authorities shall report within six weeks.')
  await press(denmark, 'Tab')
  await press(denmark, 'Alt+Shift+P')
  const act = 'Authorities shall report within six weeks.'
  await reads(both, ['Article 4', act, act, ''])

  // The caret is at its beginning; a word goes and another comes.
  await press(denmark, 'ArrowRight', 'Authorities shall report within six'.length)
  await press(denmark, 'Backspace', 'six'.length)
  await reads(both, ['Article 4', act, 'Authorities shall report within −six− weeks.', ''])
  await denmark.keyboard.type('eight')
  await reads(both, ['Article 4', act, 'Authorities shall report within −six−+eight+ weeks.', ''])
  // Over the struck word and back, and Backspace before it, touch the proposal alone.
  await press(denmark, 'ArrowLeft', 'eight'.length)
  await press(denmark, 'Backspace', 'within '.length)
  await denmark.keyboard.type('in ')
  await reads(both, ['Article 4', act, 'Authorities shall report −within six−+in eight+ weeks.', ''])
  await press(denmark, 'Delete', 'eight'.length)
  await denmark.keyboard.type('nine')
  await reads(both, ['Article 4', act, 'Authorities shall report −within six−+in nine+ weeks.', ''])

  // A colleague writes in the same proposal; both see what it then changes.
  await finland.locator('.ProseMirror table').last().locator('td').last().click({ delay: 120 })
  await press(finland, 'ArrowLeft')
  await press(finland, 'Backspace')
  await finland.keyboard.type(', and publish.')
  await reads(both, [
    'Article 4',
    act,
    'Authorities shall report −within six−+in nine+ weeks+, and publish+.',
    '',
  ])

  // Rows by keys, and one undo.
  await press(denmark, 'Alt+Shift+Enter')
  await denmark.keyboard.type('Article 5')
  await reads(
    both,
    ['Article 4', act, 'Authorities shall report −within six−+in nine+ weeks+, and publish+.', ''],
    ['Article 5', '', '', ''],
  )
  await press(denmark, 'Tab')
  await press(denmark, 'Alt+Shift+Backspace')
  await reads(both, [
    'Article 4',
    act,
    'Authorities shall report −within six−+in nine+ weeks+, and publish+.',
    '',
  ])
  await press(denmark, 'Control+z')
  await expect.poll(() => denmark.locator('.ProseMirror table').last().locator('tr').count()).toBe(3)

  expect(await violationsNow(denmark)).toEqual([])
})

/** Whether the cells of the second row of a table stand below each other, what is said over each, and whether the page scrolls sideways. */
const stacked = (page: Page, table: string) =>
  page
    .locator(table)
    .last()
    .evaluate((element) => {
      const row = element.querySelectorAll('tr')[1]
      const data = [...(row?.querySelectorAll('td') ?? [])]
      return {
        lefts: new Set(data.map((cell) => Math.round(cell.getBoundingClientRect().left))).size,
        // As the browser computes it: the attribute's value, in quotation marks.
        said: data.map((cell) => getComputedStyle(cell, '::before').content),
        isWide:
          document.documentElement.scrollWidth > innerWidth ||
          (element.parentElement?.scrollWidth ?? 0) > (element.parentElement?.clientWidth ?? 0),
      }
    })
const below = {
  lefts: 1,
  said: ['"Commission proposal"', '"EP mandate"', '"Council mandate"', '"Draft agreement"'],
  isWide: false,
}

it('[W210] [W211] [W212] the table of a trilogue numbers its rows, and stands below itself on a phone', async () => {
  const denmark = await openDraft('drafter-dk')
  const finland = await openDraft('drafter-fi')
  await denmark.locator('.ProseMirror p').last().click({ delay: 120 })
  await press(denmark, 'Control+End')
  await press(denmark, 'Enter')
  await denmark.getByRole('button', { name: 'Table', exact: true }).click()
  await denmark.getByRole('button', { name: 'Amendment table…' }).click()
  const dialog = denmark.getByRole('dialog', { name: 'Amendment table' })
  const [columns, key] = [dialog.getByLabel('Columns'), dialog.getByLabel('Marking key')]
  await columns.selectOption('presidency')
  expect(await key.inputValue()).toContain('the Presidency text')
  await key.fill('Bold is new.')
  await columns.selectOption({
    label: 'Row | Commission proposal | EP mandate | Council mandate | Draft agreement',
  })
  expect(await key.inputValue()).toBe('Bold is new.')
  await dialog.getByRole('button', { name: 'Put the table in' }).click()
  await expect
    .poll(() => denmark.evaluate(() => document.activeElement?.classList.contains('ProseMirror')))
    .toBe(true)

  await denmark.keyboard.type('Six weeks.')
  await press(denmark, 'Tab')
  await denmark.keyboard.type('Five weeks.')
  await press(denmark, 'Alt+Shift+P')
  await press(denmark, 'Alt+Shift+Enter')
  await denmark.keyboard.type('New.')
  await reads(
    [denmark, finland],
    ['Six weeks.', '−Six−+Five+ weeks.', '', 'Six weeks.'],
    ['New.', '', '', ''],
  )
  const table = '.ProseMirror table'
  for (const page of [denmark, finland]) {
    const numbers = page
      .locator(table)
      .last()
      .locator('tr')
      .evaluateAll((rows) =>
        rows.map((row) => [row.getAttribute('data-row-label'), getComputedStyle(row, '::before').display]),
      )
    expect(await numbers).toEqual(['Row', '1', '2'].map((label) => [label, 'table-cell']))
  }
  // Columns neither come nor go.
  await denmark.getByRole('button', { name: 'Table', exact: true }).click()
  await denmark
    .getByRole('button', { name: 'Copy the Commission proposal to empty draft agreements' })
    .waitFor()
  expect(await denmark.getByRole('button', { name: /column/i }).count()).toBe(0)
  await denmark.keyboard.press('Escape')

  await finland.setViewportSize(viewports.phone)
  await expect.poll(() => stacked(finland, table)).toEqual(below)
  // The key has the whole width, too.
  const keyed = finland.locator(table).last()
  expect(await keyed.evaluate((element) => getComputedStyle(element, '::before').display)).toBe('block')
  expect(await violationsNow(finland, table)).toEqual([])

  // The sample has one in a final text.
  const { positions } = await (await server.signIn('secretariat')).call('getDesk')
  const release = positions.find(({ id }) => id === 'consolidated-texts')?.releaseInForce
  const reader = await openAs(browser, server.url, 'delegate-fi', {
    language: 'en',
    viewport: viewports.phone,
  })
  contexts.push(reader.context)
  faults.push(reader.faults)
  await reader.page.goto(`/read/${release}`)
  await reader.page.locator('.document-table').last().waitFor()
  expect(await stacked(reader.page, '.document-table table')).toEqual(below)
  await reader.page.setViewportSize(viewports.desktop)
  expect((await stacked(reader.page, '.document-table table')).lefts).toBe(4)
})

it('[W147] an empty paragraph invites to write where the whole text is empty, and nowhere else', async () => {
  const invitation = (page: Page) =>
    page
      .locator('.ProseMirror p:has(> br)')
      .last()
      .evaluate((paragraph) => getComputedStyle(paragraph, '::before').content)
  const sweden = await openDraft('drafter-se')
  await sweden.locator('.ProseMirror p').last().click({ delay: 120 })
  await press(sweden, 'Control+End')
  await press(sweden, 'Enter')
  await sweden.locator('[data-state=saved]').waitFor()
  const norway = await openDraft('drafter-no')
  await expect.poll(() => invitation(norway)).toBe('none')
  await sweden.keyboard.press('Control+a')
  await sweden.keyboard.press('Delete')
  await expect.poll(() => invitation(norway)).toContain('Write here')
})
