import { execFileSync, spawnSync } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openDraft } from '../support/drafter.ts'
import { startServerProcess } from '../support/server-process.ts'
import { signIn } from '../support/test-server.ts'

const positionId = 'reporting-template'

/** Whether this user may mount; without a read-only mount nothing is read-only to root. */
const canMount = (() => {
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

describe('a server that stops and starts', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-crash-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('[A35] SIGTERM ends the process cleanly with people in a draft, and the data stays', async () => {
    const server = await startServerProcess({ DATA_DIR: folder })
    const drafter = openDraft(await signIn(server.url, 'drafter-dk'), positionId)
    await drafter.synced()
    drafter.type('Typed before the stop.')
    await drafter.saved()
    expect(await server.end('SIGTERM')).toBe(0)
    drafter.leave()
    const again = await startServerProcess({ DATA_DIR: folder, SAMPLE_WORKSPACE: 'off' })
    const reader = openDraft(await signIn(again.url, 'drafter-dk'), positionId)
    await reader.synced()
    expect(reader.text()).toContain('Typed before the stop.')
    reader.leave()
    expect(await again.end('SIGTERM')).toBe(0)
  })

  it('[A760] after a restored backup, sessions that were ended keep open pages from bringing back what others wrote since', async () => {
    const own = join(folder, 'restored')
    const backup = join(folder, 'backup')
    await mkdir(own)
    const endSessions = () =>
      spawnSync('node', [new URL('../../src/end-sessions.ts', import.meta.url).pathname], {
        env: { ...process.env, DATA_DIR: own, LOG_LEVEL: 'warn' },
        encoding: 'utf8',
      })
    const first = await startServerProcess({ DATA_DIR: own })
    const port = new URL(first.url).port
    const [writer, reader] = [await signIn(first.url, 'drafter-dk'), await signIn(first.url, 'drafter-se')]
    expect(endSessions()).toMatchObject({ status: 1, stderr: 'The server is running. Stop it first.\n' })
    expect(await first.end('SIGTERM')).toBe(0)
    await cp(own, backup, { recursive: true })

    const second = await startServerProcess({ DATA_DIR: own, PORT: port })
    const [writing, reading] = [openDraft(writer, positionId), openDraft(reader, positionId)]
    await Promise.all([writing.synced(), reading.synced()])
    writing.type('Typed since the backup.')
    await writing.saved()
    await vi.waitFor(() => expect(reading.text()).toContain('Typed since the backup.'))
    expect(await second.end('SIGTERM')).toBe(0)
    await rm(own, { recursive: true })
    await cp(backup, own, { recursive: true })
    expect(endSessions()).toMatchObject({
      status: 0,
      stdout: '2 sessions were ended. Everybody signs in again.\n',
    })

    const third = await startServerProcess({ DATA_DIR: own, PORT: port })
    for (const { cookie } of [writer, reader]) {
      const answer = await fetch(`${third.url}/api/session`, { headers: { cookie } })
      expect(answer.status).toBe(401)
    }
    // Their pages have been trying to come back all the while.
    const attempts = new Promise<void>((resolve) => {
      reading.provider.on('connection-close', () => resolve())
    })
    await attempts
    const later = openDraft(await signIn(third.url, 'drafter-se'), positionId)
    await later.synced()
    expect(later.text()).not.toContain('Typed since the backup.')
    for (const drafter of [writing, reading, later]) drafter.leave()
    expect(await third.end('SIGTERM')).toBe(0)
  }, 120_000)

  it('[A55] a second server on the same folder stops at once; after a kill the folder is free', async () => {
    const first = await startServerProcess({ DATA_DIR: folder })
    await expect(startServerProcess({ DATA_DIR: folder })).rejects.toThrow(/ended with code 1/)
    const still = await fetch(`${first.url}/api/health`)
    expect(still.status).toBe(200)
    expect(await first.end('SIGKILL')).toBe('SIGKILL')
    const second = await startServerProcess({ DATA_DIR: folder })
    expect(await second.end('SIGTERM')).toBe(0)
  })

  it.skipIf(process.getuid?.() === 0 && !canMount)(
    '[A55] a folder that cannot be written stops the start, and the data in it stays',
    async () => {
      const own = join(folder, 'read-only')
      await mkdir(own)
      const before = await startServerProcess({ DATA_DIR: own })
      expect(await before.end('SIGTERM')).toBe(0)
      if (process.getuid?.() === 0) {
        execFileSync('mount', ['--bind', own, own])
        execFileSync('mount', ['-o', 'remount,bind,ro', own])
      } else await chmod(own, 0o500)
      try {
        await expect(startServerProcess({ DATA_DIR: own })).rejects.toThrow(/ended with code 1/)
      } finally {
        if (process.getuid?.() === 0) execFileSync('umount', [own])
        else await chmod(own, 0o700)
      }
      const after = await startServerProcess({ DATA_DIR: own })
      expect(await after.end('SIGTERM')).toBe(0)
    },
  )

  it('[A1] a wrong variable ends the start and is named', async () => {
    await expect(startServerProcess({ DATA_DIR: folder, PORT: 'x' })).rejects.toThrow(/ended with code 1/)
  })
})
