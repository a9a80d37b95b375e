import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs } from './support/browser.ts'
import { giveDevice } from './support/passkeys.ts'

describe('people', () => {
  let server: TestServer
  let browser: Browser
  beforeAll(async () => {
    server = await startTestServer({ SAMPLE_WORKSPACE: 'off' })
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  it('[W150] [W151] the first administrator comes in by the link with keys alone, signs out and in again', async () => {
    const { context, page, faults } = await openAs(browser, server.origin, null, { locale: 'en' })
    const device = await giveDevice(page)
    await page.goto(server.setUpLink ?? '')
    await page.getByRole('heading', { name: 'Set up Samsyn' }).waitFor()
    expect(await violations(page)).toEqual([])
    const register = page.getByRole('button', { name: 'Register a passkey and go in' })
    await register.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
    await page.getByText('Enter your name.').waitFor()
    await page.keyboard.type('Astrid Berg')
    await device.verify(false)
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('No passkey was registered').waitFor()
    expect(await violations(page)).toEqual([])
    await device.verify(true)
    await page.keyboard.press('Enter')
    const account = page.getByRole('button', { name: 'Your account: Astrid Berg' })
    await account.waitFor()
    expect(await device.count()).toBe(1)
    expect(new URL(page.url()).pathname).toBe('/')
    await page.goto(server.setUpLink ?? '')
    await page.getByRole('heading', { name: 'This link doesn’t work any more' }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.goto('/meetings')
    await account.press('Enter')
    await page.getByRole('button', { name: 'Sign out' }).press('Enter')
    const signIn = page.getByRole('button', { name: 'Sign in with a passkey' })
    await signIn.waitFor()
    expect(await violations(page)).toEqual([])
    await device.verify(false)
    await signIn.press('Enter')
    await page.getByRole('alert').getByText('No passkey was used').waitFor()
    await device.verify(true)
    await page.goto('/meetings')
    await signIn.press('Enter')
    await account.waitFor()
    expect(new URL(page.url()).pathname).toBe('/meetings')
    expect(faults).toEqual([])
    await context.close()
  })

  it('[W152] at another address of the server the page says where passkeys work', async () => {
    const { context, page } = await openAs(browser, server.url, null, { locale: 'en' })
    await page.goto('/sign-in')
    const link = page.getByRole('link', { name: server.origin })
    await link.waitFor()
    expect(await link.getAttribute('href')).toBe(`${server.origin}/sign-in`)
    expect(await page.getByRole('button', { name: /passkey/ }).count()).toBe(0)
    await context.close()
  })
})
