import type { CountryCode } from '@samsyn/domain'
import type { RouteResponse } from '@samsyn/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSample } from '../../server/src/sample/load-sample.ts'
import { sampleWorkspace } from '../../server/src/sample/sample-workspace.ts'
import { accept, linkFor, tokenOf } from '../../server/test/support/accounts.ts'
import { type Client, startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { changeAnswers, launchBrowser, openAs, viewports } from './support/browser.ts'
import { giveDevice } from './support/passkeys.ts'

const path = '/positions/yearly-overview/versions/2'

describe('signing a decision', () => {
  let server: TestServer
  let browser: Browser
  let administrator: Client
  beforeAll(async () => {
    // A workspace that is set up for real, with the positions of the sample in it.
    server = await startTestServer({ SAMPLE_WORKSPACE: 'off' })
    administrator = (await accept(server, tokenOf(server.setUpLink))).client
    const content = sampleWorkspace({ now: new Date().toISOString() })
    await server.storage.transaction((tables) => loadSample(tables, content))
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  /** Comes in as the lead of Finland, by an invitation and with a passkey of their own. */
  async function joinAsLead() {
    const link = await linkFor(server, administrator, {
      name: 'Aino Laine',
      country: 'FI',
      ministry: { kind: 'new', name: 'Oikeusministeriö', nameInEnglish: 'Ministry of Justice' },
      roles: [{ role: 'lead', readsDrafts: false }],
    })
    const opened = await openAs(browser, server.origin, null, { locale: 'en' })
    const device = await giveDevice(opened.page)
    await opened.page.goto(link)
    await opened.page.getByRole('button', { name: 'Register a passkey and go in' }).click()
    await opened.page.getByRole('button', { name: /^Your account:.*Aino Laine/ }).waitFor()
    return { ...opened, device }
  }
  /** All that a country has answered in the open round, as the server has it. */
  async function decisionsOf(country: CountryCode) {
    const position = await server.storage.tables.positions.byId('yearly-overview')
    const decisions = position && 'round' in position.life ? position.life.round.decisions : []
    return decisions.filter((given) => given.country === country).map(({ value }) => value)
  }
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

  it('[W280] [W281] [W282] [W283] a lead signs what the page shows, and nothing else', async () => {
    const { context, page, device, faults } = await joinAsLead()
    const sent: string[] = []
    page.on('request', (request) => sent.push(new URL(request.url()).pathname.split('/').at(-1) ?? ''))
    const dialog = page.getByRole('dialog')
    const confirm = dialog.locator('button[type=submit]')
    await page.goto(path)
    await page.getByText('You sign with your passkey').waitFor()

    // The prompt of the device is cancelled: what was typed stays.
    await button(page, 'Object').click()
    // A line is begun and left empty: the server leaves it out, and so does the page.
    await dialog.locator('textarea').fill('Six weeks are too few.\n')
    await device.verify(false)
    await confirm.click()
    await dialog.getByRole('alert').getByText('Nothing was signed.').waitFor()
    expect(await dialog.locator('textarea').inputValue()).toBe('Six weeks are too few.\n')
    expect(sent).not.toContain('decision-signatures')
    await device.verify(true)
    await confirm.click()
    await dialog.waitFor({ state: 'hidden' })
    const ours = page.locator('tbody[data-decision=object]', { hasText: 'Finland' })
    await ours.getByText('Signed with a passkey').waitFor()
    // The others of the sample were picked from a list.
    await page.locator('tbody', { hasText: 'Not signed' }).first().waitFor()

    const given = async () => (await decisionsOf('FI')).map(({ kind }) => kind)
    await button(page, 'Propose an amendment').click()
    await dialog.getByLabel('The words of the passage').fill('longer than ten pages ')
    await dialog.getByLabel('The words that should stand instead').fill('longer than twelve pages\n')
    await confirm.click()
    await dialog.waitFor({ state: 'hidden' })
    await button(page, 'Agree with a reservation').click()
    await dialog.getByLabel('The reservation in words').fill('It is being looked at.\n')
    await confirm.click()
    await dialog.waitFor({ state: 'hidden' })
    expect(await given()).toEqual(['object', 'propose_amendment', 'agree_with_reservation'])

    // Cancelled while the server prepares it, or while the device asks: nothing is decided.
    await page.evaluate(() => {
      const { credentials } = navigator
      const get = credentials.get.bind(credentials)
      document.body.setAttribute('data-asked', 'not yet')
      credentials.get = (options) => {
        document.body.setAttribute('data-asked', 'asking')
        return get(options).catch((error: Error) => {
          document.body.setAttribute('data-asked', error.name)
          throw error
        })
      }
    })
    const asked = () => page.evaluate(() => document.body.getAttribute('data-asked'))
    const cancel = dialog.getByRole('button', { name: 'Cancel' })
    sent.length = 0
    const held = Promise.withResolvers<void>()
    const answered = Promise.withResolvers<void>()
    await page.route('**/decision-statements', async (route) => {
      const response = await route.fetch()
      await held.promise
      // Nobody waits for it any more.
      await route.fulfill({ response }).catch(() => undefined)
      answered.resolve()
    })
    await button(page, 'Object').click()
    await confirm.click()
    await expect.poll(() => sent).toContain('decision-statements')
    await cancel.click()
    await dialog.waitFor({ state: 'hidden' })
    held.resolve()
    await answered.promise
    await page.unroute('**/decision-statements')
    await device.putAway()
    await button(page, 'Object').click()
    expect(await dialog.locator('textarea').inputValue()).toBe('Six weeks are too few.\n')
    await confirm.click()
    await expect.poll(asked).toBe('asking')
    await cancel.click()
    await dialog.waitFor({ state: 'hidden' })
    await expect.poll(asked).toBe('AbortError')
    await device.takeBack()
    expect(sent).not.toContain('decision-signatures')
    expect(await given()).toHaveLength(3)

    // On a phone; and a server that would have something else signed.
    await page.setViewportSize(viewports.phone)
    await changeAnswers<RouteResponse<'prepareDecision'>>(page, '**/decision-statements', ({ statement }) => {
      statement.version.contentHash = 'f'.repeat(64)
    })
    sent.length = 0
    await button(page, 'Agree').click()
    await confirm.click()
    await dialog.getByRole('alert').getByText('is not what this page shows').waitFor()
    expect(sent).not.toContain('decision-signatures')
    await page.unroute('**/decision-statements')
    await confirm.click()
    await dialog.waitFor({ state: 'hidden' })
    const agreed = page.locator('tbody[data-decision=agree]', { hasText: 'Finland' })
    await agreed.getByText('Signed with a passkey').waitFor()
    expect(await violations(page)).toEqual([])

    // At another address of the same server passkeys do not work, and the page says where they do.
    const cookies = await context.cookies()
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, domain: '127.0.0.1' })))
    await page.goto(server.url + path)
    await page.getByRole('link', { name: server.origin }).waitFor()
    expect(await button(page, 'Object').count()).toBe(0)
    const people = await server.storage.tables.people.all()
    const personId = people.find(({ name, country }) => name === 'Aino Laine' && country === 'FI')?.id ?? ''
    for (const { id } of await server.storage.tables.passkeys.byPerson(personId))
      await server.storage.tables.passkeys.remove(id)
    await page.goto(server.origin + path)
    await page.getByText('You have no passkey, and a decision has to be signed with one.').waitFor()
    expect(await button(page, 'Object').count()).toBe(0)
    expect(await violations(page)).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })
})
