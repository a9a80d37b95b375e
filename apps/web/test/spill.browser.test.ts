import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs } from './support/browser.ts'

const draftPath = '/positions/reporting-template'
const secret = 'the convoy leaves at dawn'

describe('a report of classified information', () => {
  let server: TestServer
  let browser: Browser
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()))
    await browser.close()
    await server.stop()
  })

  const open = async (personId: string) => {
    const opened = await openAs(browser, server.url, personId, { language: 'en' })
    contexts.push(opened.context)
    await opened.page.goto(draftPath)
    await opened.page.locator('.ProseMirror[contenteditable=true]').waitFor()
    return opened
  }
  const databases = (page: Page) =>
    page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''))
  const type = async (page: Page, words: string) => {
    await page.locator('.ProseMirror section').first().locator('p').last().click({ delay: 120 })
    await page.keyboard.press('End')
    await page.keyboard.type(words)
  }

  it('[W220] [W221] [W222] one reports, the other’s page goes blank within a second, its lead unlocks and both go on', async () => {
    const dane = await open('drafter-dk')
    const finn = await open('lead-fi')
    await type(dane.page, ` Typed: ${secret}.`)
    await finn.page.locator('.ProseMirror').getByText(secret).waitFor()

    await dane.page.getByRole('button', { name: 'Report classified text' }).press('Enter')
    const dialog = dane.page.getByRole('dialog', { name: 'Report classified information' })
    await dialog.waitFor()
    expect(await violations(dane.page)).toEqual([])
    const confirm = dialog.getByRole('button', { name: 'Report and lock' })
    await confirm.press('Enter')
    await dialog.getByText('Give a reason.').waitFor()
    await dialog.getByLabel('What is it about?').fill('An annex that should not be here.')
    await confirm.press('Enter')
    await dane.page.getByRole('alert', { name: 'This text is locked' }).waitFor()
    const reportedAt = performance.now()
    const notice = finn.page.getByRole('alert', { name: 'This text is locked' })
    await notice.waitFor({ timeout: 1_000 })
    expect(performance.now() - reportedAt).toBeLessThan(1_000)
    await notice.getByText('An annex that should not be here.', { exact: false }).waitFor()
    for (const { page } of [dane, finn]) {
      await expect.poll(() => page.locator('.ProseMirror').count()).toBe(0)
      expect(await page.content()).not.toContain(secret)
      await expect.poll(() => databases(page)).toEqual([])
    }
    expect(await violations(finn.page)).toEqual([])
    expect(await dane.page.getByRole('button', { name: 'Unlock the text' }).count()).toBe(0)

    await finn.page.goto('/')
    await finn.page
      .getByText('Classified information was reported: the text is locked until', { exact: false })
      .waitFor()
    await finn.page.getByRole('link', { name: /^Deal with it/ }).press('Enter')
    await finn.page.getByRole('button', { name: 'Unlock the text' }).press('Enter')
    const unlock = finn.page.getByRole('dialog', { name: 'Unlock the text?' })
    await unlock.getByLabel('Why it is unlocked').fill('A false alarm.')
    await unlock.getByRole('button', { name: 'Unlock', exact: true }).press('Enter')
    for (const { page } of [dane, finn]) {
      await page.locator('.ProseMirror[contenteditable=true]').getByText(secret).waitFor()
    }
    await type(dane.page, ' And on it goes.')
    await finn.page.locator('.ProseMirror').getByText('And on it goes.').waitFor()
    expect([...dane.faults, ...finn.faults]).toEqual([])
  })

  it('[W241] [W240] a delegate who reads final texts alone reports from one; whoever reads versions, from a version', async () => {
    const title = 'Report classified information'
    const delegate = await openAs(browser, server.url, 'delegate-fi', { language: 'en' })
    const lead = await openAs(browser, server.url, 'lead-no', { language: 'en' })
    contexts.push(delegate.context, lead.context)
    const positionId = 'training-calendar'
    const { releaseInForce, latestVersion, penholder } = await (await server.signIn('lead-no')).call(
      'getPosition',
      { params: { positionId } },
    )
    await delegate.page.goto(`/read/${releaseInForce}`)
    const button = delegate.page.getByRole('button', { name: 'Report classified text' })
    await button.waitFor()
    expect(await violations(delegate.page)).toEqual([])
    await button.press('Enter')
    const dialog = delegate.page.getByRole('dialog', { name: title })
    await dialog.waitFor()
    expect(await violations(delegate.page)).toEqual([])
    await dialog.getByRole('button', { name: 'Cancel' }).press('Enter')
    await expect
      .poll(() => delegate.page.evaluate(() => document.activeElement?.textContent))
      .toBe('Report classified text')
    await button.press('Enter')
    await dialog.getByLabel('What is it about?').fill('An annex that should not be here.')
    await dialog.getByRole('button', { name: 'Report and lock' }).press('Enter')
    await delegate.page
      .getByText('Classified information was reported in this text.', { exact: false })
      .waitFor()
    expect(await delegate.page.locator('.document').count()).toBe(0)

    const handler = await server.signIn(`lead-${penholder.toLowerCase()}`)
    const { spills } = await handler.call('getPosition', { params: { positionId } })
    const params = { positionId, spillId: spills[0]?.id ?? '' }
    await handler.call('endSpill', { params, body: { reason: 'A false alarm.' } })

    await lead.page.goto(`/positions/${positionId}/versions/${latestVersion}`)
    await lead.page.getByRole('button', { name: 'Report classified text' }).press('Enter')
    const other = lead.page.getByRole('dialog', { name: title })
    await other.getByLabel('What is it about?').fill('An annex that should not be here.')
    expect(await violations(lead.page)).toEqual([])
    await other.getByRole('button', { name: 'Report and lock' }).press('Enter')
    await lead.page.getByText('Classified information was reported in this text.', { exact: false }).waitFor()
    expect(await lead.page.locator('.document').count()).toBe(0)

    // In a sample workspace nobody has a passkey, and nothing is offered that would need one.
    await lead.page.goto('/account')
    await lead.page.getByText('You have no passkey.', { exact: false }).waitFor()
    expect(await lead.page.getByRole('button', { name: 'Add a passkey' }).count()).toBe(0)
    expect([...delegate.faults, ...lead.faults]).toEqual([])
  })
})
