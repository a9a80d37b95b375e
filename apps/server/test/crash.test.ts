import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, openDraft } from './support/drafter.ts'
import { startServerProcess } from './support/server-process.ts'
import { signIn } from './support/test-server.ts'

const positionId = 'reporting-template'
const rounds = 20
const people = ['drafter-dk', 'drafter-fi', 'drafter-is', 'drafter-no', 'drafter-se']

describe('a server that is killed', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-crash-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it(`[A33] keeps everything it called saved, ${rounds} times under five people typing`, {
    timeout: 240_000,
  }, async () => {
    const saved = new Set<string>()
    for (let round = 0; round < rounds; round += 1) {
      const server = await startServerProcess({ DATA_DIR: folder })
      const drafters = await Promise.all(
        people.map(async (personId) => {
          const drafter = openDraft(await signIn(server.url, personId), positionId)
          await drafter.synced()
          return { personId, drafter, typed: [] as string[] }
        }),
      )
      const [first] = drafters
      expect(lostOf(saved, first?.drafter.text() ?? '')).toEqual([])

      // Everyone types a little ahead of the acknowledgements; the kill falls somewhere into the stream of acknowledgements.
      const killAfter = 10 + ((round * 37) % 90)
      const acknowledged = () => drafters.reduce((sum, { drafter }) => sum + drafter.acknowledged, 0)
      let isKilled = false
      const typing = drafters.map(async (one) => {
        while (!isKilled) {
          await eventually(() => isKilled || one.typed.length - one.drafter.acknowledged < 20)
          const sentence = `Round ${round}, ${one.personId}, sentence ${one.typed.length};`
          one.typed.push(sentence)
          one.drafter.type(sentence)
          await new Promise((resolve) => setImmediate(resolve))
        }
      })
      await eventually(() => acknowledged() >= killAfter)
      const ended = server.end('SIGKILL')
      isKilled = true
      expect(await ended).toBe('SIGKILL')
      await Promise.all(typing)
      for (const { drafter, typed } of drafters) {
        for (const sentence of typed.slice(0, drafter.acknowledged)) saved.add(sentence)
        drafter.leave()
      }
    }
    const server = await startServerProcess({ DATA_DIR: folder })
    const reader = openDraft(await signIn(server.url, 'drafter-dk'), positionId)
    await reader.synced()
    expect(saved.size).toBeGreaterThan(rounds * 10)
    expect(lostOf(saved, reader.text())).toEqual([])
    reader.leave()
    expect(await server.end('SIGTERM')).toBe(0)
  })

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

  it('[A55] a second server on the same folder stops at once; after a kill the folder is free', async () => {
    const first = await startServerProcess({ DATA_DIR: folder })
    await expect(startServerProcess({ DATA_DIR: folder })).rejects.toThrow(/ended with code 1/)
    const still = await fetch(`${first.url}/api/health`)
    expect(still.status).toBe(200)
    expect(await first.end('SIGKILL')).toBe('SIGKILL')
    const second = await startServerProcess({ DATA_DIR: folder })
    expect(await second.end('SIGTERM')).toBe(0)
  })

  it('[A1] a wrong variable ends the start and is named', async () => {
    await expect(startServerProcess({ DATA_DIR: folder, PORT: 'x' })).rejects.toThrow(/ended with code 1/)
  })
})

/** The sentences that a text lacks or holds more than once. */
function lostOf(saved: ReadonlySet<string>, text: string): readonly string[] {
  const counts = new Map<string, number>()
  for (const [sentence] of text.matchAll(/Round \d+, [\w-]+, sentence \d+;/g)) {
    counts.set(sentence, (counts.get(sentence) ?? 0) + 1)
  }
  return [...saved].filter((sentence) => counts.get(sentence) !== 1)
}
