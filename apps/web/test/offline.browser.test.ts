import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MeetingFolder } from '@samsyn/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openDraft } from '../../server/test/support/drafter.ts'
import {
  anHourAgo,
  insertMeeting,
  releaseAgain,
  releasePosition,
} from '../../server/test/support/released-position.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

const meetingId = 'lewp-today'
const folder = `/meetings/${meetingId}/folder`
const farMeetingId = 'lewp-far'

describe('final texts without a connection', () => {
  let folderOfData: string
  let server: TestServer
  let browser: Browser
  const positions: string[] = []
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    folderOfData = await mkdtemp(join(tmpdir(), 'samsyn-offline-'))
    server = await startTestServer({ DATA_DIR: folderOfData })
    browser = await launchBrowser()
    const day = 86_400_000
    const [near, far] = [
      await insertMeeting(server, { id: meetingId, startsAt: anHourAgo(), items: 3 }),
      await insertMeeting(server, { id: farMeetingId, startsAt: Date.now() + 20 * day, items: 1 }),
    ]
    for (const [index, agendaItemId] of [...near, ...far].entries()) {
      const more = { agendaItemId, dossierId: 'csa-regulation', title: `Sample: text ${index + 1}` }
      positions.push((await releasePosition(server, `Words of text ${index + 1}.`, more)).id)
    }
  }, 120_000)
  afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())))
  afterAll(async () => {
    await browser.close()
    await server.stop()
    await rm(folderOfData, { recursive: true, force: true })
  })

  const open = async (path: string, personId = 'delegate-fi') => {
    const opened = await openAs(browser, server.url, personId, {
      language: 'en',
      viewport: viewports.phone,
      serviceWorkers: 'allow',
    })
    contexts.push(opened.context)
    await opened.page.goto(path)
    return opened
  }
  const shows = (page: Page, title: string) =>
    page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
  /** Resolves when the light pages themselves are on the device. */
  const shellIsKept = (page: Page) =>
    page.evaluate(async () => {
      await navigator.serviceWorker.ready
    })
  /** Everything in every store of the browser: addresses and words. */
  const stored = (page: Page) =>
    page.evaluate(async () => {
      const found: Record<string, string> = {}
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) {
          const response = await cache.match(request)
          found[`${name.replace(/-[0-9a-f]{16}$/, '')} ${new URL(request.url).pathname}`] =
            (await response?.text()) ?? ''
        }
      }
      return found
    })
  const keptKeys = async (page: Page) =>
    Object.keys(await stored(page)).filter((key) => key.startsWith('samsyn-kept'))
  const isKept = (page: Page, id = meetingId) =>
    expect.poll(() => keptKeys(page), { timeout: 10_000 }).toContain(`samsyn-kept /kept/folders/${id}`)
  const restart = async () => {
    const { port } = new URL(server.url)
    server = await startTestServer({ DATA_DIR: folderOfData, PORT: port })
  }

  it('[W371] [W372] the folder of a near meeting is there without a server, every text of it, and says how old it is', async () => {
    const { page, faults } = await open(folder)
    await shows(page, 'LEWP (Police), today')
    await isKept(page)
    await page.getByRole('checkbox', { name: 'Keep on this device' }).and(page.locator(':checked')).waitFor()
    await page.getByText('Kept by itself, since the meeting is within seven days.').waitFor()
    await shellIsKept(page)
    await server.stop()
    try {
      await page.reload()
      await shows(page, 'LEWP (Police), today')
      await page.getByText(/^No connection\. Last checked .* Brussels time/).waitFor()
      await page.getByText(/^Last updated .* Brussels time \(/).waitFor()
      for (const index of [1, 2, 3]) {
        await page.goto(`${folder}/${positions[index - 1]}`)
        await shows(page, `Sample: text ${index}`)
        expect(await page.getByText(`Words of text ${index}.`).count()).toBe(1)
      }
      // The release by its own address, and what stands in the place of any other page.
      const { id } = await page.evaluate(async (path) => {
        const kept = await (await caches.open('samsyn-kept')).match(path)
        const { folder: text } = (await (kept ?? Response.error()).json()) as { folder: MeetingFolder }
        return { id: text.agenda[0]?.entries[0]?.release?.id }
      }, `/kept/folders/${meetingId}`)
      await page.goto(`/read/${id}`)
      await shows(page, 'Sample: text 1')
      await page.goto('/')
      await page.getByText('No connection. These folders are on this device.').waitFor()
      await page
        .getByRole('heading', { level: 2 })
        .getByRole('link', { name: 'LEWP (Police), today' })
        .click()
      await shows(page, 'LEWP (Police), today')
    } finally {
      await restart()
    }
    await page.reload()
    await shows(page, 'LEWP (Police), today')
    await expect.poll(() => page.getByText('No connection.').count()).toBe(0)
    // That there is no server is said by the browser itself.
    expect(faults.filter((fault) => !/WebSocket connection|ERR_CONNECTION/.test(fault))).toEqual([])
  })

  it('[W450] after a reload without a server every text is read and a report written; it arrives once, and signing out wipes all', async () => {
    const positionId = positions[0] ?? ''
    const lead = await openAs(browser, server.url, 'lead-fi', { language: 'en' })
    contexts.push(lead.context)
    await lead.page.goto(`/positions/${positionId}/reports`)
    await lead.page.getByText('Nobody has reported yet').waitFor()
    const { page } = await open(folder)
    await isKept(page)
    await shellIsKept(page)
    await server.stop()
    try {
      await page.reload()
      for (const index of [3, 2, 1]) {
        await page.goto(`${folder}/${positions[index - 1]}`)
        await shows(page, `Sample: text ${index}`)
        await page.getByText(`Words of text ${index}.`).waitFor({ state: 'attached' })
      }
      await page.getByRole('link', { name: 'Report back from the meeting' }).click()
      await page.getByRole('radio', { name: 'Partly' }).check()
      await page.getByLabel('The chair concluded').fill('Written without a connection.')
      await page.getByRole('button', { name: 'Send the report' }).click()
      await page.locator('[data-report-state=waiting]').first().waitFor()
      // The phone is locked and opened again.
      await page.reload()
      await page.locator('[data-report-state=waiting]').first().waitFor()
    } finally {
      await restart()
    }
    await page.locator('[data-report-state=sent]').first().waitFor()
    await lead.page.getByText('Written without a connection.').waitFor()
    const again = await server.signIn('lead-fi')
    const { reports } = await again.call('getReportBack', { params: { positionId } })
    expect(reports.map(({ facts }) => facts)).toHaveLength(1)
    await page.goto('/meetings')
    await page.getByRole('button', { name: 'Your account' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL('**/sign-in')
    await expect.poll(() => keptKeys(page)).toEqual([])
    expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([])
  })

  it('[W370] a far one is kept by hand, by whoever it may be, and given up again', async () => {
    const { page, context } = await open(`/meetings/${farMeetingId}/folder`, 'lead-se')
    await shellIsKept(page)
    const box = page.getByRole('checkbox', { name: 'Keep on this device' })
    await box.waitFor()
    expect(await box.isChecked()).toBe(false)
    expect(await keptKeys(page)).toEqual(['samsyn-kept /kept/person'])
    await box.check()
    await page.getByText(/1 folder on this device, \d+ kB\./).waitFor()
    await context.setOffline(true)
    await page.reload()
    await page.getByRole('link', { name: 'Sample: text 4' }).click()
    await shows(page, 'Sample: text 4')
    await page.goto(`/meetings/${farMeetingId}/folder`)
    // Also without a connection.
    await box.uncheck()
    await expect.poll(() => keptKeys(page)).not.toContain(`samsyn-kept /kept/folders/${farMeetingId}`)
  })

  it('[W371] what somebody gave up does not come back by itself', async () => {
    const { page } = await open(folder)
    await isKept(page)
    const box = page.getByRole('checkbox', { name: 'Keep on this device' })
    await box.and(page.locator(':checked')).waitFor()
    await box.uncheck()
    await expect.poll(() => keptKeys(page)).not.toContain(`samsyn-kept /kept/folders/${meetingId}`)
    await page.reload()
    await box.waitFor()
    await page.getByText(/Signing out removes it/).waitFor()
    expect(await box.isChecked()).toBe(false)
  })

  it('[W373] signing out leaves nothing, and so does somebody else who signs in', async () => {
    const { page } = await open(folder)
    await isKept(page)
    await page.goto('/meetings')
    await page.getByRole('button', { name: 'Your account' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL('**/sign-in')
    await expect.poll(() => keptKeys(page)).toEqual([])
    const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
    expect(databases).toEqual([])

    const again = await open(folder)
    await isKept(again.page)
    const other = await again.context.request.post('/api/sample/session', { data: { personId: 'lead-dk' } })
    expect(other.status()).toBe(201)
    await again.page.goto('/')
    await expect
      .poll(() => keptKeys(again.page), { timeout: 10_000 })
      .not.toContain(`samsyn-kept /kept/folders/${meetingId}`)
    expect(JSON.stringify(await stored(again.page))).not.toContain('Words of text 1.')
  })

  it('[W443] other pages ask for folders only once they are there', async () => {
    const { page, context } = await openAs(browser, server.url, 'delegate-fi', { language: 'en' })
    contexts.push(context)
    const at = { session: 0, folder: 0 }
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (pathname === '/api/session' && at.session === 0) at.session = Date.now()
      if (pathname === `/api/meetings/${meetingId}/folder` && at.folder === 0) at.folder = Date.now()
    })
    await page.goto('/meetings')
    await expect.poll(() => at.folder, { timeout: 30_000 }).toBeGreaterThan(0)
    // A timer may be late, but never early.
    expect(at.folder - at.session).toBeGreaterThanOrEqual(2_000)
  })

  it('[W621] [W622] what is on the device says that it was not checked until the server has answered, on paper, too', async () => {
    const { page } = await open(folder)
    await isKept(page)
    await page.goto('/read')
    let gate = Promise.withResolvers<void>()
    const hold = () => {
      gate = Promise.withResolvers()
      return page.route(/\/api\//, async (route) => {
        await gate.promise
        // What was asked for anew meanwhile waits for no answer.
        await route.continue().catch(() => undefined)
      })
    }
    const letGo = async () => {
      gate.resolve()
      await page.unroute(/\/api\//)
    }
    const link = page.getByRole('link', { name: 'LEWP (Police), today' }).first()
    await link.waitFor()
    await hold()
    await link.click()
    await shows(page, 'LEWP (Police), today')
    const notice = page.locator('.reading-connection').getByText('the text may have been superseded since.')
    await notice.waitFor()
    await page.getByRole('link', { name: 'Sample: text 1' }).first().click()
    await shows(page, 'Sample: text 1')
    await notice.waitFor()
    const onPaper = () => page.locator('.release-running').textContent()
    expect(await onPaper()).toMatch(
      /^Final text · Last checked .* Brussels time: the text may have been superseded/,
    )
    await letGo()
    await notice.waitFor({ state: 'detached' })
    await expect.poll(onPaper).toMatch(/^Final text · SAM /)

    // As a phone does that comes out of a pocket.
    await hold()
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await notice.waitFor()
    await letGo()
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await notice.waitFor({ state: 'detached' })
  })

  it('[W623] a folder that cannot be given out does not hold up the others', async () => {
    const { page } = await open(folder)
    await isKept(page)
    await page.goto(`/meetings/${farMeetingId}/folder`)
    await page.getByRole('checkbox', { name: 'Keep on this device' }).check()
    await isKept(page, farMeetingId)
    const renewedAt = async (id: string) => {
      const kept = (await stored(page))[`samsyn-kept /kept/folders/${id}`] ?? '{}'
      return (JSON.parse(kept) as { checkedAt?: string }).checkedAt
    }
    const far = await renewedAt(farMeetingId)
    let isRefused = false
    await page.route(`**/api/meetings/${meetingId}/folder*`, (route) => {
      isRefused = true
      return route.fulfill({ status: 500, json: { error: { code: 'internal' } } })
    })
    await page.goto('/read')
    await expect.poll(() => isRefused, { timeout: 20_000 }).toBe(true)
    const near = await renewedAt(meetingId)
    await expect.poll(() => renewedAt(farMeetingId), { timeout: 20_000 }).not.toBe(far)
    expect(await renewedAt(meetingId)).toBe(near)
  })

  it('[W620] where a role ends its open pages are told, and nothing of what it let read stays', async () => {
    const { people } = server.storage.tables
    const before = await people.byId('delegate-fi')
    const position = { positionId: positions[0] ?? '' }
    const { releaseInForce } = await (await server.signIn('secretariat')).call('getPosition', {
      params: position,
    })
    const { page } = await open(folder)
    await isKept(page)
    const { page: other } = await open('/meetings')
    await isKept(other)
    for (const [each, path] of [
      [page, `/read/${releaseInForce}`],
      [other, `/positions/${position.positionId}`],
    ] as const) {
      const connected = each
        .waitForEvent('websocket')
        .then((line) => line.waitForEvent('framereceived', ({ payload }) => String(payload).startsWith('40')))
      await each.goto(path)
      await each.getByRole('heading', { name: 'Sample: text 1' }).first().waitFor()
      await connected
    }
    try {
      await people.setRoles('delegate-fi', { ministryId: null, grants: [] }, new Date().toISOString())
      await expect.poll(() => page.locator('.release').count(), { timeout: 20_000 }).toBe(0)
      await expect
        .poll(() => other.getByRole('heading', { name: 'Sample: text 1' }).count(), { timeout: 20_000 })
        .toBe(0)
      for (const each of [page, other]) {
        await expect
          .poll(async () => JSON.stringify(await stored(each)), { timeout: 20_000 })
          .not.toContain('Words of text')
      }
    } finally {
      if (before) await people.setRoles('delegate-fi', before, new Date().toISOString())
    }
  })

  it('[W374] whose session was ended meanwhile has nothing left after the next contact', async () => {
    const { page, context } = await open(folder)
    await isKept(page)
    await shellIsKept(page)
    await context.setOffline(true)
    await page.reload()
    await shows(page, 'LEWP (Police), today')
    // As somebody would who lost the device.
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    const ended = await fetch(`${server.url}/api/account/sessions`, {
      method: 'DELETE',
      headers: { cookie, origin: server.url },
    })
    expect(ended.status).toBe(204)
    await context.setOffline(false)
    await page.getByRole('heading', { name: 'Sign in to read' }).waitFor()
    await expect.poll(() => keptKeys(page)).toEqual([])
  })

  it('[W374] [W377] [W582] what changed meanwhile is told at the next contact, and what may not be read any more is gone', async () => {
    const { page, context } = await open(folder)
    await isKept(page)
    await shellIsKept(page)
    await page.goto(`${folder}/${positions[0]}`)
    await shows(page, 'Sample: text 1')
    await context.setOffline(true)
    await page.reload()
    await shows(page, 'Sample: text 1')

    const lead = await server.signIn('lead-dk')
    const params = { positionId: positions[0] ?? '' }
    const { releaseInForce: replacedId } = await lead.call('getPosition', { params })
    const { revision } = await lead.call('getPosition', { params })
    await lead.call('reopenDraft', { params, body: { revision, reason: 'A better wording.' } })
    const draft = openDraft(await server.signIn('drafter-dk'), params.positionId)
    await draft.synced()
    draft.type('Words that came later.')
    await draft.saved()
    draft.leave()
    await releaseAgain(server, params.positionId)
    await lead.call('reportSpill', {
      params: { positionId: positions[1] ?? '' },
      body: { country: null, reason: 'An annex was pasted in.' },
    })

    await context.setOffline(false)
    const banner = page.locator('.folder-changes')
    await banner.getByText(/Sample: text 1: a new text is in force, SAM/).waitFor()
    await banner.getByText('Sample: text 2: Locked').waitFor()
    await page.getByText('Words that came later.').waitFor({ state: 'attached' })
    await expect.poll(async () => JSON.stringify(await stored(page))).not.toContain('Words of text 2.')
    expect(JSON.stringify(await stored(page))).toContain('Words that came later.')
    // Until somebody has seen it, also after a reload.
    await page.reload()
    await banner.getByRole('button', { name: 'I have seen this' }).click()
    await expect.poll(() => banner.count()).toBe(0)
    await page.reload()
    await shows(page, 'Sample: text 1')
    expect(await banner.count()).toBe(0)
    // The old text by its own address, opened there or not.
    await context.setOffline(true)
    await page.goto(`/read/${replacedId}`)
    const alarm = page.getByRole('alert').filter({ hasText: 'This text has been superseded' })
    await alarm.getByText(/^SAM.* has been in force since /).waitFor()
    expect(await violations(page)).toEqual([])
    await alarm.getByRole('link', { name: 'Read the text in force' }).click()
    await shows(page, 'Sample: text 1')
    await page.getByText('Words that came later.').waitFor({ state: 'attached' })
  })

  it('[W582] a text that was replaced before its folder was kept says so, too, once it was seen', async () => {
    const { page, context } = await open(folder)
    await isKept(page)
    await shellIsKept(page)
    const releases = await server.storage.tables.releases.byPosition(positions[0] ?? '')
    const replacedId = releases.at(-1)?.id ?? ''
    expect(releases.length).toBeGreaterThan(1)
    await page.goto(`/read/${replacedId}`)
    await page.locator('.release[data-state=superseded]').waitFor()
    await expect
      .poll(async () => (await stored(page))[`samsyn-kept /kept/folders/${meetingId}`])
      .toContain(`"releaseId":"${replacedId}"`)
    await context.setOffline(true)
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'This text has been superseded' }).waitFor()
    await page.getByRole('link', { name: 'Read the text in force' }).waitFor()
  })

  it('[W375] [W474] nothing but the light pages and the final texts is in the stores of a browser that has shown everything', async () => {
    for (const draftId of ['reporting-template', 'reporting-template.DK']) {
      const drafter = openDraft(await server.signIn('drafter-dk'), draftId)
      await drafter.synced()
      drafter.type('Unreleased words of zebras')
      await drafter.saved()
      drafter.leave()
    }
    const { page } = await open('/positions/reporting-template', 'lead-dk')
    await page.locator('.ProseMirror[contenteditable=true]').waitFor()
    await page.getByText('Unreleased words of zebras').waitFor()
    for (const path of [
      '/',
      '/meetings',
      `/meetings/lewp-next/folder`,
      '/positions/yearly-overview/versions/2',
    ]) {
      await page.goto(path)
      await page.locator('h1').first().waitFor()
    }
    await page.goto('/meetings/lewp-next/folder')
    await shellIsKept(page)
    await page.getByRole('checkbox', { name: 'Keep on this device' }).check()
    await isKept(page, 'lewp-next')
    await page.goto('/positions/reporting-template')
    await page.locator('.ProseMirror[contenteditable=true]').waitFor()
    const found = await stored(page)
    const others = Object.keys(found).filter(
      (key) =>
        !/^samsyn-shell \/(?:read|assets\/[\w.-]+|reading-device\.js|reading-opening\.js|favicon\.svg)$/.test(
          key,
        ) && !/^samsyn-kept \/kept\/(?:person|folders\/lewp-next)$/.test(key),
    )
    expect(others).toEqual([])
    // The page itself is kept as everybody has it, though this person was signed in when it was.
    expect(found['samsyn-shell /read']).toContain('<div id="app"></div>')
    const all = JSON.stringify(Object.values(found))
    expect(all).not.toContain('zebras')
    expect(all).not.toContain('ProseMirror')
  })

  it('[W482] in pages that stay open every kept folder is renewed, and what was read as final is not taken for it later', async () => {
    const far = { positionId: positions[3] ?? '' }
    const lead = await server.signIn('lead-dk')
    const readId = (await lead.call('getPosition', { params: { positionId: positions[2] ?? '' } }))
      .releaseInForce
    const opened: { page: Page; context: BrowserContext }[] = []
    for (const path of [`/read/${readId}`, '/meetings']) {
      const { page, context } = await open(`/meetings/${farMeetingId}/folder`)
      await shellIsKept(page)
      await page.getByRole('checkbox', { name: 'Keep on this device' }).check()
      await isKept(page, farMeetingId)
      await page.goto(path)
      await isKept(page)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      opened.push({ page, context })
    }
    const { revision } = await lead.call('getPosition', { params: far })
    await lead.call('reopenDraft', { params: far, body: { revision, reason: 'A better wording.' } })
    const draft = openDraft(await server.signIn('drafter-dk'), far.positionId)
    await draft.synced()
    draft.type('Words of the other folder.')
    await draft.saved()
    draft.leave()
    await releaseAgain(server, far.positionId)
    for (const { page } of opened) {
      await expect
        .poll(async () => JSON.stringify(await stored(page)), { timeout: 20_000 })
        .toContain('Words of the other folder.')
    }

    const leadSe = await server.signIn('lead-se')
    await leadSe.call('doAct', {
      params: { positionId: positions[2] ?? '' },
      body: { act: { kind: 'withdraw_support', releaseId: readId ?? '', reason: 'A new mandate.' } },
    })
    const [reader] = opened
    if (!reader) throw new Error('No page was opened')
    const suspended = reader.page.locator('.release[data-state=suspended]')
    await suspended.waitFor()
    await expect
      .poll(async () => (await stored(reader.page))[`samsyn-kept /kept/folders/${meetingId}`], {
        timeout: 20_000,
      })
      .toContain('"withdrawals":[{"country":"SE"')
    await reader.context.setOffline(true)
    await reader.page.reload()
    await suspended.waitFor()
  })
})
