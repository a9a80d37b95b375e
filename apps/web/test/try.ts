import { startTestServer } from '../../server/test/support/test-server.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

const server = await startTestServer({ WEB_DIST: '/tmp/standin/dist' })
const browser = await launchBrowser()
const a = await openAs(browser, server.url, 'drafter-dk')
const b = await openAs(browser, server.url, 'drafter-fi', {
  viewport: viewports.phone,
  colorScheme: 'dark',
  language: 'fi',
})
for (const x of [a, b]) {
  await x.page.goto('/positions/reporting-template')
  await x.page
    .locator('.ProseMirror h2')
    .first()
    .waitFor({ timeout: 8000 })
    .catch(async (e) => console.log(String(e).slice(0, 200), await x.page.locator('body').innerText()))
}
await a.page.locator('.ProseMirror p').nth(1).click()
await a.page.keyboard.press('End')
await a.page.keyboard.type(' Typed from Copenhagen.')
await a.page.waitForTimeout(600)
await b.page.waitForTimeout(300)
console.log('b has it:', (await b.page.locator('.ProseMirror').innerText()).includes('Typed from Copenhagen'))
console.log(await a.page.locator('[data-state]').first().innerText())
await a.page.screenshot({ path: '/tmp/standin/a.png' })
await b.page.screenshot({ path: '/tmp/standin/b.png' })
await b.page.screenshot({ path: '/tmp/standin/b-full.png', fullPage: true })
console.log(a.faults, b.faults)
await browser.close()
await server.stop()
