import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { beginPosition, sharePosition } from '../../server/test/support/begun-position.ts'
import { type ServerProcess, startServerProcess } from '../../server/test/support/server-process.ts'
import { signIn, startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

const positionId = 'consolidated-texts'
const params = { positionId }

/** Opens the form from the final text, as a delegate does. */
async function openForm(page: Page, releaseId: string): Promise<void> {
  await page.goto(`/read/${releaseId}`)
  await page.getByRole('link', { name: 'Report back from the meeting' }).click()
  await page.getByRole('button', { name: 'Send the report' }).waitFor()
}

const state = (page: Page, is: string) => page.locator(`[data-report-state=${is}]`)

const databases = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''))

/** What is kept on the device of who has half put the reports of a position together. */
const keptConsolidation = (page: Page, personId: string) =>
  page.evaluate(
    async ([name, key]) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error)
      })
      const kept = await new Promise<unknown>((resolve, reject) => {
        const asking = database.transaction('consolidations').objectStore('consolidations').get(key)
        asking.onsuccess = () => resolve(asking.result)
        asking.onerror = () => reject(asking.error)
      })
      database.close()
      return kept
    },
    [`samsyn-reports:${personId}`, positionId] as const,
  )

describe('reporting back', () => {
  let server: TestServer
  let browser: Browser
  let releaseId: string
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
    const delegate = await server.signIn('delegate-fi')
    releaseId = (await delegate.call('getPosition', { params })).releaseInForce ?? ''
  })
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const openBrowser = async (personId: string, device: keyof typeof viewports = 'phone') => {
    const opened = await openAs(browser, server.url, personId, {
      language: 'en',
      viewport: viewports[device],
    })
    contexts.push(opened.context)
    return opened
  }

  it('[W390] [W394] one tap and Send is a report, and the lead’s open pages show it without a reload', async () => {
    const lead = await openBrowser('lead-fi', 'desktop')
    await lead.page.goto(`/positions/${positionId}/reports`)
    await lead.page.getByText('Nobody has reported yet').waitFor()
    const { page, faults } = await openBrowser('delegate-fi')
    await openForm(page, releaseId)
    await page.getByRole('button', { name: 'Send the report' }).click()
    // Nothing is taken for an answer.
    await page.getByRole('alert').getByText('Choose one').waitFor()
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0)
    await page.getByRole('radio', { name: 'Not known' }).check()
    await page.getByRole('button', { name: 'Send the report' }).click()
    await state(page, 'sent').waitFor()
    await lead.page.getByRole('article', { name: 'Report of Finland' }).getByText('Not known').waitFor()
    expect([...faults, ...lead.faults]).toEqual([])
  })

  it('[W391] who spoke is told in two taps, codes only', async () => {
    const { page } = await openBrowser('delegate-se')
    await openForm(page, releaseId)
    await page.getByRole('radio', { name: 'Partly' }).check()
    await page.getByText('Who spoke, and how').click()
    await page.getByRole('button', { name: 'PRES, Presidency' }).click()
    await page.getByRole('radio', { name: 'Opposed' }).check()
    await page.getByRole('button', { name: 'EL, Greece' }).click()
    await page.getByRole('button', { name: 'FR, France' }).click()
    await page.getByRole('button', { name: 'FR, France' }).click()
    await page.getByText('Follow-up', { exact: true }).click()
    await page.getByRole('button', { name: 'Add a follow-up' }).click()
    await page.getByLabel('What is to be done').fill('Send the table')
    await page.getByLabel('Who does it').selectOption({ label: 'Denmark' })
    await page.getByRole('button', { name: 'Send the report' }).click()
    await state(page, 'sent').waitFor()
    const { reports, followUps } = await (await server.signIn('lead-se')).call('getReportBack', { params })
    expect(reports.find(({ country }) => country === 'SE')?.said).toEqual([
      { speaker: 'PRES', stance: 'supported' },
      { speaker: 'EL', stance: 'opposed' },
    ])
    expect(followUps).toMatchObject([{ action: 'Send the table', owner: 'DK', due: null }])
  })

  it('[W392] what is typed is kept on the device, and a classified marking does not leave it', async () => {
    const { page } = await openBrowser('delegate-dk')
    await openForm(page, releaseId)
    await page.getByLabel('The chair concluded').fill('To be continued.')
    await page.getByText('Saved on this device').waitFor()
    await page.reload()
    expect(await page.getByLabel('The chair concluded').inputValue()).toBe('To be continued.')
    await page.getByRole('radio', { name: 'Partly' }).check()
    await page.getByLabel('What was said').fill('SECRET UE/EU SECRET')
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/reports')) asked.push(request.url())
    })
    await page.getByRole('button', { name: 'Send the report' }).click()
    await page.getByRole('alert').getByText('marking', { exact: false }).waitFor()
    expect(asked).toEqual([])
  })

  it('[W393] a report that is refused keeps its words', async () => {
    const { page } = await openBrowser('delegate-dk')
    await openForm(page, releaseId)
    await page.getByRole('radio', { name: 'Partly' }).check()
    await page.getByLabel('What was said').fill('Words that are kept')
    await page.route('**/reports', (route) =>
      route.fulfill({ status: 400, json: { error: { code: 'section_unknown' } } }),
    )
    await page.getByRole('button', { name: 'Send the report' }).click()
    await state(page, 'refused').getByText('no such section', { exact: false }).waitFor()
    await page.unroute('**/reports')
    await page.getByRole('link', { name: 'Report back from the meeting' }).click()
    await page.getByRole('button', { name: 'Change and send again' }).click()
    expect(await page.getByLabel('What was said').inputValue()).toBe('Words that are kept')
    await page.getByRole('button', { name: 'Send the report' }).click()
    await state(page, 'sent').waitFor()
  })

  it('[W433] what one delegate wrote is not sent while another is signed in, and then in its author’s name', async () => {
    const { page, context } = await openBrowser('delegate-fi')
    await openForm(page, releaseId)
    await page.getByRole('radio', { name: 'Partly' }).check()
    await page.getByLabel('What was said').fill('Finland says.')
    const posted: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/reports')) posted.push(request.url())
    })
    const own = await context.cookies()
    const other = await server.signIn('delegate-se')
    const [name = '', value = ''] = other.cookie.split('=')
    await context.addCookies([{ name, value, url: server.url }])
    await page.getByRole('button', { name: 'Send the report' }).click()
    await state(page, 'waiting').getByText('somebody else', { exact: false }).waitFor()
    expect(posted).toEqual([])
    const told = async () => (await other.call('getReportBack', { params })).reports
    expect(JSON.stringify(await told())).not.toContain('Finland says.')
    await context.addCookies(own)
    await state(page, 'sent').waitFor()
    expect((await told()).find(({ facts }) => facts === 'Finland says.')?.country).toBe('FI')
  })

  it('[W434] two taps in one moment on Send are one report', async () => {
    const { page } = await openBrowser('delegate-dk')
    await openForm(page, releaseId)
    await page.getByRole('radio', { name: 'Partly' }).check()
    await page.getByLabel('What was said').fill('Said once.')
    await page.getByRole('button', { name: 'Send the report' }).evaluate((button) => {
      if (!(button instanceof HTMLElement)) return
      button.click()
      button.click()
    })
    await state(page, 'sent').waitFor()
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const [{ name = '' } = {}] = (await indexedDB.databases()).filter((each) =>
            each.name?.includes('report'),
          )
          const database = await new Promise<IDBDatabase>((resolve) => {
            const opening = indexedDB.open(name)
            opening.onsuccess = () => resolve(opening.result)
          })
          const count = await new Promise<number>((resolve) => {
            const counting = database.transaction('outgoing').objectStore('outgoing').count()
            counting.onsuccess = () => resolve(counting.result)
          })
          database.close()
          return count
        }),
      )
      .toBe(1)
    const { reports } = await (await server.signIn('lead-dk')).call('getReportBack', { params })
    expect(reports.filter(({ facts }) => facts === 'Said once.')).toHaveLength(1)
  })

  it('[W625] [W626] a second report begins from the first, and is lost to none that is refused', async () => {
    const { page, context } = await openBrowser('delegate-fi')
    await openForm(page, releaseId)
    const words = page.getByLabel('What was said')
    await page.getByRole('radio', { name: 'Partly' }).check()
    await words.fill('The first words.')
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Send the report' }).click()
    await state(page, 'waiting').waitFor()
    await page.getByRole('link', { name: 'Report back from the meeting' }).click()
    expect(await words.inputValue()).toBe('The first words.')
    expect(await page.locator('[data-kept=nothing]').count()).toBe(1)
    await words.fill('The second words, half written')
    await page.locator('[data-kept=kept]').waitFor()
    await page.route('**/reports', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 400, json: { error: { code: 'section_unknown' } } })
        : route.continue(),
    )
    await context.setOffline(false)
    await state(page, 'refused').first().waitFor()
    await page.getByText('Both are kept on this device.').waitFor()
    expect(await words.inputValue()).toBe('The second words, half written')
    await page.getByRole('button', { name: 'Change and send again' }).click()
    await expect.poll(() => words.inputValue()).toBe('The first words.')
    await page.getByRole('button', { name: 'Go on with that one' }).click()
    await expect.poll(() => words.inputValue()).toBe('The second words, half written')
    await page.unroute('**/reports')
    await page.getByRole('button', { name: 'Send the report' }).click()
    await state(page, 'sent').waitFor()
    await page.getByText('A report that you began is kept on this device.').waitFor()
    await page.getByRole('link', { name: 'Report back from the meeting' }).click()
    await expect.poll(() => words.inputValue()).toBe('The first words.')

    // On another device it begins from what the server has.
    const { page: other } = await openBrowser('delegate-fi')
    await openForm(other, releaseId)
    await expect
      .poll(() => other.getByLabel('What was said').inputValue())
      .toBe('The second words, half written')
    expect(await other.getByRole('radio', { name: 'Partly' }).isChecked()).toBe(true)
  })

  it('[W435] a report that a newer one of its country overtook keeps its words, and goes once that one was shown', async () => {
    const { page, context } = await openBrowser('delegate-se')
    await openForm(page, releaseId)
    await page.getByRole('radio', { name: 'Partly' }).check()
    await page.getByLabel('What was said').fill('Written in the cellar.')
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Send the report' }).click()
    await state(page, 'waiting').waitFor()
    const colleague = await server.signIn('lead-se')
    const reports = async () => (await colleague.call('getReportBack', { params })).reports
    const before = (await reports()).find(({ counts, country }) => counts && country === 'SE')
    await colleague.call('submitReport', {
      params,
      body: {
        id: crypto.randomUUID(),
        releaseId,
        personId: 'lead-se',
        country: 'SE',
        replaces: before?.id ?? null,
        outcome: 'reflected',
        sections: [],
        said: [],
        facts: 'Newer words.',
        conclusion: '',
        assessment: { text: '', isShared: false },
        evidence: [],
        followUps: [],
      },
    })
    await context.setOffline(false)
    await state(page, 'refused').getByText('have changed', { exact: false }).waitFor()
    await page.getByRole('link', { name: 'Report back from the meeting' }).click()
    await page.getByText('Newer words.').waitFor()
    expect((await reports()).find(({ counts, country }) => counts && country === 'SE')?.facts).toBe(
      'Newer words.',
    )
    await page.getByRole('button', { name: 'Send mine all the same' }).click()
    await state(page, 'sent').first().waitFor()
    expect((await reports()).find(({ counts, country }) => counts && country === 'SE')?.facts).toBe(
      'Written in the cellar.',
    )
  })

  it('[W436] no field that is come to by the keyboard is under the foot of the form', async () => {
    const { page } = await openBrowser('delegate-fi')
    await openForm(page, releaseId)
    for (const summary of await page.locator('form summary').all()) await summary.click()
    const fields = page.locator('form :is(input, select, textarea, summary)')
    const count = await fields.count()
    expect(count).toBeGreaterThan(10)
    await page.evaluate(() => scrollTo(0, 0))
    await page.getByRole('heading', { name: 'Report back' }).focus()
    const covered: string[] = []
    for (let each = 0; each < count + 40; each += 1) {
      await page.keyboard.press('Tab')
      const found = await page.evaluate(() => {
        const field = document.activeElement
        const foot = document.querySelector('form [type="submit"]')?.parentElement
        if (!field || !foot || foot.contains(field)) return 'foot'
        return field.getBoundingClientRect().bottom > foot.getBoundingClientRect().top + 1
          ? field.outerHTML
          : ''
      })
      if (found === 'foot') break
      if (found !== '') covered.push(found)
    }
    expect(covered).toEqual([])
  })

  it('[W395] signing out warns of an unsent report, and wipes it', async () => {
    const { page } = await openBrowser('delegate-se')
    await openForm(page, releaseId)
    await page.getByLabel('The chair concluded').fill('To be continued.')
    await page.getByText('Saved on this device').waitFor()
    await page.goto('/')
    await page.getByRole('button', { name: 'Delegate, Sweden' }).click()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.getByRole('alert').getByText('1 unsent report').waitFor()
    await page.getByRole('button', { name: 'Stay' }).click()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.getByRole('button', { name: 'Sign out and remove it' }).click()
    await page.waitForURL('**/sign-in')
    await expect.poll(() => databases(page)).toEqual([])
  })

  it('[W484] signing out everywhere says how many unsent reports would be lost', async () => {
    const { page } = await openBrowser('delegate-se')
    await openForm(page, releaseId)
    await page.getByLabel('The chair concluded').fill('To be continued.')
    await page.getByText('Saved on this device').waitFor()
    await page.goto('/account')
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await page.getByText('1 unsent report').waitFor()
  })

  it('[W442] what one began is gone from the device once another reads there, however they came in', async () => {
    const { page, context } = await openBrowser('delegate-fi')
    const begin = async (personId: string) => {
      await openForm(page, releaseId)
      await page.getByLabel('The chair concluded').fill('To be continued.')
      await expect.poll(() => databases(page)).toContain(`samsyn-reports:${personId}`)
      await page.getByText('Saved on this device').waitFor()
    }
    await begin('delegate-fi')
    const other = await context.request.post('/api/sample/session', { data: { personId: 'delegate-se' } })
    expect(other.status()).toBe(201)
    await context.request.patch('/api/session', {
      data: { language: 'en' },
      headers: { origin: server.url },
    })
    await page.goto(`/read/${releaseId}`)
    await expect.poll(() => databases(page)).not.toContain('samsyn-reports:delegate-fi')

    await begin('delegate-se')
    await context.clearCookies()
    await page.goto(`/sign-in?next=${encodeURIComponent(`/read/${releaseId}`)}`)
    await page.getByRole('button', { name: 'Delegate, Finland' }).click()
    await page.waitForURL(`**/read/${releaseId}`)
    // Before the light page has asked who it is: its scripts are of the next document.
    expect(await databases(page)).not.toContain('samsyn-reports:delegate-se')
  })

  it('[W396] [W516] [W631] the secretariat puts reports together, leads note it, and the meeting’s report shows it and is saved as files', async () => {
    const { page } = await openBrowser('secretariat', 'desktop')
    await page.goto(`/positions/${positionId}/reports`)
    await page.getByRole('button', { name: 'Put the reports together' }).click()
    await page.getByRole('radio', { name: 'Partly' }).check()
    await page.getByLabel('Dividing line').fill('The length of the period')
    await page.getByLabel('Next step').fill('Written comments')
    const lead = await openBrowser('lead-fi')
    await lead.page.goto(`/positions/${positionId}/reports`)
    await page.getByRole('button', { name: 'Save for the leads' }).click()
    await lead.page.getByRole('button', { name: 'Note the report for Finland' }).click()
    await lead.page.getByText('Noted.', { exact: true }).waitFor()
    await page.getByText('Noted by', { exact: true }).waitFor()
    await lead.page.goto('/meetings/lewp-previous/report')
    await lead.page.getByText('The length of the period').waitFor()
    // Of the page and of each position: no text's own marking, which may be for more people.
    const markings = await lead.page.locator('[data-marking]').allTextContents()
    expect(markings.length).toBeGreaterThan(1)
    expect(new Set(markings)).toEqual(new Set(['Marking: Internal – parties']))
    expect(await lead.page.locator('article a[href^="/read/"]').first().textContent()).toMatch(
      / · Version \d/,
    )
    for (const [name, ending] of [
      ['Download as PDF', 'pdf'],
      ['Download as Word', 'docx'],
    ] as const) {
      const saving = lead.page.waitForEvent('download')
      await lead.page.getByRole('link', { name }).click()
      const file = await readFile(await (await saving).path())
      expect((await saving).suggestedFilename()).toMatch(new RegExp(`^LEWP \\(Police\\).*\\.${ending}$`))
      expect(file.subarray(0, 4).toString('latin1')).toBe(ending === 'pdf' ? '%PDF' : 'PK\u0003\u0004')
    }
    const drafter = await openBrowser('drafter-fi', 'desktop')
    await drafter.page.goto(`/positions/${positionId}`)
    await drafter.page.locator('[data-report-line=consolidated]').waitFor()
  })

  it('[W437] the secretariat includes a report that came in meanwhile, its words kept, and saves once', async () => {
    const lead = await server.signIn('lead-fi')
    const consolidated = async () =>
      (await lead.call('listPositionEvents', { params })).filter(({ type }) => type === 'report.consolidated')
        .length
    const before = await consolidated()
    const { page } = await openBrowser('secretariat', 'desktop')
    await page.goto(`/positions/${positionId}/reports`)
    await page.getByRole('button', { name: /^Put (the reports|them) together/ }).click()
    await page.getByRole('radio', { name: 'Partly' }).check()
    await page.getByLabel('Dividing line').fill('Typed before.')
    const { page: phone } = await openBrowser('delegate-fi')
    await openForm(phone, releaseId)
    await phone.getByRole('radio', { name: 'Not reflected' }).check()
    await phone.getByLabel('What was said').fill('Came in meanwhile.')
    await phone.getByRole('button', { name: 'Send the report' }).click()
    await state(phone, 'sent').waitFor()
    await page.getByText('A report has come in since you began', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Save for the leads' }).click()
    await page.getByRole('alert').getByText('have changed', { exact: false }).waitFor()
    await page.locator('form').getByText('Came in meanwhile.').waitFor()
    await page.getByRole('button', { name: 'Include it' }).click()
    expect(await page.getByLabel('Dividing line').inputValue()).toBe('Typed before.')
    await page.getByRole('button', { name: 'Save for the leads' }).evaluate((button) => {
      if (!(button instanceof HTMLElement)) return
      button.click()
      button.click()
    })
    await page.getByRole('button', { name: 'Save for the leads' }).waitFor({ state: 'detached' })
    const { consolidation, stage } = await lead.call('getReportBack', { params })
    expect([consolidation?.dividingLine, stage]).toEqual(['Typed before.', 'consolidated'])
    expect(await consolidated()).toBe(before + 1)
  })

  it('[W483] what the secretariat has half typed stays when the page could not be asked for anew', async () => {
    const { page } = await openBrowser('secretariat', 'desktop')
    await page.goto(`/positions/${positionId}/reports`)
    await page.getByRole('button', { name: /^Put (the reports|them) together/ }).click()
    await page.getByRole('radio', { name: 'Partly' }).check()
    await page.getByLabel('Dividing line').fill('Half typed.')
    await page.route('**/api/positions/**', (route) => route.abort())
    await page.getByRole('button', { name: 'Save for the leads' }).click()
    await page.locator('[data-kind=error]').waitFor({ timeout: 20_000 })
    expect(await page.getByLabel('Dividing line').inputValue()).toBe('Half typed.')
    await page.unroute('**/api/positions/**')
    await page.getByRole('button', { name: 'Save for the leads' }).click()
    await page.getByRole('button', { name: 'Save for the leads' }).waitFor({ state: 'detached' })
    await page.getByText('Half typed.').first().waitFor()
  })

  it('[W540] what the secretariat has half typed is there after a reload, until it is discarded; signing out warns of it and wipes it', async () => {
    const { page } = await openBrowser('secretariat', 'desktop')
    const address = `/positions/${positionId}/reports`
    const line = page.getByLabel('Dividing line')
    const makeAgain = page.getByRole('button', { name: /^Put (the reports|them) together/ })
    await page.goto(address)
    await makeAgain.click()
    await line.waitFor()
    expect(await page.locator('[data-kept=nothing]').count()).toBe(1)
    await line.fill('Half typed, and left.')
    await page.getByRole('radio', { name: 'Not reflected' }).check()
    await page.getByRole('button', { name: 'Add a follow-up' }).click()
    await page.getByLabel('What is to be done').fill('Ask the chair')
    await page.locator('[data-kept=kept]').getByText('Saved on this device').waitFor()
    const { page: phone } = await openBrowser('delegate-fi')
    await openForm(phone, releaseId)
    await phone.getByRole('radio', { name: 'Partly' }).check()
    await phone.getByLabel('What was said').fill('Came in while nobody looked.')
    await page.goto('about:blank')
    await phone.getByRole('button', { name: 'Send the report' }).click()
    await state(phone, 'sent').waitFor()
    await page.goto(address)
    await line.waitFor()
    expect(await line.inputValue()).toBe('Half typed, and left.')
    expect(await page.getByRole('radio', { name: 'Not reflected' }).isChecked()).toBe(true)
    expect(await page.getByLabel('What is to be done').inputValue()).toBe('Ask the chair')
    // What came in meanwhile is told as to whoever had stayed.
    await page.getByText('A report has come in since you began', { exact: false }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Discard', exact: true }).click()
    await line.waitFor({ state: 'detached' })
    await page.reload()
    await makeAgain.waitFor()
    expect(await line.count()).toBe(0)

    await makeAgain.click()
    await line.fill('Typed once more.')
    await page.locator('[data-kept=kept]').waitFor()
    await page.getByRole('button', { name: 'Your account' }).click()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.getByRole('alert').getByText('1 unsent report').waitFor()
    expect(await databases(page)).toHaveLength(1)
    await page.getByRole('button', { name: 'Sign out and remove it' }).click()
    await page.waitForURL('**/sign-in')
    await expect.poll(() => databases(page)).toEqual([])
  })

  it('[W540] what is saved is kept no longer', async () => {
    const { page } = await openBrowser('secretariat', 'desktop')
    await page.goto(`/positions/${positionId}/reports`)
    await page.getByRole('button', { name: /^Put (the reports|them) together/ }).click()
    await page.getByRole('radio', { name: 'Partly' }).check()
    await page.getByLabel('Dividing line').fill('Typed and saved.')
    await page.locator('[data-kept=kept]').waitFor()
    await page.getByRole('button', { name: 'Save for the leads' }).click()
    await page.getByRole('button', { name: 'Save for the leads' }).waitFor({ state: 'detached' })
    await page.reload()
    await page.getByText('Typed and saved.').first().waitFor()
    expect(await page.getByLabel('Dividing line').count()).toBe(0)
  })

  it('[W565] what was half typed before the Chatham House Rule was set is saved without who spoke', async () => {
    const secretariat = await server.signIn('secretariat')
    const meeting = { meetingId: 'lewp-previous' }
    const { title, startsAt, endsAt, place, status, isChathamHouse } = await secretariat.call('getMeeting', {
      params: meeting,
    })
    const was = { title, startsAt, endsAt, place, status, isChathamHouse }
    const { page } = await openBrowser('secretariat', 'desktop')
    const address = `/positions/${positionId}/reports`
    await page.goto(address)
    await page.getByRole('button', { name: /^Put (the reports|them) together/ }).click()
    await page.getByRole('radio', { name: 'Partly' }).check()
    await page.getByLabel('Dividing line').fill('Typed before the rule.')
    await page.getByText('Who spoke, and how').click()
    await page.getByRole('radio', { name: 'Raised it' }).check()
    await page.getByRole('button', { name: 'MT, Malta' }).click()
    await page.locator('[data-kept=kept]').waitFor()
    const kept = async () => JSON.stringify(await keptConsolidation(page, 'secretariat'))
    await expect.poll(kept, { timeout: 10_000 }).toContain('"MT"')
    const becomes = { ...was, isChathamHouse: true }
    await secretariat.call('changeMeeting', { params: meeting, body: { was, becomes } })
    await page.goto('about:blank')
    await page.goto(address)
    await page.getByText('The Chatham House Rule applies').waitFor()
    await page.getByLabel('Dividing line').waitFor()
    expect(await page.getByLabel('Dividing line').inputValue()).toBe('Typed before the rule.')
    expect(await page.getByText('Who spoke, and how').count()).toBe(0)
    await expect.poll(kept, { timeout: 10_000 }).toContain('"said":[]')
    await page.getByRole('button', { name: 'Save for the leads' }).click()
    await page.getByRole('button', { name: 'Save for the leads' }).waitFor({ state: 'detached' })
    const { consolidation } = await secretariat.call('getReportBack', { params })
    expect([consolidation?.dividingLine, consolidation?.said]).toEqual(['Typed before the rule.', []])
  })

  it('[W566] what a colleague saved meanwhile is not written over unseen', async () => {
    const secretariat = await server.signIn('secretariat')
    const reported = () => secretariat.call('getReportBack', { params })
    const { page } = await openBrowser('secretariat', 'desktop')
    const address = `/positions/${positionId}/reports`
    const line = page.getByLabel('Dividing line')
    const save = page.getByRole('button', { name: 'Save for the leads' })
    await page.goto(address)
    await page.getByRole('button', { name: /^Put (the reports|them) together/ }).click()
    await page.getByRole('radio', { name: 'Partly' }).check()
    await line.fill('Half typed here.')
    await page.locator('[data-kept=kept]').waitFor()
    await page.goto('about:blank')
    const { reports, consolidation } = await reported()
    await secretariat.call('consolidateReports', {
      params,
      body: {
        id: crypto.randomUUID(),
        basedOn: reports.filter(({ counts }) => counts).map(({ id }) => id),
        replaces: consolidation?.id ?? null,
        outcome: 'not',
        said: [],
        conclusion: '',
        dividingLine: 'What a colleague saved.',
        nextStep: '',
        followUps: [],
      },
    })
    await page.goto(address)
    await page.getByText('Somebody has put the reports together since you began', { exact: false }).waitFor()
    await page.getByText('What a colleague saved.').waitFor()
    expect(await line.inputValue()).toBe('Half typed here.')
    expect(await violations(page)).toEqual([])
    await save.click()
    await page.getByRole('alert').getByText('have changed', { exact: false }).waitFor()
    expect((await reported()).consolidation?.dividingLine).toBe('What a colleague saved.')
    expect(await line.inputValue()).toBe('Half typed here.')
    await page.getByRole('button', { name: 'Save mine in its place' }).click()
    await save.waitFor({ state: 'detached' })
    expect((await reported()).consolidation?.dividingLine).toBe('Half typed here.')
  })

  it('[W398] form, reports and the report of a meeting break no rule of accessibility', async () => {
    for (const device of ['phone', 'desktop'] as const) {
      const { page } = await openBrowser('delegate-fi', device)
      await openForm(page, releaseId)
      for (const summary of await page.locator('form summary').all()) await summary.click()
      await page.getByRole('button', { name: 'Add a follow-up' }).click()
      await page.getByRole('button', { name: 'Add a document' }).click()
      expect(await violations(page), `form, ${device}`).toEqual([])
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
      const lead = await openBrowser('lead-se', device)
      for (const path of ['/positions/transposition-guide/reports', '/meetings/copen-previous/report']) {
        await lead.page.goto(path)
        await lead.page.getByText('SAMPLE', { exact: false }).first().waitFor()
        expect(await violations(lead.page), `${path}, ${device}`).toEqual([])
      }
    }
  })

  it('[W397] under the Chatham House Rule nobody can be named', async () => {
    const { tables } = server.storage
    const clients = await Promise.all(
      ['drafter-dk', 'lead-dk', 'lead-fi', 'lead-se'].map((id) => server.signIn(id)),
    )
    const [drafter, lead] = clients
    if (!drafter || !lead) throw new Error('Nobody signed in')
    await tables.meetings.insert({
      id: 'house',
      forumId: 'lewp-police',
      title: 'House',
      startsAt: '2026-01-12T09:00:00.000Z',
      endsAt: '2026-01-12T16:00:00.000Z',
      place: 'Brussels',
      status: 'held',
      isChathamHouse: true,
    })
    await tables.agendaItems.insert({
      id: 'house-1',
      meetingId: 'house',
      number: '1',
      title: 'An item',
      kind: 'exchange_of_views',
      documents: [],
      dossierId: 'europol',
    })
    const begun = await beginPosition(drafter, { agendaItemId: 'house-1', dossierId: 'europol' })
    const at = { positionId: begun.id }
    const shared = await sharePosition(drafter, begun)
    const frozen = await drafter.call('freezeVersion', {
      params: at,
      body: { revision: shared.revision, note: '' },
    })
    const version = frozen.versions[0]
    if (!version) throw new Error('Nothing was frozen')
    const reference = { versionNumber: version.number, contentHash: version.contentHash }
    const { round } = await lead.call('openRound', {
      params: at,
      body: {
        revision: frozen.revision,
        ...reference,
        deadline: new Date(Date.now() + 86_400_000).toISOString(),
        notice: '',
        openPointsReason: 'For a test',
      },
    })
    for (const client of clients.slice(1))
      await client.call('giveDecision', {
        params: at,
        body: { roundId: round?.id ?? '', ...reference, value: { kind: 'agree' } },
      })
    const { revision } = await lead.call('getPosition', { params: at })
    const { releaseInForce } = await lead.call('issueRelease', { params: at, body: { revision } })
    const { page } = await openBrowser('delegate-fi')
    await openForm(page, releaseInForce ?? '')
    await page.getByText('The Chatham House Rule applies').waitFor()
    expect(await page.getByText('Who spoke, and how').count()).toBe(0)
    await page.getByRole('radio', { name: 'Reflected', exact: true }).check()
    await page.getByRole('button', { name: 'Send the report' }).click()
    await state(page, 'sent').waitFor()
    const told = await (await server.signIn('delegate-fi')).ask(
      'POST',
      `/api/positions/${begun.id}/reports`,
      {
        body: {
          id: crypto.randomUUID(),
          releaseId: releaseInForce,
          personId: 'delegate-fi',
          country: 'FI',
          replaces: null,
          outcome: 'unknown',
          sections: [],
          said: [{ speaker: 'EL', stance: 'raised' }],
          facts: '',
          conclusion: '',
          assessment: { text: '', isShared: false },
          evidence: [],
          followUps: [],
        },
      },
    )
    expect(told.code).toBe('chatham_house')
  })

  it('[W567] what is kept of a consolidation that may not be finished any more can be copied and discarded', async () => {
    const { page } = await openBrowser('secretariat', 'desktop')
    const line = page.getByLabel('Dividing line')
    const begin = async (id: string, words: string) => {
      await page.goto(`/positions/${id}/reports`)
      await page.getByRole('button', { name: /^Put (the reports|them) together/ }).click()
      await line.fill(words)
      await page.locator('[data-kept=kept]').waitFor()
    }
    const left = page.getByRole('region', { name: 'Kept on this device' })
    const discard = page.getByRole('button', { name: 'Discard', exact: true })
    await begin(positionId, 'Typed before it was closed.')
    const secretariat = await server.signIn('secretariat')
    const { revision } = await secretariat.call('getPosition', { params })
    await secretariat.call('closePosition', { params, body: { revision } })
    // Also on the page that stood open.
    await left.getByText('Typed before it was closed.').waitFor()
    expect(await line.count()).toBe(0)
    await page.reload()
    await left.getByText('Typed before it was closed.').waitFor()
    expect(await violations(page)).toEqual([])
    await discard.click()
    await left.waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('heading', { name: 'What the delegations reported' }).waitFor()
    expect(await left.count()).toBe(0)

    await begin('transposition-guide', 'Typed before the role ended.')
    const { people } = server.storage.tables
    const ministryId = (await people.byId('secretariat'))?.ministryId ?? null
    await people.setRoles('secretariat', { ministryId, grants: [] }, new Date().toISOString())
    await page.reload()
    await left.waitFor()
    // What they may not read any more is not shown.
    expect(await page.getByText('Typed before the role ended.').count()).toBe(0)
    await discard.click()
    await left.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Your account' }).click()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.waitForURL('**/sign-in')
  })
})

