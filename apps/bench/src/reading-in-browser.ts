import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'
import { startChild } from './servers/child.ts'
import { quantile } from './workloads/statistics.ts'

/**
 * A final text on a phone on slow 4G, with nothing kept: from address to readable, what comes over the wire until then, and what
 * Lighthouse makes of the page. Needs the built web bundle; Lighthouse is fetched when it is asked for. `docs/performance.md` has the figures.
 *
 *   node apps/bench/src/reading-in-browser.ts [rounds] [--lighthouse]
 */
const rounds = Number(process.argv[2] ?? 9)
if (!Number.isInteger(rounds) || rounds < 1 || rounds > 50)
  throw new Error('rounds: a whole number from 1 to 50')
const lighthouse = 'lighthouse@13.5.0'
const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const here = (path: string) => resolve(fileURLToPath(import.meta.url), '..', path)
const run = promisify(execFile)

/** What Lighthouse calls slow 4G: round trip, and bytes a second down and up. */
const slow4g = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 96_000 }
const phone = { width: 390, height: 844 }

const folder = await mkdtemp(join(tmpdir(), 'samsyn-bench-'))
const samsyn = await startChild(here('../../server/src/main.ts'), {
  DATA_DIR: join(folder, 'data'),
  PORT: '0',
  LOG_LEVEL: 'error',
})
let browser: Browser | null = null
try {
  const cookie = await signedIn()
  const releaseId = await releaseInForce(cookie)
  const path = `/read/${releaseId}`
  browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const opened: { readable: number; script: number; all: number }[] = []
  for (let round = 0; round < rounds; round += 1) opened.push(await openCold(browser, cookie, path))
  const readable = opened.map((each) => each.readable).sort((one, other) => one - other)
  const [first] = opened
  process.stdout.write(
    [
      `readable, ms: median ${Math.round(quantile(readable, 0.5))}, slowest ${Math.round(readable.at(-1) ?? 0)} of ${rounds}`,
      `until then over the wire, kB: script ${kilobytes(first?.script)}, everything ${kilobytes(first?.all)}`,
      '',
    ].join('\n'),
  )
  if (process.argv.includes('--lighthouse')) {
    for (const address of [path, '/meetings/lewp-next/folder']) {
      const scores = await lighthouseScores(samsyn.url + address, cookie)
      process.stdout.write(`Lighthouse, ${address.split('/')[1]}: ${scores}\n`)
    }
  }
} finally {
  await browser?.close()
  await samsyn.end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
}

/** Opens a text in a new profile: from asking for its address until its speaking points are on the screen. */
async function openCold(browser: Browser, cookie: string, path: string) {
  const context = await browser.newContext({
    viewport: phone,
    deviceScaleFactor: 3,
    isMobile: true,
    hasTouch: true,
  })
  try {
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: samsyn.url }])
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', slow4g)
    const kinds = new Map<string, string>()
    const bytes = { script: 0, all: 0 }
    session.on('Network.responseReceived', ({ requestId, type }) => void kinds.set(requestId, type))
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      bytes.all += encodedDataLength
      if (kinds.get(requestId) === 'Script') bytes.script += encodedDataLength
    })
    await page.goto(samsyn.url + path, { waitUntil: 'commit' })
    const readable = await page
      .locator('section[data-kind=speaking_points] li')
      .first()
      .waitFor()
      .then(() =>
        page.evaluate(
          () =>
            new Promise<number>((shown) =>
              requestAnimationFrame(() => requestAnimationFrame(() => shown(performance.now()))),
            ),
        ),
      )
    return { readable, ...bytes }
  } finally {
    await context.close()
  }
}

/** Performance and accessibility of a page on a phone, of a hundred. */
async function lighthouseScores(address: string, cookie: string): Promise<string> {
  const report = join(folder, 'lighthouse.json')
  await run(
    process.env.LIGHTHOUSE ?? 'npx',
    [
      ...(process.env.LIGHTHOUSE ? [] : ['-y', lighthouse]),
      address,
      '--quiet',
      '--output=json',
      `--output-path=${report}`,
      '--only-categories=performance,accessibility,best-practices',
      `--extra-headers=${JSON.stringify({ Cookie: cookie })}`,
      '--chrome-flags=--headless --no-sandbox --disable-gpu',
    ],
    { env: { ...process.env, CHROME_PATH: chromiumPath }, timeout: 180_000 },
  )
  const { categories, audits } = JSON.parse(await readFile(report, 'utf8')) as {
    categories: Record<string, { score: number }>
    audits: Record<string, { displayValue?: string }>
  }
  const scores = Object.entries(categories).map(([name, { score }]) => `${name} ${Math.round(score * 100)}`)
  const paint = audits['largest-contentful-paint']?.displayValue ?? ''
  return [...scores, `largest paint ${paint}`].join(', ')
}

async function signedIn(): Promise<string> {
  const response = await fetch(`${samsyn.url}/api/sample/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId: 'delegate-se' }),
  })
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

async function releaseInForce(cookie: string): Promise<string> {
  const response = await fetch(`${samsyn.url}/api/positions/comment-periods`, { headers: { cookie } })
  return ((await response.json()) as { releaseInForce: string }).releaseInForce
}

function kilobytes(bytes = 0): string {
  return (bytes / 1000).toFixed(0)
}
