import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'

const launched: Browser[] = []

/** Chromium without a network of its own: it talks to the server under test and nobody else. */
export async function launchBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      // Letters stand where a screen of a person has them.
      '--font-render-hinting=none',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  launched.push(browser)
  return browser
}

/** Every page that is open in the browsers of this run. */
export function openPages(): readonly Page[] {
  return launched.flatMap((browser) => browser.contexts()).flatMap((context) => context.pages())
}

/** The widths and appearances every screen is looked at in. */
export const viewports = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const

/** Opens a browser profile in which a person of the sample workspace is signed in. */
export async function openAs(
  browser: Browser,
  url: string,
  personId: string | null,
  options: BrowserContextOptions & { readonly language?: string } = {},
): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  const { language, ...contextOptions } = options
  const context = await browser.newContext({
    baseURL: url,
    viewport: viewports.desktop,
    // Whoever looks at colours looks at those that stay, not at a dialog that is still fading in.
    reducedMotion: 'reduce',
    // Only where a test is about it: what it answers, no test could put something else in the place of.
    serviceWorkers: 'block',
    ...contextOptions,
  })
  if (personId !== null) {
    const signedIn = await context.request.post('/api/sample/session', { data: { personId } })
    if (signedIn.status() !== 201) throw new Error(`Could not sign in as ${personId}: ${signedIn.status()}`)
    if (language !== undefined) {
      await context.request.patch('/api/session', { data: { language }, headers: { origin: url } })
    }
  }
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    // A refused request is logged by the browser itself; the pages show those on purpose.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      faults.push(message.text())
    }
  })
  return { context, page, faults }
}

/**
 * Lets what the server answers at an address reach the page with its body changed. A page that is closed meanwhile needs
 * no answer.
 */
export async function changeBodies(
  page: Page,
  address: string,
  change: (body: string) => string,
): Promise<void> {
  await page.route(address, async (route) => {
    try {
      const response = await route.fetch()
      await route.fulfill({ response, body: change(await response.text()) })
    } catch (error) {
      if (page.isClosed()) return
      await page.waitForEvent('close', { timeout: 5_000 }).catch(() => {
        throw error
      })
    }
  })
}

/** The same for answers in JSON, which are changed in place. */
export function changeAnswers<Answer>(
  page: Page,
  address: string,
  change: (answer: Answer) => void,
): Promise<void> {
  return changeBodies(page, address, (body) => {
    const answer = JSON.parse(body) as Answer
    change(answer)
    return JSON.stringify(answer)
  })
}

/** Shows a page in light or in dark, and waits until its colours have gone over into those. */
export async function showIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.evaluate(async () => {
    // What is inside of something goes over after it, a frame later.
    for (let [frames, still] = [0, 0]; still < 3 && frames < 60; frames += 1) {
      await new Promise(requestAnimationFrame)
      still = document.getAnimations().some(({ playState }) => playState === 'running') ? 0 : still + 1
    }
  })
}
