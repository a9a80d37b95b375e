import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginPosition, sharePosition } from '../../server/test/support/begun-position.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs } from './support/browser.ts'

const secret = 'the convoy leaves at dawn'

describe('a purge', () => {
  let server: TestServer
  let browser: Browser
  let path: string
  let positionId: string
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
    const drafterDk = await server.signIn('drafter-dk')
    positionId = (await sharePosition(drafterDk, await beginPosition(drafterDk))).id
    path = `/positions/${positionId}`
  })
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()))
    await browser.close()
    await server.stop()
  })

  const open = async (personId: string) => {
    const opened = await openAs(browser, server.url, personId, { language: 'en' })
    contexts.push(opened.context)
    await opened.page.goto(path)
    await opened.page.locator('.ProseMirror[contenteditable=true]').waitFor()
    return opened
  }
  const type = async (page: Page, words: string) => {
    await page.locator('.ProseMirror section').first().locator('p').last().click({ delay: 120 })
    await page.keyboard.press('End')
    await page.keyboard.type(words)
  }
  /** The network of one page alone. */
  const lineOf = async (page: Page) => {
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    const set = (offline: boolean) =>
      session.send('Network.emulateNetworkConditions', {
        offline,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      })
    return { cut: () => set(true), mend: () => set(false) }
  }
  const text = (page: Page) => page.locator('.ProseMirror[contenteditable=true]')

  it('[W226] [W227] [W228] [W250] [W243] its lead removes what came after a clean version; who was away with unsent words is told, and keeps none of it', async () => {
    const dane = await open('lead-dk')
    const finn = await open('drafter-fi')
    await type(finn.page, 'A clean line.')
    await text(dane.page).getByText('A clean line.').waitFor()
    const lead = await server.signIn('lead-dk')
    const act = async () => (await lead.call('getPosition', { params: { positionId } })).revision
    await lead.call('freezeVersion', {
      params: { positionId },
      body: { revision: await act(), name: 'sent to capitals', note: '' },
    })
    await lead.call('reopenDraft', {
      params: { positionId },
      body: { revision: await act(), reason: 'More to say.' },
    })
    for (const { page } of [dane, finn]) await text(page).getByText('A clean line.').waitFor()
    await type(finn.page, ` Now ${secret}.`)
    await text(dane.page).getByText(secret).waitFor()
    const finnsLine = await lineOf(finn.page)
    await finnsLine.cut()
    await type(finn.page, ' Typed on a train.')
    await finn.page.getByText('Typed on a train.').waitFor()
    const kept = () =>
      finn.page.evaluate(async () => {
        const found: unknown[] = []
        for (const { name } of await indexedDB.databases()) {
          const database = await new Promise<IDBDatabase>((resolve, reject) => {
            const asked = indexedDB.open(name ?? '')
            asked.onsuccess = () => resolve(asked.result)
            asked.onerror = () => reject(asked.error)
          })
          for (const store of database.objectStoreNames) {
            if (store !== 'edits') continue
            const all = database.transaction(store).objectStore(store).getAll()
            await new Promise((resolve) => {
              all.onsuccess = resolve
            })
            found.push(...all.result)
          }
          database.close()
        }
        return found.length
      })

    await dane.page.getByRole('button', { name: 'Report classified text' }).press('Enter')
    const report = dane.page.getByRole('dialog', { name: 'Report classified information' })
    await report.getByLabel('What is it about?').fill('An annex that should not be here.')
    await report.getByRole('button', { name: 'Report and lock' }).press('Enter')
    await dane.page.getByRole('button', { name: 'Remove the information' }).press('Enter')
    const dialog = dane.page.getByRole('dialog', { name: 'Remove the information for good' })
    await dialog.waitFor()
    const confirm = dialog.getByRole('button', { name: 'Remove for good' })
    await confirm.press('Enter')
    for (const missing of ['Choose what is kept.', 'Give a reason.', 'Confirm that you have checked it.'])
      await dialog.getByText(missing).waitFor()
    expect(await violations(dane.page)).toEqual([])
    await dialog.getByRole('radio', { name: /^Version 1 \(sent to capitals\)/ }).press('Space')
    await dialog.getByLabel('Why it is removed').fill('It was classified.')
    await dialog.getByRole('checkbox').press('Space')
    await confirm.press('Enter')

    await text(dane.page).getByText('A clean line.').waitFor()
    expect(await dane.page.content()).not.toContain(secret)

    // A second tab of the same device, which begins after the purge and crashes with words that it could not send.
    const second = await finn.context.newPage()
    await second.goto(path)
    await text(second).getByText('A clean line.').waitFor()
    await expect.poll(kept).toBe(0)
    await (await lineOf(second)).cut()
    await type(second, ' Typed after it.')
    await expect.poll(kept).toBeGreaterThan(0)
    await second.close({ runBeforeUnload: false })

    await finnsLine.mend()
    const notice = finn.page.getByRole('alert', { name: 'Information was removed from this text' })
    await notice.waitFor()
    for (const { page } of [finn, dane]) await text(page).getByText('A clean line. Typed after it.').waitFor()
    for (const words of [secret, 'Typed on a train.']) {
      await expect.poll(() => finn.page.content()).not.toContain(words)
      expect(await dane.page.content()).not.toContain(words)
    }
    await expect.poll(kept).toBe(0)
    expect(await violations(finn.page)).toEqual([])
    await notice.getByRole('button', { name: 'I have read this' }).press('Enter')
    await expect.poll(() => notice.count()).toBe(0)

    await type(finn.page, ' And on it goes.')
    await text(dane.page).getByText('And on it goes.').waitFor()
    const lines: string[] = []
    finn.page.on('websocket', (line) => {
      if (line.url().includes('/sync/')) lines.push(line.url())
    })
    await finn.page.reload()
    await text(finn.page).getByText('And on it goes.').waitFor()
    // The line that was opened before the scripts ran is the right one.
    expect(lines).toEqual([expect.stringMatching(/&purges=1(&|$)/)])
    expect(await finn.page.getByText('Information was removed from this text').count()).toBe(0)
    const [told] = await lead.call('listPositionEvents', { params: { positionId } })
    expect(told).toMatchObject({ type: 'spill.purged', data: { version: 1 } })
    // Whoever is away hears of lines that cannot be opened.
    const faults = [...dane.faults, ...finn.faults].filter(
      (fault) => !fault.startsWith('WebSocket connection'),
    )
    expect(faults).toEqual([])
  })
})
