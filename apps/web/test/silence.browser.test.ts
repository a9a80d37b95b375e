import { isWorkingDay } from '@samsyn/domain'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confirmAddress, startMailServer } from '../../server/test/support/mail-server.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs } from './support/browser.ts'

const params = { positionId: 'yearly-overview' }

describe('a silence procedure', () => {
  let server: TestServer
  let browser: Browser
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    browser = await launchBrowser()
    server = await startTestServer()
  })
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()))
    await browser.close()
    await server.stop()
  })

  it('[W263] [W264] is opened for what it is, and broken for everybody by an amendment', async () => {
    const secretariat = await server.signIn('secretariat')
    const { revision } = await secretariat.call('getPosition', { params })
    const reopened = await secretariat.call('reopenDraft', { params, body: { revision, reason: 'Again.' } })
    const { latestVersion } = await secretariat.call('freezeVersion', {
      params,
      body: { revision: reopened.revision, note: '' },
    })
    const open = async (personId: string) => {
      const { context, page } = await openAs(browser, server.url, personId, { language: 'en' })
      contexts.push(context)
      await page.goto(`/positions/yearly-overview/versions/${latestVersion}`)
      await page.locator('article').waitFor()
      return page
    }
    const [sweden, finland] = await Promise.all([open('lead-se'), open('lead-fi')])
    await sweden.getByRole('button', { name: 'Open a sign-off round', exact: true }).click()
    const opening = sweden.getByRole('dialog')
    await opening.getByLabel('Silence procedure').check()
    await opening.getByText('the leads are told in Samsyn only').waitFor()
    // A night is no time for a silence to end: the server says so.
    const time = opening.locator('input[inputmode=numeric]')
    expect(await time.inputValue()).toBe('12:00')
    await time.fill('23:00')
    await opening.locator('button[type=submit]').click()
    await opening.getByText('A silence ends between 10:00 and 18:00').waitFor()
    // Far enough ahead that no holidays make it too short.
    let date = Temporal.Now.plainDateISO('Europe/Brussels').add({ weeks: 4 })
    while (!isWorkingDay(date.toString(), 'EU')) date = date.add({ days: 1 })
    await opening.locator('input[type=date]').fill(date.toString())
    await time.fill('12:00')
    await opening.locator('button[type=submit]').click()
    await opening.waitFor({ state: 'hidden' })

    await finland.getByText('recorded as tacit, never as having signed').waitFor()
    await finland.getByRole('button', { name: 'Propose an amendment', exact: true }).click()
    const amending = finland.getByRole('dialog')
    await amending.getByText('This breaks the silence at once').waitFor()
    await amending.getByLabel('The words of the passage').fill('longer than ten pages')
    await amending.getByLabel('The words that should stand instead').fill('longer than twelve pages')
    await amending.locator('button[type=submit]').click()
    await amending.waitFor({ state: 'hidden' })
    for (const page of [finland, sweden]) {
      await page.getByText('Not agreed: the silence was broken').waitFor()
      await page.locator('tbody[data-decision=propose_amendment]', { hasText: 'twelve pages' }).waitFor()
    }
  })

  it('[W636] names each party whose leads no mail reaches, and why, as it is when a silence is chosen', async () => {
    const post = await startMailServer()
    const mailing = await startTestServer({
      SMTP_URL: `smtp://127.0.0.1:${post.port}`,
      MAIL_FROM: 'Samsyn <samsyn@example.org>',
    })
    try {
      const secretariat = await mailing.signIn('secretariat')
      const { revision } = await secretariat.call('getPosition', { params })
      const reopened = await secretariat.call('reopenDraft', { params, body: { revision, reason: 'Again.' } })
      const { latestVersion } = await secretariat.call('freezeVersion', {
        params,
        body: { revision: reopened.revision, note: '' },
      })
      for (const country of ['dk', 'fi', 'se'])
        await confirmAddress(await mailing.signIn(`lead-${country}`), post, `lead-${country}@example.org`)
      const { context, page } = await openAs(browser, mailing.url, 'lead-se', { language: 'en' })
      contexts.push(context)
      await page.goto(`/positions/yearly-overview/versions/${latestVersion}`)
      await page.locator('article').waitFor()
      // Not told by any event: what the page knows is older.
      await confirmAddress(await mailing.signIn('lead-no'), post, 'lead-no@example.org')
      await page.getByRole('button', { name: 'Open a sign-off round', exact: true }).click()
      const opening = page.getByRole('dialog')
      const note = opening.locator('[data-lead-reach]')
      expect(await note.count()).toBe(0)
      await opening.getByLabel('Silence procedure').check()
      await note
        .getByText('Iceland: no lead gets such mails at a confirmed address.', { exact: true })
        .waitFor()
      expect(await violations(page)).toEqual([])
      await opening.locator('button[type=submit]').click()
      await opening.getByText('mails reach no lead, so silence cannot be taken for consent').waitFor()
      await opening.getByLabel('Explicit').check()
      await expect.poll(() => note.count()).toBe(0)
    } finally {
      await mailing.stop()
      await post.stop()
    }
  })
})
