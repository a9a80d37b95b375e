import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs } from './support/browser.ts'

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

it('[W265] [W557] a lead’s deputy asks for more time, another lead grants it, and everybody sees both', async () => {
  const lead = await server.signIn('lead-fi')
  const to = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString()
  await lead.call('nameDeputy', { body: { deputyId: 'drafter-fi', from: null, to } })
  const open = async (personId: string) => {
    const { context, page } = await openAs(browser, server.url, personId, { language: 'en' })
    contexts.push(context)
    await page.goto('/positions/yearly-overview/versions/2')
    await page.locator('article').waitFor()
    return page
  }
  const [finland, sweden] = await Promise.all([open('drafter-fi'), open('lead-se')])
  await finland.getByRole('button', { name: 'Ask for more time', exact: true }).click()
  const asking = finland.getByRole('dialog')
  await asking.locator('textarea').fill('The committee meets that morning.')
  const date = asking.locator('input[type=date]')
  const proposed = await date.inputValue()
  await date.fill('2026-01-01')
  await asking.locator('button[type=submit]').click()
  await asking.getByText('Set a deadline later than the one there is.').waitFor()
  await date.fill(proposed)
  await asking.locator('button[type=submit]').click()
  await asking.waitFor({ state: 'hidden' })

  const asked = sweden.locator('[data-asked=FI]', { hasText: 'The committee meets that morning.' })
  await asked.getByText('Drafter, Finland, deputy for National lead, Finland').waitFor()
  expect(await violations(sweden)).toEqual([])
  expect(await finland.getByRole('button', { name: 'Grant more time' }).count()).toBe(0)
  await sweden.getByRole('button', { name: 'Grant more time', exact: true }).click()
  const granting = sweden.getByRole('dialog')
  expect(await granting.locator('input[type=date]').inputValue()).toBe(proposed)
  await granting.locator('button[type=submit]').click()
  await granting.waitFor({ state: 'hidden' })
  for (const page of [finland, sweden]) {
    await page.getByText('Extended. The first deadline was').waitFor()
    await page.locator('[data-asked=FI]').waitFor({ state: 'detached' })
  }
})
