import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { schemaVersion } from '@samsyn/editor'
import { closeCodes, syncMessage } from '@samsyn/protocol'
import { openStorage } from '@samsyn/storage'
import fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { type Drafter, eventually, openDraft } from '../support/drafter.ts'
import { faultsOf, isLong, report, seed, sentenceOf } from '../support/faults.ts'
import {
  awarenessBytes,
  giantStateVector,
  mutations,
  nested,
  syncBytes,
  validMessages,
} from '../support/hostile-messages.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { type Client, signIn } from '../support/test-server.ts'

const positionId = 'reporting-template'
const mutated = isLong ? 100_000 : 2_000
const linesAtOnce = 10
/** What a client says who closes by itself. */
const ownGoodbye = 1000
/** Far from what a mutation asks. */
const firstQuestion = 1_000_000_000
const nothing = Uint8Array.of(0, 0)

/** Asks, or answers, that everything is on disk. */
function question(number: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, syncMessage.persisted)
    encoding.writeVarUint(encoder, number)
  })
}

describe('hostile clients', () => {
  let folder: string
  let server: ServerProcess
  let witness: Drafter
  let colleague: Drafter
  let hostile: Client
  const typed: string[] = []
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-hostile-'))
    typed.length = 0
  })
  const pages: Drafter[] = []
  const open = async (personId: string) => {
    const page = openDraft(await signIn(server.url, personId), positionId)
    pages.push(page)
    await page.synced()
    return page
  }
  const start = async (env: Record<string, string> = {}) => {
    server = await startServerProcess({ DATA_DIR: folder, LOG_LEVEL: 'silent', ...env })
    witness = await open('drafter-dk')
    colleague = await open('drafter-fi')
    hostile = await signIn(server.url, 'drafter-se')
  }
  afterEach(async () => {
    for (const page of pages.splice(0)) page.leave()
    await server.end('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })

  /**
   * Sends messages over a line of their own, waits until the server has dealt with all of them, and resolves with the
   * code the line was closed with.
   */
  const closeCodeOf = async (messages: readonly Uint8Array[]): Promise<number> => {
    const address = `${server.url.replace('http', 'ws')}/sync/${positionId}?schema=${schemaVersion}`
    const ws = new WebSocket(address, { headers: { cookie: hostile.cookie } })
    let asked = firstQuestion
    ws.on('open', () => {
      for (const message of messages) ws.send(message)
      ws.send(question(asked))
    })
    ws.on('message', (bytes: Buffer) => {
      if (ws.readyState !== ws.OPEN) return
      if (Buffer.from(question(asked)).equals(bytes)) ws.close(ownGoodbye)
      if (bytes[0] !== syncMessage.sync || bytes[1] !== 0) return
      // The server asks for what it lacks, and answers no question before it has that.
      asked += 1
      ws.send(syncBytes(1, nothing))
      ws.send(question(asked))
    })
    const [code] = (await once(ws, 'close')) as [number]
    return code
  }

  const typeOn = () => {
    const sentence = sentenceOf(0, 'drafter-dk', typed.length)
    typed.push(sentence)
    witness.type(sentence)
  }

  /** The process lives, nobody else was put out, and pages, newcomers and the log agree. */
  const expectUnharmed = async () => {
    typeOn()
    await witness.saved()
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
    for (const page of [witness, colleague]) expect(page.closeCodes).toEqual([])
    const late = await open('drafter-no')
    await eventually(() => colleague.text() === witness.text())
    expect(faultsOf(typed, late.text())).toEqual([])
    const states = [witness, colleague, late].map(({ ydoc }) => ydoc)
    for (const { store } of states) expect(store.pendingStructs).toBeNull()
    expect(await server.end('SIGTERM')).toBe(0)
    const storage = await openStorage({ kind: 'sqlite', path: join(folder, 'samsyn.sqlite') })
    const replayed = new Y.Doc()
    for (const { update } of await storage.updateLog.history(positionId)) Y.applyUpdate(replayed, update)
    expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: true })
    await storage.close()
    for (const ydoc of states) expect(Y.equalSnapshots(Y.snapshot(ydoc), Y.snapshot(replayed))).toBe(true)
  }

  it(`[A60] every truncation and ${mutated} mutations of valid messages, seed ${seed}`, {
    timeout: isLong ? 3_600_000 : 240_000,
  }, async ({ task }) => {
    // The bounds on how much and how fast have tests of their own.
    await start({ SYNC_MESSAGES_PER_SECOND: '100000', SYNC_BYTES_PER_SECOND: String(1024 ** 3) })
    const valid = validMessages()
    const truncated = valid.flatMap(({ inside, wrap }) => {
      const message = wrap(inside)
      return Array.from({ length: message.length }, (_, length) => message.subarray(0, length))
    })
    const lines = [
      ...truncated.map((message) => [message]),
      ...inGroups(fc.sample(mutations(valid), { numRuns: mutated, seed })),
    ]
    const codes = new Map<number, number>()
    let lived = 0
    const next = lines.values()
    const attack = async () => {
      for (const messages of next) {
        const code = await closeCodeOf(messages)
        codes.set(code, (codes.get(code) ?? 0) + 1)
        lived += 1
        if (lived % 50 === 0) typeOn()
      }
    }
    await Promise.all(Array.from({ length: linesAtOnce }, attack))
    const allowed: number[] = [ownGoodbye, closeCodes.malformed_message, closeCodes.author_forged]
    expect([...codes.keys()].filter((code) => !allowed.includes(code))).toEqual([])
    expect(codes.get(closeCodes.malformed_message)).toBeGreaterThan(100)
    await expectUnharmed()
    report(task.meta, 'hostile messages', {
      truncations: truncated.length,
      mutations: mutated,
      lines: lines.length,
      'closed as malformed': codes.get(closeCodes.malformed_message) ?? 0,
      'closed as forged': codes.get(closeCodes.author_forged) ?? 0,
      'other lines closed': 0,
    })
  })

  it('[A60] each attack has its code, and the others write on', { timeout: 120_000 }, async () => {
    await start()
    typeOn()
    await witness.saved()
    const flood = Array.from({ length: 4_000 }, (_, clock) => awarenessBytes(99, clock + 1, { clock }))
    const forged = new Y.Doc()
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(witness.ydoc))
    // Yjs itself takes another id when it meets its own in what others wrote.
    forged.clientID = witness.ydoc.clientID
    const before = Y.encodeStateVector(forged)
    forged.getText('hostile').insert(0, 'in the name of another')
    const attacks: readonly (readonly [number, readonly Uint8Array[]])[] = [
      [closeCodes.author_forged, [syncBytes(2, Y.encodeStateAsUpdate(forged, before))]],
      [closeCodes.author_forged, [syncBytes(1, Y.encodeStateAsUpdate(forged))]],
      [closeCodes.too_fast, flood],
      [closeCodes.message_too_large, [awarenessBytes(98, 1, 'x'.repeat(5_000))]],
      [closeCodes.message_too_large, [new Uint8Array(1024 * 1024 + 1)]],
      [ownGoodbye, [syncBytes(0, giantStateVector(100_000))]],
      [closeCodes.malformed_message, [syncBytes(2, nested(20_000, 777))]],
      [closeCodes.malformed_message, [new Uint8Array()]],
      [closeCodes.malformed_message, [new Uint8Array([250, 1])]],
    ]
    for (const [code, messages] of attacks) {
      expect(await closeCodeOf(messages)).toBe(code)
      typeOn()
      await witness.saved()
    }
    await expectUnharmed()
  })
})

/** Groups of one to four, so that lines live for more than one message. */
function inGroups(messages: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const groups: (readonly Uint8Array[])[] = []
  for (let from = 0; from < messages.length; ) {
    const size = 1 + (groups.length % 4)
    groups.push(messages.slice(from, from + size))
    from += size
  }
  return groups
}
