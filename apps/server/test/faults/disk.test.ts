import { execFileSync } from 'node:child_process'
import { openSync, readFileSync, readSync, statSync, writeSync } from 'node:fs'
import { mkdtemp, rm, statfs, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Drafter, eventually, openDraft } from '../support/drafter.ts'
import { manualClock } from '../support/manual-clock.ts'
import { startServerProcess } from '../support/server-process.ts'
import { signIn, startTestServer } from '../support/test-server.ts'

const positionId = 'reporting-template'
const mebibyte = 1024 * 1024
const generous = { SYNC_BYTES_PER_SECOND: String(512 * mebibyte), SYNC_MESSAGES_PER_SECOND: '100000' }

/** Whether this user may mount a file system to fill; asked once. */
const canMount = (() => {
  try {
    const folder = execFileSync('mktemp', ['-d']).toString().trim()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' })
    execFileSync('umount', [folder])
    execFileSync('rmdir', [folder])
    return true
  } catch {
    return false
  }
})()

describe('a disk in trouble', () => {
  let folder: string
  const drafters: Drafter[] = []
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-disk-'))
  })
  afterEach(async () => {
    for (const drafter of drafters.splice(0)) drafter.leave()
    await rm(folder, { recursive: true, force: true })
  })
  const open = async (url: string, personId: string) => {
    const drafter = openDraft(await signIn(url, personId), positionId)
    drafters.push(drafter)
    await drafter.synced()
    return drafter
  }
  const healthOf = async (url: string) => (await fetch(`${url}/api/health`)).status

  it.skipIf(!canMount)(
    '[A56] full: edits are refused and said to be, and go in when there is room again',
    async () => {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', folder])
      try {
        const server = await startServerProcess({ DATA_DIR: folder, LOG_LEVEL: 'silent', ...generous })
        const [writer, colleague] = [
          await open(server.url, 'drafter-dk'),
          await open(server.url, 'drafter-fi'),
        ]
        writer.type('Before it was full.')
        await writer.saved()
        const { bavail, bsize } = await statfs(folder)
        await writeFile(join(folder, 'filler'), Buffer.alloc(bavail * bsize))
        // There is a little room in the files that exist already.
        let asked = 0
        while (writer.refusals.length === 0 && asked < 80) {
          asked += 1
          writer.type(`${asked}: ${'x'.repeat(500_000)}`)
          const before = writer.acknowledged
          await eventually(() => writer.acknowledged > before || writer.refusals.length > 0)
        }
        expect(writer.refusals[0]).toBe('not_stored')
        expect(colleague.text()).not.toContain(`${asked}: x`)
        await eventually(async () => (await healthOf(server.url)) === 503)
        await unlink(join(folder, 'filler'))
        await eventually(async () => (await healthOf(server.url)) === 200)
        writer.type('After it was full.')
        await writer.saved()
        await eventually(() => colleague.text().includes('After it was full.'))
        expect(colleague.text()).toContain(`${asked}: x`)
        expect(await server.end('SIGKILL')).toBe('SIGKILL')
        const again = await startServerProcess({ DATA_DIR: folder, LOG_LEVEL: 'silent' })
        const reader = await open(again.url, 'drafter-se')
        for (const words of ['Before it was full.', `${asked}: x`, 'After it was full.']) {
          expect(reader.text()).toContain(words)
        }
        expect(await again.end('SIGTERM')).toBe(0)
      } finally {
        execFileSync('umount', ['-l', folder])
      }
    },
    120_000,
  )

  it('[A56] locked by another program: edits are refused and said to be, and go in when it lets go', async () => {
    const server = await startServerProcess({ DATA_DIR: folder, LOG_LEVEL: 'silent' })
    const writer = await open(server.url, 'drafter-dk')
    // The server may be writing just then.
    const other = new DatabaseSync(join(folder, 'samsyn.sqlite'), { timeout: 5_000 })
    other.exec('begin immediate')
    writer.type('While it was locked.')
    await eventually(() => writer.refusals.includes('not_stored'))
    other.exec('rollback')
    other.close()
    writer.type('When it was free.')
    await writer.saved()
    const reader = await open(server.url, 'drafter-fi')
    expect(reader.text()).toContain('While it was locked.')
    expect(await server.end('SIGTERM')).toBe(0)
  }, 60_000)

  it('[A57] a write torn in the middle takes nothing with it that was acknowledged', async () => {
    const sentences: string[] = []
    for (let round = 0; round < 3; round += 1) {
      const server = await startServerProcess({ DATA_DIR: folder, LOG_LEVEL: 'silent' })
      const writer = await open(server.url, 'drafter-dk')
      for (let number = 0; number < 20; number += 1) {
        const sentence = `Round ${round}, sentence ${number};`
        sentences.push(sentence)
        writer.type(sentence)
      }
      await writer.saved()
      expect(await server.end('SIGKILL')).toBe('SIGKILL')
      tear(join(folder, 'samsyn.sqlite-wal'))
      for (const drafter of drafters.splice(0)) drafter.leave()
    }
    const server = await startServerProcess({ DATA_DIR: folder, LOG_LEVEL: 'silent' })
    const reader = await open(server.url, 'drafter-fi')
    expect(sentences.filter((sentence) => !reader.text().includes(sentence))).toEqual([])
    expect(await server.end('SIGTERM')).toBe(0)
  }, 60_000)

  it('[A58] a clock that jumps, back or forth, loses no edit and no order', async () => {
    const clock = manualClock('2026-03-02T08:00:00.000Z')
    const server = await startTestServer({}, { clock })
    const writer = await open(server.url, 'drafter-dk')
    for (const [words, jump] of [
      ['First. ', -3_600_000],
      ['Second. ', 7_200_000],
      ['Third. ', -86_400_000],
    ] as const) {
      writer.type(words)
      await writer.saved()
      clock.advance(jump)
    }
    writer.type('Last. ')
    await writer.saved()
    const again = await open(server.url, 'drafter-fi')
    expect(again.text().match(/First|Second|Third|Last/g)).toEqual(['First', 'Second', 'Third', 'Last'])
    for (const drafter of drafters.splice(0)) drafter.leave()
    await server.stop()
  })
})

/** Leaves half of a frame behind the last whole one of a write-ahead log, as a power cut in the middle of a write does. */
function tear(path: string): void {
  const bytes = readFileSync(path)
  const pageSize = bytes.readUInt32BE(8)
  const salts = bytes.subarray(16, 24)
  const frame = 24 + pageSize
  let end = 32
  while (end + frame <= bytes.length && bytes.subarray(end + 8, end + 16).equals(salts)) end += frame
  expect(end).toBeGreaterThan(32)
  const half = Buffer.alloc(frame / 2)
  const file = openSync(path, 'r+')
  readSync(file, half, 0, half.length, end - frame)
  writeSync(file, half, 0, half.length, end)
  expect(statSync(path).size).toBeGreaterThanOrEqual(end + half.length)
}
