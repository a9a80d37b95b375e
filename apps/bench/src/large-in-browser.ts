import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fragmentName, schemaVersion } from '@samsyn/editor'
import { syncMessage, syncPath } from '@samsyn/protocol'
import * as encoding from 'lib0/encoding'
import { type Browser, chromium, type Page } from 'playwright-core'
import { WebSocket } from 'ws'
import { writeUpdate } from 'y-protocols/sync'
import * as Y from 'yjs'
import { type Child, startChild } from './servers/child.ts'
import { residentKilobytes } from './servers/process-figures.ts'
import { keystrokes } from './texts/written-text.ts'

/**
 * Opens a draft of 260,000 keystrokes in Chromium: how long until somebody can type in it, and what the server's process holds with it open and after everybody has left. Needs the built web bundle.
 *
 *   node apps/bench/src/large-in-browser.ts
 */
const paragraphs = 200
const strokes = 1_300
const positionId = 'reporting-template'
const restAfterLeaving = 15_000

const folder = await mkdtemp(join(tmpdir(), 'samsyn-bench-'))
const program = resolve(fileURLToPath(import.meta.url), '../../../server/src/main.ts')
const env = {
  DATA_DIR: folder,
  PORT: '0',
  LOG_LEVEL: 'error',
  SYNC_MESSAGES_PER_SECOND: '1000000',
  SYNC_BYTES_PER_SECOND: '1000000000',
}
let server = await startChild(program, env)
let browser: Browser | null = null
try {
  const written = await writeLargeText(server)
  console.log(`written: ${written.updates} updates, ${written.characters} characters stand`)
  await server.end('SIGTERM')
  server = await startChild(program, env)
  const before = residentKilobytes(server.pid)
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  })
  for (const visit of ['cold', 'warm']) {
    const { page, toText } = await open(browser, server.url)
    const held = residentKilobytes(server.pid)
    console.log(
      `${visit}: ${toText.toFixed(0)} ms to a text one can type in; server ${mebibytes(held)} MB (${mebibytes(before)} MB before)`,
    )
    await page.context().close()
  }
  await new Promise((done) => setTimeout(done, restAfterLeaving))
  console.log(`everybody has left: server ${mebibytes(residentKilobytes(server.pid))} MB`)
} finally {
  await browser?.close()
  await server.end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
}

async function open(chrome: Browser, url: string): Promise<{ page: Page; toText: number }> {
  const context = await chrome.newContext({ baseURL: url })
  await context.request.post('/api/sample/session', { data: { personId: 'drafter-fi' } })
  const page = await context.newPage()
  const begun = performance.now()
  await page.goto(`/positions/${positionId}`)
  const editor = page.locator('.ProseMirror[contenteditable=true]')
  await editor.locator('p').nth(paragraphs).waitFor({ timeout: 120_000 })
  const toText = performance.now() - begun
  await editor.locator('p').last().click()
  await page.keyboard.type('x')
  await page.locator('[data-state=saved]').waitFor({ timeout: 60_000 })
  return { page, toText }
}

/** Types a text into the draft, keystroke by keystroke, as a person with a cookie. */
async function writeLargeText({ url }: Child): Promise<{ updates: number; characters: number }> {
  const session = await fetch(`${url}/api/sample/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId: 'drafter-dk' }),
  })
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? ''
  const ws = new WebSocket(`${url.replace('http', 'ws')}${syncPath}/${positionId}?schema=${schemaVersion}`, {
    headers: { cookie },
  })
  const ydoc = new Y.Doc()
  // The server says that something is saved only to those who have answered its question.
  ws.on('message', (data: Buffer) => {
    if (data[0] === syncMessage.sync && data[1] === 0) ws.send(Uint8Array.of(syncMessage.sync, 1, 2, 0, 0))
  })
  await new Promise((opened, failed) => ws.once('open', opened).once('error', failed))
  let updates = 0
  ydoc.on('update', (update: Uint8Array) => {
    updates += 1
    ws.send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, syncMessage.sync)
        writeUpdate(encoder, update)
      }),
    )
  })
  const section = new Y.XmlElement('section')
  section.setAttribute('id', 'bench')
  section.setAttribute('kind', 'background')
  ydoc.getXmlFragment(fragmentName).insert(0, [section])
  section.insert(0, [new Y.XmlElement('sectionTitle')])
  let characters = 0
  for (let number = 0; number < paragraphs; number += 1) {
    const paragraph = new Y.XmlElement('paragraph')
    section.insert(number + 1, [paragraph])
    const text = new Y.XmlText()
    paragraph.insert(0, [text])
    for (const { at, remove, insert } of keystrokes(strokes, 100 + number)) {
      if (remove > 0) text.delete(at, remove)
      else text.insert(at, insert)
    }
    characters += text.length
    // One paragraph ahead of the disk and no more.
    await saved(ws, number + 1)
  }
  ws.close()
  return { updates, characters }
}

/** Resolves when everything sent so far is on disk. */
function saved(ws: WebSocket, number: number): Promise<void> {
  ws.send(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, syncMessage.persisted)
      encoding.writeVarUint(encoder, number)
    }),
  )
  return new Promise((resolved) => {
    const hear = (data: Buffer) => {
      if (data[0] !== syncMessage.persisted) return
      ws.off('message', hear)
      resolved()
    }
    ws.on('message', hear)
  })
}

function mebibytes(kilobytes: number): string {
  return (kilobytes / 1024).toFixed(0)
}
