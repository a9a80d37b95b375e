import type { DocJson } from '@samsyn/editor'
import { filePath, type ReleaseDetail } from '@samsyn/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { toDocx } from '../../../packages/export/src/docx/docx.ts'
import { hasPdfTools, runPdfTool, textOfPdf } from '../../../packages/export/test/pdf-tools.ts'
import {
  anHourAgo,
  insertMeeting,
  releaseAgain,
  releasePosition,
} from '../../server/test/support/released-position.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { translate, translated } from '../../server/test/support/translation.ts'
import { violations } from './support/axe.ts'
import { changeBodies, launchBrowser, openAs, viewports } from './support/browser.ts'
import { press } from './support/keyboard.ts'

const banner = 'Työkäännös – todistusvoimainen teksti on englanninkielinen'

describe('language versions of a final text', () => {
  let server: TestServer
  let browser: Browser
  let positionId: string
  let releaseId: string
  let release: ReleaseDetail
  const contexts: BrowserContext[] = []
  const faults: (() => readonly string[])[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
    const [agendaItemId] = await insertMeeting(server, {
      id: 'lewp-today',
      startsAt: anHourAgo(),
      items: 1,
    })
    const more = {
      agendaItemId: agendaItemId ?? '',
      dossierId: 'csa-regulation',
      title: 'Sample: one yearly report',
    }
    const position = await releasePosition(server, 'One report a year is enough.', more)
    positionId = position.id
    releaseId = position.releaseInForce ?? ''
    const lead = await server.signIn('lead-fi')
    release = await lead.call('getRelease', { params: { releaseId } })
  }, 120_000)
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    const said = faults.splice(0).flatMap((each) => each())
    // What a browser says by itself of a line that it cannot open.
    expect(said.filter((each) => !each.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const open = async (
    personId: string,
    path: string,
    more: Parameters<typeof openAs>[3] = {},
  ): Promise<Page> => {
    const opened = await openAs(browser, server.url, personId, more)
    contexts.push(opened.context)
    faults.push(() => opened.faults)
    await opened.page.goto(path)
    await opened.page.locator('h1').first().waitFor()
    return opened.page
  }
  /** As Samsyn itself writes a Word file, its words in another language. */
  const wordFile = (say: (words: string) => string, change: (doc: DocJson) => DocJson = (doc) => doc) =>
    toDocx(
      change(translated(release.doc, say) as DocJson),
      {
        title: 'Näytteeksi: yksi raportti vuodessa',
        language: 'fi',
        marking: '',
        notices: [],
        head: [],
        reservations: null,
        foot: [],
        sampleMark: null,
        state: '',
      },
      { threads: [], suggestions: new Map() },
    )
  const inFinnish = (words: string) =>
    words === 'One report a year is enough.' ? 'Yksi raportti vuodessa riittää.' : `${words} (suomeksi)`
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Issue a working translation' })
  const choose = async (page: Page, file: Uint8Array) =>
    dialog(page)
      .getByLabel('Word file (.docx)')
      .setInputFiles({
        name: 'käännös.docx',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(file),
      })
  const switchTo = (page: Page, name: RegExp) => page.getByRole('button', { name }).click()
  const text = (page: Page) => page.locator('.document').first()
  /** Whether it is folded or not. */
  const reads = (page: Page, words: string) =>
    text(page).getByText(words, { exact: true }).waitFor({ state: 'attached' })

  it('[W465] the lead of Finland issues one from a Word file, having seen it beside the text; other sections are refused', async () => {
    const page = await open('lead-fi', `/positions/${positionId}/versions/${release.version.number}`, {
      language: 'en',
    })
    const block = page.getByRole('region', { name: 'Language versions' })
    await block.getByText('No translation has been issued.').waitFor()
    await block.getByRole('button', { name: 'Issue a translation' }).click()
    await dialog(page).getByLabel('Language', { exact: true }).selectOption({ label: 'Suomi' })
    await dialog(page).getByRole('button', { name: 'Issue', exact: true }).click()
    await dialog(page)
      .getByText(/Choose/)
      .first()
      .waitFor()
    await choose(page, await wordFile(inFinnish, (doc) => ({ ...doc, content: [...doc.content].reverse() })))
    await dialog(page).getByRole('alert').filter({ hasText: 'Section 1 departs from the text' }).waitFor()
    await dialog(page).getByRole('button', { name: 'Issue', exact: true }).click()
    expect(await server.storage.tables.translations.byRelease(releaseId)).toEqual([])
    await choose(page, await wordFile(inFinnish))
    await dialog(page).getByText('Yksi raportti vuodessa riittää.').waitFor()
    await expect.poll(() => dialog(page).getByText('departs from the text').count()).toBe(0)
    await dialog(page)
      .getByRole('region', { name: 'Agreed: English' })
      .getByText('One report a year')
      .waitFor()
    expect(await dialog(page).getByLabel('Title in this language').inputValue()).toBe(
      'Näytteeksi: yksi raportti vuodessa',
    )
    for (const size of [viewports.phone, viewports.desktop]) {
      await page.setViewportSize(size)
      expect(await violations(page)).toEqual([])
    }
    await page.setViewportSize(viewports.desktop)
    await dialog(page).getByRole('button', { name: 'Issue', exact: true }).click()
    await block.getByText('No. 1, issued by Finland').waitFor()
    expect(await block.getByText('Näytteeksi: yksi raportti vuodessa').getAttribute('lang')).toBe('fi')
    for (const size of [viewports.desktop, viewports.phone]) {
      await page.setViewportSize(size)
      expect(await violations(page)).toEqual([])
    }
  })

  it('[W460] [W461] [W462] the Finnish delegate reads Finnish on a phone, and switches to what was agreed by keys', async () => {
    const page = await open('delegate-fi', `/read/${releaseId}`, {
      language: 'fi',
      viewport: viewports.phone,
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await page.getByText(banner, { exact: true }).first().waitFor()
    await page
      .getByRole('heading', { level: 1, name: 'Näytteeksi: yksi raportti vuodessa', exact: true })
      .waitFor()
    expect(await page.locator('h1').getAttribute('lang')).toBe('fi')
    expect(await text(page).getAttribute('lang')).toBe('fi')
    expect(await page.locator('.release-formula').getAttribute('lang')).toBe('en')
    await reads(page, 'Yksi raportti vuodessa riittää.')
    expect(await page.getByText('Tämä ei ole').count()).toBe(0)
    expect(await violations(page)).toEqual([])
    // Its words are copied and printed.
    await page.locator('.release-fold summary').click()
    await page.evaluate(() => {
      const paragraph = [...document.querySelectorAll('.document p')].find((each) =>
        each.textContent?.includes('riittää'),
      )
      if (paragraph) getSelection()?.selectAllChildren(paragraph)
    })
    await page.getByRole('button', { name: 'Kopioi viitteen kanssa' }).click()
    const copied = () => page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(copied).toContain(banner)
    expect(await copied()).toContain('Yksi raportti vuodessa riittää.')
    const links = page.locator(`a[href*="/translations/"]`)
    expect(await links.count()).toBe(5)
    const [found] = await server.storage.tables.translations.byRelease(releaseId)
    const pdf = await page.request.get(
      filePath('getTranslationFile', { releaseId, translationId: found?.id ?? '', format: 'pdf' }),
    )
    if (hasPdfTools) {
      const bytes = new Uint8Array(await pdf.body())
      expect(runPdfTool('qpdf', bytes, ['--json=2'])).toMatch(/"\/Lang": "u:fi"/)
      expect(textOfPdf(bytes)).toContain('Yksi raportti vuodessa riittää.')
    }
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.release-running').innerText()).toContain(banner)
    await page.emulateMedia({ media: 'screen' })
    // By keys alone.
    const english = page.getByRole('button', { name: /^English/ })
    await english.focus()
    await press(page, 'Enter')
    await reads(page, 'One report a year is enough.')
    expect(await english.getAttribute('aria-pressed')).toBe('true')
    expect(await english.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await page.getByText(banner, { exact: true }).count()).toBe(0)
    expect(await text(page).getAttribute('lang')).toBe('en')
    expect(await violations(page)).toEqual([])
    // Remembered on this device.
    await page.reload()
    await reads(page, 'One report a year is enough.')
    await switchTo(page, /^Suomi/)
    await reads(page, 'Yksi raportti vuodessa riittää.')
  })

  it('[W460] the Swedish delegate reads what was agreed, and Finnish where they ask for it', async () => {
    const page = await open('delegate-se', `/read/${releaseId}`, { language: 'en' })
    await reads(page, 'One report a year is enough.')
    expect(await page.locator('.release-languages [role=note]').count()).toBe(0)
    // [W466] It is fetched then.
    await switchTo(page, /^Suomi/)
    await reads(page, 'Yksi raportti vuodessa riittää.')
    await page.getByText('Working translation – the authentic text is in English').first().waitFor()
    await page.goto(`/read/${releaseId}?language=en`)
    await reads(page, 'One report a year is enough.')
  })

  it('[W539] what the address asks for is there before any script, and is not drawn again in another language', async () => {
    const bare = await openAs(browser, server.url, 'delegate-se', {
      language: 'en',
      javaScriptEnabled: false,
    })
    contexts.push(bare.context)
    for (const path of [`/read/${releaseId}`, `/meetings/lewp-today/folder/${positionId}`]) {
      await bare.page.goto(`${path}?language=fi`)
      await reads(bare.page, 'Yksi raportti vuodessa riittää.')
      await bare.page.getByText('Working translation – the authentic text is in English').first().waitFor()
      const title = await bare.page.title()
      await bare.page.goto(`${path}?language=sv-none`)
      await reads(bare.page, 'One report a year is enough.')
      expect(await bare.page.title()).not.toBe(title)
    }
    const opened = await openAs(browser, server.url, 'delegate-se', { language: 'en' })
    contexts.push(opened.context)
    const asked: string[] = []
    opened.page.on('response', (response) => {
      const { pathname, search } = new URL(response.url())
      if (/^\/api\/(?:releases|meetings)\//.test(pathname))
        asked.push(`${response.status()} ${pathname}${search}`)
    })
    await opened.page.addInitScript(() => {
      const seen = new Set<string>()
      Object.assign(globalThis, { seenLanguages: seen })
      new MutationObserver(() => {
        const shown = document.querySelector('.release [lang] p, .release section')?.closest('[lang]')
        if (shown) seen.add(shown.getAttribute('lang') ?? '')
      }).observe(document, { childList: true, subtree: true })
    })
    await opened.page.goto(`/meetings/lewp-today/folder/${positionId}?language=fi`)
    await reads(opened.page, 'Yksi raportti vuodessa riittää.')
    // It is asked for anew once the page hears of changes, however often, and is as it was.
    await expect
      .poll(() => [...new Set(asked)], { timeout: 10_000 })
      .toEqual([`304 /api/meetings/lewp-today/folder?language=fi`])
    expect(
      await opened.page.evaluate(() => [
        ...(globalThis as unknown as { seenLanguages: Set<string> }).seenLanguages,
      ]),
    ).toEqual(['fi'])
    expect(opened.faults).toEqual([])
  })

  it('[W463] [W466] a folder without a connection has both; a third language is said to be missing', async () => {
    const swede = await server.signIn('lead-se')
    const { mayIssue, translations } = await swede.call('listTranslations', { params: { releaseId } })
    expect(mayIssue).toEqual(['sv'])
    if (!translations.some(({ language }) => language === 'sv')) await translate(swede, releaseId, 'sv')
    const page = await open('delegate-fi', '/meetings/lewp-today/folder', {
      language: 'fi',
      viewport: viewports.phone,
      serviceWorkers: 'allow',
    })
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready
    })
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const kept = await (await caches.open('samsyn-kept')).match('/kept/folders/lewp-today')
          return (await kept?.text()) ?? ''
        }),
      )
      .toContain('riittää')
    await page.context().setOffline(true)
    await page.goto(`/meetings/lewp-today/folder/${positionId}`)
    await reads(page, 'Yksi raportti vuodessa riittää.')
    await switchTo(page, /^English/)
    await reads(page, 'One report a year is enough.')
    await switchTo(page, /^Svenska/)
    await page.getByRole('status').filter({ hasText: 'Kieliversiota haetaan.' }).waitFor()
    await page.context().setOffline(false)
    await reads(page, 'Käännös: One report a year is enough.')
  })

  it('[W467] one that is not what was issued is shown with an alarm', async () => {
    const opened = await openAs(browser, server.url, 'delegate-fi', { language: 'en' })
    contexts.push(opened.context)
    const { page } = opened
    for (const address of [`**/read/${releaseId}*`, `**/api/releases/${releaseId}*`])
      await changeBodies(page, address, (body) => body.replaceAll('riittää', 'ei riitä'))
    await page.goto(`/read/${releaseId}?language=fi`)
    await reads(page, 'Yksi raportti vuodessa ei riitä.')
    await page.getByRole('alert').filter({ hasText: 'This is not the text that was signed off' }).waitFor()
  })

  it('[W464] a superseded text says so in every language', async () => {
    await releaseAgain(server, positionId).catch(async () => {
      const lead = await server.signIn('lead-dk')
      const { revision } = await lead.call('getPosition', { params: { positionId } })
      await lead.call('reopenDraft', { params: { positionId }, body: { revision, reason: 'Once more.' } })
      await releaseAgain(server, positionId)
    })
    const page = await open('delegate-fi', `/read/${releaseId}?language=fi`, { language: 'en' })
    for (const name of [/^Suomi/, /^English/]) {
      await switchTo(page, name)
      await page.getByRole('alert').filter({ hasText: 'This text has been superseded' }).waitFor()
    }
    expect(
      (await (await server.signIn('lead-fi')).call('listTranslations', { params: { releaseId } })).mayIssue,
    ).toEqual([])
  })
})
