import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStorage } from '@samsyn/storage'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Drafter, eventually, openDraft } from '../support/drafter.ts'
import { countSentences, faultsOf, isLong, report, seed, sentenceOf } from '../support/faults.ts'
import { startServerProcess } from '../support/server-process.ts'
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { type Client, signIn } from '../support/test-server.ts'
import { readWalEnd } from '../support/write-ahead-log.ts'

const positionId = 'reporting-template'
const rounds = isLong ? 100 : 6
const people = ['drafter-dk', 'drafter-fi', 'drafter-se']
const silent = { LOG_LEVEL: 'silent' }

/** A way to take the disk away from a running process, and to give it back. */
interface Trouble {
  readonly name: string
  readonly isPossible: boolean
  begin(folder: string, pid: number): void
  end(folder: string, pid: number): void
}

const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: 'ignore' })

/** Lets a process write no file beyond so many bytes, as on a disk with no more room; null takes the limit away. */
function limitFiles(pid: number, bytes: number | null): void {
  // Only the soft limit: one who is not root may raise that again.
  run('prlimit', `--pid=${pid}`, `--fsize=${bytes ?? 'unlimited'}:`)
}

/** Not the file of shared memory: a system ends the process that writes to one it has made read-only. */
const filesOf = (folder: string) => ['samsyn.sqlite', 'samsyn.sqlite-wal'].map((name) => join(folder, name))

const troubles: readonly Trouble[] = [
  {
    name: 'no room for a byte',
    isPossible: isPossible(() => run('prlimit', '--version')),
    begin: (_folder, pid) => limitFiles(pid, 0),
    end: (_folder, pid) => limitFiles(pid, null),
  },
  {
    name: 'a database that became read-only',
    isPossible: isPossible((folder) => {
      const file = join(folder, 'file')
      writeFileSync(file, '')
      run('chattr', '+i', file)
      run('chattr', '-i', file)
    }),
    begin: (folder) => run('chattr', '+i', ...filesOf(folder)),
    end: (folder) => run('chattr', '-i', ...filesOf(folder)),
  },
]

