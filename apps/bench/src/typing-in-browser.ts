import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { schemaVersion } from '@samsyn/editor'
import { syncPath } from '@samsyn/protocol'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { type Colleague, joinAs, type Place, writeHundredPages } from './browser/colleagues.ts'
import { startChild } from './servers/child.ts'
import { quantile } from './workloads/statistics.ts'

/**
 * W8: typing in a draft of 100 pages with 24 colleagues who write in it, in Chromium, beside a page with Tiptap and Yjs
 * and nothing else on the same text: from key to paint, and from address to the first letter. The two take turns. Needs
 * the built web bundle; `docs/performance.md` has the figures.
 *
 *   node apps/bench/src/typing-in-browser.ts [rounds]
 */
const rounds = Number(process.argv[2] ?? 3)
if (!Number.isInteger(rounds) || rounds < 1 || rounds > 20)
  throw new Error('rounds: a whole number from 1 to 20')
const strokes = 150
const between = 120
const colleagues = 24
const people = ['drafter-dk', 'drafter-fi', 'drafter-is', 'drafter-no', 'drafter-se'] as const
const positionId = 'reporting-template'
const here = (path: string) => resolve(fileURLToPath(import.meta.url), '..', path)

/** One of the two pages under measurement. */
interface Candidate {
  readonly name: 'bare' | 'samsyn'
  readonly place: (person: number) => Place
  readonly address: string
  readonly signIn: ((page: Page) => Promise<unknown>) | null
}

interface Figures {
  readonly opened: number
  readonly strokes: readonly number[]
}

const folder = await mkdtemp(join(tmpdir(), 'samsyn-bench-'))
const samsyn = await startChild(here('../../server/src/main.ts'), {
  DATA_DIR: join(folder, 'data'),
  PORT: '0',
  LOG_LEVEL: 'error',
  SYNC_BYTES_PER_SECOND: '100000000',
})
const plain = await startChild(here('programs/y-websocket.ts'), {})
await build({
  root: here('browser/bare-page'),
  logLevel: 'error',
  build: { outDir: join(folder, 'bare'), emptyOutDir: true, target: 'es2024' },
})
const files = serve(join(folder, 'bare'))
let browser: Browser | null = null
try {
  const cookies = await Promise.all(people.map((personId) => cookieOf(personId)))
  const candidates: readonly Candidate[] = [
    {
      name: 'bare',
      place: () => ({ server: plain.url, room: 'pages', params: {}, cookie: '' }),
      address: `${await files.address}/index.html?server=${encodeURIComponent(plain.url)}&room=pages`,
      signIn: null,
    },
    {
      name: 'samsyn',
      place: (person) => ({
        server: `${samsyn.url.replace('http', 'ws')}${syncPath}`,
        room: positionId,
        params: { schema: String(schemaVersion) },
        cookie: cookies[person % cookies.length] ?? '',
      }),
      address: `${samsyn.url}/positions/${positionId}`,
      signIn: (page) =>
        page.request.post(`${samsyn.url}/api/sample/session`, { data: { personId: 'drafter-fi' } }),
    },
  ]
  for (const { place } of candidates) {
    const author = await joinAs(place(0))
    writeHundredPages(author.ydoc)
    await new Promise((done) => setTimeout(done, 2_000))
    author.leave()
  }
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  })
  const all = new Map<string, Figures[]>()
  for (let round = 0; round < rounds; round += 1) {
    for (const candidate of round % 2 === 0 ? candidates : candidates.toReversed()) {
      const figures = await measure(browser, candidate, round)
      all.set(candidate.name, [...(all.get(candidate.name) ?? []), figures])
      console.log(`${round + 1}/${rounds} ${candidate.name.padEnd(6)} ${inWords(summary([figures]))}`)
    }
  }
  const [bare, ours] = [summary(all.get('bare') ?? []), summary(all.get('samsyn') ?? [])]
  console.log(`\nbare   ${inWords(bare)}\nsamsyn ${inWords(ours)}`)
  const ratio = (name: keyof typeof bare) => (ours[name] / bare[name]).toFixed(2)
  console.log(
    `ratio  median ${ratio('median')}, p95 ${ratio('p95')} (≤ 1.3), open ${ratio('opened')} (≤ 1.5)`,
  )
} finally {
  await browser?.close()
  files.close()
  await Promise.all([samsyn.end('SIGTERM'), plain.end('SIGTERM')])
  await rm(folder, { recursive: true, force: true })
}

async function measure(chrome: Browser, candidate: Candidate, round: number): Promise<Figures> {
  const others: Colleague[] = []
  for (let person = 0; person < colleagues; person += 1) {
    const colleague = await joinAs(candidate.place(person))
    others.push(colleague)
    colleague.write(round * 100 + person)
  }
  const page = await (await chrome.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  try {
    await candidate.signIn?.(page)
    await page.addInitScript(() => {
      const painted: number[] = []
      Object.assign(globalThis, { painted })
      addEventListener(
        'keydown',
        ({ timeStamp }) =>
          requestAnimationFrame(() => {
            // A message posted in a frame is read when the frame has been painted.
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => painted.push(performance.now() - timeStamp)
            port2.postMessage(null)
          }),
        true,
      )
    })
    const begun = performance.now()
    await page.goto(candidate.address, { waitUntil: 'commit' })
    // Looked for in every frame of the page: a locator that waits looks twice a second, which is half of what is measured.
    await page.waitForFunction(
      () => document.querySelectorAll('.ProseMirror[contenteditable=true] p').length > 900,
    )
    await page.locator('.ProseMirror p').nth(1).click()
    await type(page, 1)
    const opened = performance.now() - begun
    await new Promise((done) => setTimeout(done, 2_000))
    const before = (await painted(page)).length
    for (let stroke = 1; stroke <= strokes; stroke += 1) {
      await type(page, before + stroke)
      await new Promise((done) => setTimeout(done, between))
    }
    return { opened, strokes: (await painted(page)).slice(before) }
  } finally {
    await page.context().close()
    for (const colleague of others) colleague.leave()
  }
}

/** Presses a key and waits until so many are painted in all. */
async function type(page: Page, count: number): Promise<void> {
  await page.keyboard.press('e')
  await page.waitForFunction((least) => Reflect.get(globalThis, 'painted').length >= least, count)
}

function painted(page: Page): Promise<number[]> {
  return page.evaluate(() => Reflect.get(globalThis, 'painted') as number[])
}

function summary(figures: readonly Figures[]) {
  const all = figures.flatMap((one) => one.strokes)
  const opened = figures.map((one) => one.opened)
  return { median: quantile(all, 0.5), p95: quantile(all, 0.95), opened: quantile(opened, 0.5) }
}

function inWords({ median, p95, opened }: ReturnType<typeof summary>): string {
  return `key to paint median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms; address to first letter ${opened.toFixed(0)} ms`
}

async function cookieOf(personId: string): Promise<string> {
  const response = await fetch(`${samsyn.url}/api/sample/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId }),
  })
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

/** The files of a folder over HTTP, on a port of the system's choice. */
function serve(root: string): { address: Promise<string>; close(): void } {
  const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' }
  const http = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://bench.invalid')
    readFile(join(root, pathname)).then(
      (bytes) => response.setHeader('content-type', types[extname(pathname)] ?? 'text/plain').end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  const address = new Promise<string>((listening) => {
    http.listen(0, '127.0.0.1', () => listening(`http://127.0.0.1:${(http.address() as AddressInfo).port}`))
  })
  return { address, close: () => http.close() }
}
