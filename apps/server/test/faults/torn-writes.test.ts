import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStorage } from '@samsyn/storage'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDraft } from '../support/drafter.ts'
import { countSentences, faultsOf, isLong, report, seed, sentenceOf } from '../support/faults.ts'
import { startServerProcess } from '../support/server-process.ts'
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { type Client, signIn } from '../support/test-server.ts'
import { damage, damages, readWalEnd, type WalEnd } from '../support/write-ahead-log.ts'

const positionId = 'reporting-template'
const rounds = isLong ? 100 : 6
const silent = { LOG_LEVEL: 'silent' }

const round = fc.record({
  what: fc.constantFrom(...damages),
  sentences: fc.integer({ min: 3, max: 12 }),
  /** How far before the end the damage begins, in thousandths of what was written in this round. */
  back: fc.integer({ min: 1, max: 999 }),
})

describe('a write that was torn', () => {
  let folder: string
  let proxy: TcpProxy
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-torn-'))
    proxy = await openTcpProxy()
  })
  afterAll(async () => {
    await proxy.close()
    await rm(folder, { recursive: true, force: true })
  })

  it(`[A57] takes with it what was written after it, and nothing before, ${rounds} times, seed ${seed}`, {
    timeout: isLong ? 3_600_000 : 120_000,
  }, async ({ task }) => {
    const wal = join(folder, 'samsyn.sqlite-wal')
    const typed: string[] = []
    let writer: ReturnType<typeof openDraft> | null = null
    let reading: Client | null = null
    let [survived, torn] = [0, 0]
    try {
      for (const [number, { what, sentences, back }] of fc
        .sample(round, { numRuns: rounds, seed })
        .entries()) {
        const server = await startServerProcess({ DATA_DIR: folder, ...silent })
        proxy.leadTo(server.url)
        writer ??= openDraft(await signIn(proxy.url, 'drafter-dk'), positionId)
        reading ??= await signIn(proxy.url, 'drafter-dk')
        await writer.synced()
        const begun = readWalEnd(wal)
        const ends: { sentence: string; end: WalEnd }[] = []
        for (let count = 0; count < sentences; count += 1) {
          const sentence = sentenceOf(number, 'drafter-dk', count)
          writer.type(sentence)
          await writer.saved()
          typed.push(sentence)
          ends.push({ sentence, end: readWalEnd(wal) })
        }
        // The page stays, and must not bring back what is lost before it was looked for.
        proxy.leadTo(null)
        expect(await server.end('SIGKILL')).toBe('SIGKILL')

        const end = readWalEnd(wal)
        const isBehind = what === 'half a frame more' || what === 'noise behind'
        const first = begun.salts === end.salts ? begun.offset : 32
        const offset = isBehind ? end.offset : end.offset - Math.ceil(((end.offset - first) * back) / 1000)
        damage(wal, what, offset, end)
        const whole = new Set(typed)
        for (const { sentence, end: at } of ends) {
          if (at.salts === end.salts && at.offset > offset) whole.delete(sentence)
        }

        const again = await startServerProcess({ DATA_DIR: folder, ...silent })
        const reader = openDraft({ ...reading, url: again.url }, positionId)
        await reader.synced()
        expect(faultsOf(whole, reader.text())).toEqual([])
        const there = [...countSentences(reader.text()).keys()]
        expect(there).toEqual(typed.slice(0, there.length))
        survived += there.length
        torn += typed.length - there.length
        reader.leave()

        proxy.leadTo(again.url)
        await writer.synced()
        await writer.saved()
        expect(await again.end('SIGTERM')).toBe(0)
      }
    } finally {
      writer?.leave()
    }
    const storage = await openStorage({ kind: 'sqlite', path: join(folder, 'samsyn.sqlite') })
    expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: true })
    await storage.close()
    report(task.meta, 'torn writes', {
      rounds,
      'sentences typed': typed.length,
      'sentences found again': survived,
      'torn, and brought back by their page': torn,
      'lost before the tear': 0,
    })
  })
})