/** Whether this system lets this user do something to a folder; asked once. */
function isPossible(attempt: (folder: string) => void): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-may-'))
  try {
    attempt(folder)
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('a disk that comes and goes', () => {
  let folder: string
  let proxy: TcpProxy
  const drafters: Drafter[] = []
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-disk-'))
    proxy = await openTcpProxy()
  })
  afterEach(async () => {
    for (const drafter of drafters.splice(0)) drafter.leave()
    await proxy.close()
    await rm(folder, { recursive: true, force: true })
  })
  const open = async (client: Client) => {
    const drafter = openDraft(client, positionId)
    drafters.push(drafter)
    await drafter.synced()
    return drafter
  }
  const healthOf = async (url: string) => (await fetch(`${url}/api/health`)).status

  for (const trouble of troubles) {
    it.skipIf(!trouble.isPossible)(
      `[A56] ${trouble.name}: edits are refused and said to be, reading goes on, and they go in when it is over`,
      async () => {
        const server = await startServerProcess({ DATA_DIR: folder, ...silent })
        const [writing, reading] = [
          await signIn(server.url, 'drafter-dk'),
          await signIn(server.url, 'drafter-fi'),
        ]
        const [writer, colleague] = [await open(writing), await open(reading)]
        writer.type('«before»')
        await writer.saved()
        trouble.begin(folder, server.pid)
        try {
          writer.type('«during»')
          colleague.type('«meanwhile»')
          await eventually(
            () => writer.refusals.includes('not_stored') && colleague.refusals.includes('not_stored'),
          )
          await eventually(async () => (await healthOf(server.url)) === 503)
          const newcomer = await open(reading)
          for (const page of [newcomer, colleague]) expect(page.text()).not.toContain('«during»')
          expect(newcomer.text()).toContain('«before»')
        } finally {
          trouble.end(folder, server.pid)
        }
        await eventually(async () => (await healthOf(server.url)) === 200)
        writer.type('«after»')
        await writer.saved()
        await colleague.saved()
        expect(await server.end('SIGKILL')).toBe('SIGKILL')
        const again = await startServerProcess({ DATA_DIR: folder, ...silent })
        const reader = await open(await signIn(again.url, 'drafter-se'))
        for (const words of ['«before»', '«during»', '«meanwhile»', '«after»']) {
          expect(reader.text().split(words)).toHaveLength(2)
        }
        expect(await again.end('SIGTERM')).toBe(0)
      },
      60_000,
    )
  }

  it.skipIf(!troubles[0]?.isPossible)(
    `[A56] ends in the middle of a write, ${rounds} times, every third with a kill, seed ${seed}`,
    async ({ task }) => {
      const wal = join(folder, 'samsyn.sqlite-wal')
      const round = fc.record({
        /** How much fits beyond what is written already. */
        room: fc.integer({ min: 0, max: 40_000 }),
        sentences: fc.integer({ min: 1, max: 12 }),
        isKilled: fc.nat(2).map((number) => number === 0),
      })
      const owed = new Set<string>()
      let refused = 0
      const typists: { personId: string; page: Drafter; typed: string[] }[] = []
      let server = await startServerProcess({ DATA_DIR: folder, ...silent })
      proxy.leadTo(server.url)
      for (const personId of people) {
        typists.push({ personId, page: await open(await signIn(proxy.url, personId)), typed: [] })
      }
      const type = (typist: (typeof typists)[number], number: number) => {
        const sentence = sentenceOf(number, typist.personId, typist.typed.length)
        typist.typed.push(sentence)
        typist.page.type(sentence)
      }
      for (const [number, { room, sentences, isKilled }] of fc
        .sample(round, { numRuns: rounds, seed })
        .entries()) {
        limitFiles(server.pid, readWalEnd(wal).offset + room)
        for (const typist of typists) for (let count = 0; count < sentences; count += 1) type(typist, number)
        // Either all of it fits, or everybody is told that it does not.
        await Promise.all(
          typists.map(({ page, typed }) => {
            const before = page.refusals.length
            return eventually(() => page.acknowledged >= typed.length || page.refusals.length > before)
          }),
        )
        refused += typists.filter(({ page, typed }) => page.acknowledged < typed.length).length
        if (isKilled) {
          proxy.leadTo(null)
          expect(await server.end('SIGKILL')).toBe('SIGKILL')
          for (const { page, typed } of typists) {
            for (const sentence of typed.slice(0, page.acknowledged)) owed.add(sentence)
          }
          server = await startServerProcess({ DATA_DIR: folder, ...silent })
          const reader = await open(await signIn(server.url, 'drafter-dk'))
          expect(faultsOf(owed, reader.text())).toEqual([])
          proxy.leadTo(server.url)
        } else {
          limitFiles(server.pid, null)
        }
        for (const typist of typists) type(typist, number)
        await Promise.all(typists.map(({ page }) => page.saved()))
        for (const { typed } of typists) for (const sentence of typed) owed.add(sentence)
      }
      const reader = await open(await signIn(server.url, 'drafter-dk'))
      expect(faultsOf(owed, reader.text())).toEqual([])
      expect(countSentences(reader.text()).size).toBe(owed.size)
      expect(await server.end('SIGTERM')).toBe(0)
      const storage = await openStorage({ kind: 'sqlite', path: join(folder, 'samsyn.sqlite') })
      expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: true })
      await storage.close()
      expect(refused).toBeGreaterThan(0)
      report(task.meta, 'disk full in a write', {
        rounds,
        'pages told so': refused,
        'sentences acknowledged': owed.size,
        lost: 0,
        doubled: 0,
      })
    },
    isLong ? 3_600_000 : 120_000,
  )
})
