import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

const params = { positionId: 'yearly-overview' }
const words = 'The committee of the parliament has not been heard.'

describe('reservations as footnotes', () => {
  let server: TestServer
  let browser: Browser
  let releaseId: string

  beforeAll(async () => {
    browser = await launchBrowser()
    server = await startTestServer()
    const answer = async (country: string, passage: string | null, text = words) => {
      const lead = await server.signIn(`lead-${country}`)
      const { round } = await lead.call('getPosition', { params })
      if (!round) throw new Error('The sample has no open round')
      const { number: versionNumber, contentHash } = round.version
      const value = {
        kind: 'agree_with_reservation',
        type: 'parliamentary_scrutiny',
        text,
        passage,
      } as const
      await lead.call('giveDecision', {
        params,
        body: { roundId: round.id, versionNumber, contentHash, value },
      })
    }
    await answer('is', 'a yearly overview')
    await answer('se', null, 'All of it is looked at.')
    await answer('fi', 'a yearly overview')
    const secretariat = await server.signIn('secretariat')
    const { revision } = await secretariat.call('getPosition', { params })
    const { releaseInForce } = await secretariat.call('issueRelease', { params, body: { revision } })
    releaseId = releaseInForce ?? ''
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  it.each(['phone', 'desktop'] as const)(
    '[W518] [W519] lead to their words and back by keyboard (%s)',
    async (size) => {
      const { context, page, faults } = await openAs(browser, server.url, 'delegate-se', {
        language: 'en',
        viewport: viewports[size],
      })
      await page.goto(`/read/${releaseId}`)
      await page.locator('.release[data-state=final]').waitFor()
      const mark = page.locator('#note-mark-1')
      const note = page.locator('#note-1')
      expect(await mark.locator('xpath=ancestor::p').innerText()).toContain('a yearly overview1, as long')
      expect(await note.innerText()).toBe(
        `1 Finland and Iceland · Parliamentary scrutiny reservation: ${words}`,
      )
      expect(await note.locator('[lang=en]', { hasText: words }).count()).toBeGreaterThan(0)
      // Told as a reference to a note.
      expect(await mark.getAttribute('role')).toBe('doc-noteref')
      await mark.focus()
      await page.keyboard.press('Enter')
      await expect.poll(() => new URL(page.url()).hash).toBe('#note-1')
      await expect.poll(() => note.evaluate(isInSight)).toBe(true)
      await page.keyboard.press('Tab')
      await expect.poll(() => note.getByText('1', { exact: true }).evaluate(isFocused)).toBe(true)
      await page.keyboard.press('Enter')
      await expect.poll(() => new URL(page.url()).hash).toBe('#note-mark-1')
      await expect.poll(() => mark.evaluate(isInSight)).toBe(true)

      // All who reserve are in the list, with the words of the one that is about the whole text alone.
      const list = page.locator('.release-reservations')
      expect(await list.locator('li').count()).toBe(3)
      expect(await list.getByText(words).count()).toBe(0)
      await list.locator('li', { hasText: 'Sweden' }).getByText('All of it is looked at.').waitFor()
      await list
        .locator('li', { hasText: 'Finland' })
        .getByRole('link', { name: 'Footnote 1' })
        .press('Enter')
      await expect.poll(() => mark.evaluate(isFocused)).toBe(true)
      expect(await page.locator('[role=alert]').count()).toBe(0)
      expect(await violations(page)).toEqual([])
      expect(faults).toEqual([])
      await context.close()
    },
  )

  it('[W627] [W628] words are found and copied without the marks that stand between them', async () => {
    const { context, page } = await openAs(browser, server.url, 'delegate-se', { language: 'en' })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(`/read/${releaseId}`)
    const line = page.locator('#note-mark-1').locator('xpath=ancestor::p')
    await line.waitFor()
    await line.evaluate((element) => getSelection()?.selectAllChildren(element))
    await page.getByRole('button', { name: 'Copy with reference' }).click()
    await page.getByText('Copied, with its reference').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain('a yearly overview, as long')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('searchbox', { name: 'Search in the text' }).fill('yéarly overview, as long')
    await page.getByText('1 of 1', { exact: true }).waitFor()
    await context.close()
  })
})

const isFocused = (element: Element) => element === document.activeElement
const isInSight = (element: Element) => {
  const { top, bottom } = element.getBoundingClientRect()
  return top >= 0 && bottom <= innerHeight
}
