import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DocJson } from '@samsyn/editor'
import { filePath } from '@samsyn/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPdfTools, textOfPdf } from '../../../packages/export/test/pdf-tools.ts'
import { systemClock } from '../../server/src/clock.ts'
import { linkFor } from '../../server/test/support/accounts.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, showIn, viewports } from './support/browser.ts'
import { giveDevice } from './support/passkeys.ts'

const positionId = 'comment-periods'
const params = { positionId }

describe('a corrigendum', () => {
  let folder: string
  let server: TestServer
  let browser: Browser
  /** How far the server's clock is ahead of that of this machine, in milliseconds. */
  let ahead = 0
  const contexts: BrowserContext[] = []
  const faults: string[] = []

  const start = (port: string) =>
    startTestServer(
      { DATA_DIR: folder, PORT: port },
      {
        clock: {
          now: () => new Date(Date.now() + ahead).toISOString(),
          elapsed: systemClock.elapsed,
          after(milliseconds, callback) {
            const timer = setTimeout(callback, milliseconds)
            return () => clearTimeout(timer)
          },
          every: systemClock.every,
        },
      },
    )

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-corrigendum-'))
    server = await start('0')
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })

  async function open(personId: string | null): Promise<Page> {
    const opened = await openAs(browser, server.origin, personId, { locale: 'en', language: 'en' })
    contexts.push(opened.context)
    // A browser reports by itself that the server was not there while it was stopped.
    opened.page.on('close', () =>
      faults.push(...opened.faults.filter((fault) => !fault.startsWith('WebSocket connection'))),
    )
    return opened.page
  }

  /** Looked at in both colours and on a phone. */
  async function isAccessible(page: Page): Promise<void> {
    for (const viewport of [viewports.desktop, viewports.phone]) {
      await page.setViewportSize(viewport)
      for (const scheme of ['light', 'dark'] as const) {
        await showIn(page, scheme)
        expect(await violations(page)).toEqual([])
      }
    }
    await showIn(page, 'light')
    await page.setViewportSize(viewports.desktop)
  }

  it('[W451] [W452] [W453] [W454] [W455] [W456] [W583] [W624] is proposed, objected to, proposed anew, issued over a restart, read, printed and verified', async () => {
    const api = await server.signIn('secretariat')
    const { releaseInForce } = await api.call('getPosition', { params })
    const releaseId = releaseInForce ?? ''
    const release = await api.call('getRelease', { params: { releaseId } })
    const version = `/positions/${positionId}/versions/${release.version.number}`
    const { sectionId, passage } = slipIn(release.doc as unknown as DocJson)

    // Somebody who leads for Finland, with a passkey of their own.
    const link = await linkFor(server, await server.signIn('administrator'), {
      name: 'Lead with a device, Finland',
      country: 'FI',
      ministry: { kind: 'new', name: 'Oikeusministeriö, laite', nameInEnglish: 'Ministry of Justice' },
      roles: [{ role: 'lead', readsDrafts: false }],
    })
    const finland = await open(null)
    await giveDevice(finland)
    await finland.goto(link)
    await finland.getByRole('button', { name: 'Register a passkey and go in' }).click()
    await finland.getByRole('button', { name: /^Your account:/ }).waitFor()
    const coordinator = await open('secretariat')
    const delegate = await open('delegate-fi')
    await delegate.goto(`/read/${releaseId}`)
    await delegate.locator('.release[data-state=final]').waitFor()
    const [before] = await Promise.all([wordsOf(delegate), coordinator.goto(version)])

    const propose = async (reading: string, look = false) => {
      await coordinator.getByRole('button', { name: 'Correct a slip', exact: true }).click()
      const dialog = coordinator.getByRole('dialog')
      await dialog.getByLabel('Section').selectOption(sectionId)
      await dialog.getByLabel('Words as released').fill('words that stand nowhere')
      await dialog.getByLabel('To be read as').fill(reading)
      const send = dialog.locator('button[type=submit]')
      await send.click()
      await dialog.getByText('These words do not stand exactly once in that section.').waitFor()
      await dialog.getByLabel('Words as released').fill(passage)
      await dialog.getByLabel('Reason').fill('A slip of the pen.')
      await dialog.getByText('The earliest possible time is').waitFor()
      if (look) await isAccessible(coordinator)
      await send.click()
      await dialog.waitFor({ state: 'hidden' })
      await coordinator.locator('[data-corrigendum=running]').getByText(reading).waitFor()
    }
    await propose('the wrong words', true)

    // It stands on the lead's desk, and one objection ends it.
    await finland.goto('/')
    await finland.getByText('A corrigendum is proposed: object if it is more than a slip').first().waitFor()
    await finland.goto(version)
    const running = finland.locator('[data-corrigendum=running]')
    await running.getByText('the wrong words').waitFor()
    await isAccessible(finland)
    await running.getByRole('button', { name: 'Object', exact: true }).click()
    const objecting = finland.getByRole('dialog')
    await objecting.locator('button[type=submit]').click()
    expect(await objecting.getByRole('alert').count()).toBeLessThanOrEqual(1)
    await objecting.locator('textarea').fill('These words are wrong, too.')
    await objecting.locator('button[type=submit]').click()
    await objecting.waitFor({ state: 'hidden' })
    const ended = coordinator.locator('[data-corrigendum=objected]')
    await ended.getByText(/^Finland objected/).waitFor()
    await ended.getByText('These words are wrong, too.').waitFor()
    await ended.getByText('Signed with a passkey').waitFor()
    expect(await delegate.locator('[data-corrigendum]').count()).toBe(0)

    // Proposed anew, its deadline passes while the server is stopped; the page that the delegate has open tells of it.
    await propose('the right words')
    const [, second] = (await api.call('getPosition', { params })).corrigenda
    const { port } = new URL(server.url)
    const end = Date.parse(second?.deadline ?? '')
    // It ran until five minutes before.
    await server.storage.tables.heartbeat.beat(new Date(end - 5 * 60_000).toISOString())
    await server.stop()
    ahead = end - Date.now() + 60_000
    server = await start(port)
    const block = delegate.locator('.release-corrigenda')
    await block.getByText(/^Corrigendum 1, issued/).waitFor()
    await block.locator('ins', { hasText: 'the right words' }).waitFor()
    expect(await delegate.locator('[aria-live=polite]', { has: block }).count()).toBe(1)
    // Above everything, until it was seen; then it is in the line that stays at the top.
    const told = delegate.getByRole('alert').filter({ hasText: 'corrigendum 1 was issued' })
    await told.waitFor()
    await delegate.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
    expect(await told.evaluate((element) => element.getBoundingClientRect().top)).toBe(0)
    await told.getByRole('button', { name: 'I have seen this' }).click()
    await told.waitFor({ state: 'detached' })
    await delegate.locator('.release-strip').getByText('with 1 corrigendum').waitFor()
    const mark = delegate.locator('.document').getByRole('link', { name: 'Corrigendum 1', exact: true })
    expect(await mark.getAttribute('href')).toBe('#corrigendum-1')
    expect(await wordsOf(delegate)).toBe(before)
    await delegate.getByText('This page has checked that the text is the one that was signed off.').waitFor()
    await isAccessible(delegate)
    await coordinator
      .locator('[data-corrigendum=issued]')
      .getByText(/^Corrigendum 1, issued/)
      .waitFor()

    // So do the places that only name the final text.
    expect(await coordinator.getByText('with 1 corrigendum', { exact: true }).count()).toBe(2)
    await coordinator.getByText(/^A corrigendum to the authentic text has been issued\./).waitFor()
    const dossierId = release.dossier.id
    const meetingId = release.meeting?.id ?? ''
    for (const path of [
      `/dossiers/${dossierId}`,
      `/search?meeting=${meetingId}`,
      `/meetings/${meetingId}`,
      `/meetings/${meetingId}/folder`,
    ]) {
      await delegate.goto(path)
      await delegate.getByText('with 1 corrigendum', { exact: true }).first().waitFor()
    }
    expect(await violations(delegate)).toEqual([])
    await coordinator.goto(`/positions/${positionId}`)
    await coordinator.getByText('with 1 corrigendum', { exact: true }).first().waitFor()

    // The file has it, and nothing is wrong with what is stored.
    const fileIn = (format: 'pdf' | 'txt') => filePath('getReleaseFile', { releaseId, format })
    const pdf = await delegate.context().request.get(fileIn('pdf'))
    expect(pdf.status()).toBe(200)
    if (hasPdfTools) expect(textOfPdf(await pdf.body())).toContain('the right words')
    const paper = await delegate.context().request.get(fileIn('txt'))
    expect(await paper.text()).toContain('the right words')
    const verify = new URL('../../server/src/verify.ts', import.meta.url).pathname
    const { stdout } = spawnSync('node', [verify], {
      env: { ...process.env, DATA_DIR: folder },
      encoding: 'utf8',
    })
    expect(stdout).toContain('Corrigenda: 2, each against its hash and its events')
    expect(stdout).toContain('Nothing is wrong.')
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(faults).toEqual([])
  })
})

/** What the text says, marks of corrigenda left out. */
function wordsOf(page: Page): Promise<string> {
  return page.locator('.document').evaluate((text) => {
    // A copy of an element is one.
    const copy = text.cloneNode(true) as HTMLElement
    for (const mark of copy.querySelectorAll('sup:has(> .corrigendum-mark)')) mark.remove()
    return copy.textContent
  })
}

/** Words of the text that stand once in their section. */
function slipIn(doc: DocJson) {
  for (const section of doc.content) {
    for (const block of section.content.slice(1)) {
      const [first] = block.type === 'paragraph' ? (block.content ?? []) : []
      if (first?.type === 'text' && first.text.length > 40)
        return { sectionId: section.attrs.id, passage: first.text.slice(0, 24).trim() }
    }
  }
  throw new Error('The final text has no words')
}
