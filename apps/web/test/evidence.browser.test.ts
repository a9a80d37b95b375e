import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unpackTo } from '../../server/test/support/evidence.ts'
import { positionToSign, releaseSigned } from '../../server/test/support/signing.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

describe('evidence of a final text', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-evidence-'))
  const archive = join(folder, 'evidence.zip')
  let server: TestServer
  let browser: Browser
  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
    rmSync(folder, { recursive: true })
  })

  /** The page out of the package, in a browser without a network. */
  async function openOffline(
    options: { locale?: string; viewport?: { width: number; height: number } } = {},
  ) {
    const opened = await openAs(browser, server.url, null, { locale: 'en', ...options })
    const asked: string[] = []
    opened.page.on('request', (request) => asked.push(request.url()))
    await opened.context.setOffline(true)
    await opened.page.goto(pathToFileURL(join(folder, 'package', 'verify.html')).href)
    return { ...opened, asked }
  }
  const choose = async (page: Page, bytes: Buffer) => {
    await page
      .locator('#zip')
      .setInputFiles({ name: 'evidence.zip', mimeType: 'application/zip', buffer: bytes })
  }

  it('[W284] [W285] [X146] the package is downloaded beside the version, and its own page checks it with the network off', async () => {
    const { releaseId } = await releaseSigned(server)
    const { context, page } = await openAs(browser, server.url, 'lead-fi', { language: 'en' })
    await page.goto(`/positions/${positionToSign}/versions/2`)
    await page.getByText('All versions', { exact: true }).click()
    const link = page.getByRole('link', { name: 'Evidence package (ZIP)' })
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    await download.saveAs(archive)
    await page.goto(`/read/${releaseId}`)
    await page.getByRole('link', { name: 'Evidence package (ZIP)' }).waitFor()
    await context.close()
    const whole = readFileSync(archive)
    await unpackTo(join(folder, 'package'), new Blob([whole]))

    const { context: offline, page: checker, asked, faults } = await openOffline()
    await checker.getByRole('heading', { name: 'Check the evidence of a final text' }).waitFor()
    expect(await violations(checker)).toEqual([])
    await choose(checker, whole)
    await checker.getByRole('status').getByText('Nothing is wrong with this package.').waitFor()
    await checker.getByText('This text is put forward by the Nordic countries').waitFor()
    expect(await checker.locator('tr', { hasText: 'Signed with a passkey' }).count()).toBe(3)
    expect(await checker.locator('tr', { hasText: 'NOT SIGNED' }).count()).toBe(2)
    await checker.getByText('Nothing shows who gave the decisions that are not signed.').waitFor()
    // The text is that of the canonical JSON, folded; of its copies the page says what it did not look at.
    await checker.getByText('Of text.pdf, text.html and text.txt only').waitFor()
    await checker.getByText('The text that was signed', { exact: true }).click()
    await checker.locator('.text').getByText('ten pages').waitFor()
    expect(await violations(checker)).toEqual([])

    // One byte of what was signed; it lies in the archive as it is.
    const changed = Buffer.from(whole)
    const at = changed.indexOf('"delegation":"FI"')
    changed[at + 14] = 'N'.charCodeAt(0)
    await choose(checker, changed)
    await checker.getByRole('alert').getByText('This package is not as it should be.').waitFor()
    await checker
      .locator('li', { hasText: 'decisions/03-FI/statement.json is not as the manifest lists it' })
      .waitFor()
    await checker.locator('li', { hasText: 'decisions/03-FI/ the signature does not hold' }).waitFor()
    expect(await violations(checker)).toEqual([])
    await choose(checker, Buffer.from('no archive'))
    await checker.getByText('This is no evidence package').waitFor()

    // The folder it was unpacked to does as well; in another language.
    await checker.locator('#folder').setInputFiles(join(folder, 'package'))
    await checker.locator('#language').selectOption('fi')
    await checker.getByRole('status').getByText('Paketissa ei ole mitään vikaa.').waitFor()
    expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([])
    expect(faults).toEqual([])
    await offline.close()

    const { context: phone, page: small } = await openOffline({ locale: 'is', viewport: viewports.phone })
    await choose(small, whole)
    await small.getByText('Ekkert er að þessum pakka.').waitFor()
    const fits = () => small.evaluate(() => document.documentElement.scrollWidth <= 390)
    expect(await fits()).toBe(true)
    await small.locator('#language').selectOption('fi')
    await small.getByText('Paketissa ei ole mitään vikaa.').waitFor()
    expect(await fits()).toBe(true)
    await phone.close()
  })
})
