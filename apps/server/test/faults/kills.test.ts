import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStorage } from '@samsyn/storage'
import { readHistory } from '@samsyn/sync'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type Drafter, eventually, openDraft } from '../support/drafter.ts'
import {
  countSentences,
  faultsOf,
  isLong,
  report,
  seed,
  sentenceOf,
  sentencePattern,
} from '../support/faults.ts'
import { startServerProcess } from '../support/server-process.ts'
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { type Client, signIn } from '../support/test-server.ts'

const positionId = 'reporting-template'
const rounds = isLong ? 200 : 12
const people = ['drafter-dk', 'drafter-fi', 'drafter-is', 'drafter-no', 'drafter-se']

/** One person at a page that lives through the kills, and what they typed on it. */
interface Typist {
  readonly personId: string
  readonly client: Client
  page: Drafter
  /** In the order of the acknowledgements. */
  typed: string[]
}

const round = fc.record({
  /** The kill comes when so many more are acknowledged. */
  killAfter: fc.integer({ min: 1, max: 80 }),
  /** The line of one person breaks when so many are. */
  cutAfter: fc.integer({ min: 1, max: 80 }),
  /** Who reloads their page while the server is gone: what was not acknowledged goes with it. */
  reloads: fc.integer({ min: 0, max: people.length - 1 }),
  /** How much each types while the server is gone. */
  offline: fc.integer({ min: 0, max: 3 }),
})

describe('a server that is killed', () => {
  let folder: string
  let proxy: TcpProxy
  const pages: Drafter[] = []
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-kills-'))
    proxy = await openTcpProxy()
  })
  afterEach(() => {
    for (const page of pages.splice(0)) page.leave()
  })
  afterAll(async () => {
    await proxy.close()
    await rm(folder, { recursive: true, force: true })
  })
  const open = (client: Client) => {
    const page = openDraft(client, positionId)
    pages.push(page)
    return page
  }

  it(`[A33] loses and doubles nothing that was acknowledged or shown, ${rounds} kills, seed ${seed}`, {
    timeout: isLong ? 3_600_000 : 240_000,
  }, async ({ task }) => {
    const owed = new Set<string>()
    const everTyped = new Set<string>()
    let [acknowledged, received, kills] = [0, 0, 0]
    let typists: Typist[] = []
    const type = (typist: Typist, roundNumber: number) => {
      const sentence = sentenceOf(roundNumber, typist.personId, everTyped.size)
      everTyped.add(sentence)
      typist.typed.push(sentence)
      typist.page.type(sentence)
    }
    const settled = ({ page, typed }: Typist) => typed.slice(0, page.acknowledged)

    for (const [number, { killAfter, cutAfter, reloads, offline }] of fc
      .sample(round, { numRuns: rounds, seed })
      .entries()) {
      proxy.leadTo(null)
      const server = await startServerProcess({ DATA_DIR: folder, LOG_LEVEL: 'silent' })
      // A reader who comes first sees what the disk holds, before any page can bring something back.
      const reader = openDraft(await signIn(server.url, 'drafter-dk'), positionId)
      await reader.synced()
      expect(faultsOf(owed, reader.text())).toEqual([])
      reader.leave()

      proxy.leadTo(server.url)
      if (typists.length === 0) {
        typists = await Promise.all(
          people.map(async (personId) => {
            const client = await signIn(proxy.url, personId)
            return { personId, client, page: open(client), typed: [] }
          }),
        )
      }
      await Promise.all(typists.map(({ page }) => page.synced()))
      const settledNow = () => typists.reduce((sum, typist) => sum + settled(typist).length, 0)
      const before = settledNow()
      let isOver = false
      const typing = typists.map(async (typist) => {
        while (!isOver) {
          await eventually(() => isOver || typist.typed.length - typist.page.acknowledged < 20)
          if (!isOver) type(typist, number)
          await new Promise((resolve) => setImmediate(resolve))
        }
      })
      await eventually(() => settledNow() - before >= Math.min(cutAfter, killAfter))
      if (cutAfter < killAfter) proxy.cut()
      await eventually(() => settledNow() - before >= killAfter)
      const ended = server.end('SIGKILL')
      isOver = true
      expect(await ended).toBe('SIGKILL')
      kills += 1
      await Promise.all(typing)

      const typedBy = new Map(typists.map(({ personId, typed }) => [personId, new Set(typed)]))
      for (const typist of typists) {
        for (const sentence of settled(typist)) owed.add(sentence)
        for (const sentence of countSentences(typist.page.text()).keys()) {
          if (!typedBy.get(typist.personId)?.has(sentence)) owed.add(sentence)
        }
        for (let more = 0; more < offline; more += 1) type(typist, number)
      }
      acknowledged += settledNow() - before
      const reloading = typists[reloads]
      if (reloading) {
        reloading.page.leave()
        reloading.page = open(reloading.client)
        reloading.typed = []
      }
    }

    const server = await startServerProcess({ DATA_DIR: folder, LOG_LEVEL: 'silent' })
    proxy.leadTo(server.url)
    await Promise.all(typists.map(({ page }) => page.synced()))
    await Promise.all(typists.map(({ page }) => page.saved()))
    // What a living page holds gets in, acknowledged or not.
    for (const { typed } of typists) for (const sentence of typed) owed.add(sentence)
    const first = typists[0]?.page
    await eventually(() => typists.every(({ page }) => page.text() === first?.text()))
    const text = first?.text() ?? ''
    expect(faultsOf(owed, text)).toEqual([])
    expect([...countSentences(text).keys()].filter((sentence) => !everTyped.has(sentence))).toEqual([])
    received = owed.size
    expect(await server.end('SIGTERM')).toBe(0)

    const storage = await openStorage({ kind: 'sqlite', path: join(folder, 'samsyn.sqlite') })
    try {
      expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: true })
      const entries = await storage.updateLog.history(positionId)
      const replayed = new Y.Doc()
      for (const { update } of entries) Y.applyUpdate(replayed, update)
      expect(replayed.getXmlFragment('default').toString()).toBe(text)
      expect(replayed.store.pendingStructs).toBeNull()
      const misattributed = readHistory(entries)
        .passages('default')
        .flatMap(({ text: passage, personId }) =>
          [...passage.matchAll(sentencePattern)].filter(([, , author]) => author !== personId),
        )
      expect(misattributed).toEqual([])
      expect(acknowledged).toBeGreaterThan(rounds)
      report(task.meta, 'kill -9', {
        kills,
        typed: everTyped.size,
        acknowledged,
        'acknowledged, received or still on a page': received,
        'log entries': entries.length,
        lost: 0,
        doubled: 0,
      })
    } finally {
      await storage.close()
    }
  })
})