describe('reporting back while the server is away', () => {
  let folder: string
  let running: ServerProcess
  let browser: Browser
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-report-'))
    running = await startServerProcess({ DATA_DIR: folder })
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await running.end('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })

  it('[W399] a report written on a phone while the server was killed arrives once when it is back', async () => {
    const { url } = running
    const delegate = await signIn(url, 'delegate-fi')
    const releaseId = (await delegate.call('getPosition', { params })).releaseInForce ?? ''
    const lead = await openAs(browser, url, 'lead-fi', { language: 'en' })
    await lead.page.goto(`/positions/${positionId}/reports`)
    await lead.page.getByText('Nobody has reported yet').waitFor()
    const { page } = await openAs(browser, url, 'delegate-fi', {
      language: 'en',
      viewport: viewports.phone,
    })
    await page.goto(`/read/${releaseId}`)
    await page.getByRole('link', { name: 'Report back from the meeting' }).waitFor()
    await running.end('SIGKILL')
    await page.getByRole('link', { name: 'Report back from the meeting' }).click()
    await page.getByRole('radio', { name: 'Partly' }).check()
    await page.getByLabel('The chair concluded').fill('Written in the cellar.')
    await page.getByRole('button', { name: 'Send the report' }).click()
    await state(page, 'waiting').waitFor()
    running = await startServerProcess({ DATA_DIR: folder, PORT: new URL(url).port })
    await state(page, 'sent').waitFor()
    await lead.page.getByText('Written in the cellar.').waitFor()
    const again = await signIn(url, 'lead-fi')
    expect((await again.call('getReportBack', { params })).reports).toHaveLength(1)
    // Nothing waits any more, whatever is opened.
    await page.reload()
    await state(page, 'sent').waitFor()
    expect((await again.call('getReportBack', { params })).reports).toHaveLength(1)
  })
})
