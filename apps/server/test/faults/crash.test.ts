import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStorage } from '@samsyn/storage'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, openDraft } from '../support/drafter.ts'
import { startServerProcess } from '../support/server-process.ts'
import { signIn } from '../support/test-server.ts'

const positionId = 'reporting-template'
const isLong = process.env.FAULTS === 'long'
const rounds = isLong ? 200 : 15
const seed = Number(process.env.FAULTS_SEED ?? 20_260_302)
const people = ['drafter-dk', 'drafter-fi', 'drafter-is', 'drafter-no', 'drafter-se']

describe('a server that is killed', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-crash-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it(`[A33] loses nothing it called saved or showed to another, ${rounds} kills, seed ${seed}`, {
    timeout: isLong ? 1_800_000 : 240_000,
  }, async () => {
    const killsAfter = fc.sample(fc.integer({ min: 10, max: 100 }), { numRuns: rounds, seed })
    const owed = new Set<string>()
    let [acknowledgedInAll, receivedInAll] = [0, 0]
    for (const [round, killAfter] of killsAfter.entries()) {
      const server = await startServerProcess({ DATA_DIR: folder })
      const drafters = await Promise.all(
        people.map(async (personId) => {
          const drafter = openDraft(await signIn(server.url, personId), positionId)
          await drafter.synced()
          return { personId, drafter, typed: [] as string[] }
        }),
      )
      expect(lostOf(owed, drafters[0]?.drafter.text() ?? '')).toEqual([])

      // Everyone types a little ahead of the acknowledgements; the kill falls somewhere into the stream of those.
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
        acknowledgedInAll += Math.min(drafter.acknowledged, typed.length)
        for (const sentence of typed.slice(0, drafter.acknowledged)) owed.add(sentence)
      }
      for (const { drafter, personId } of drafters) {
        for (const sentence of sentencesOf(drafter.text())) {
          if (sentence.includes(personId)) continue
          receivedInAll += 1
          owed.add(sentence)
        }
        drafter.leave()
      }
    }
    const server = await startServerProcess({ DATA_DIR: folder })
    const reader = openDraft(await signIn(server.url, 'drafter-dk'), positionId)
    await reader.synced()
    expect(owed.size).toBeGreaterThan(rounds * 10)
    expect(lostOf(owed, reader.text())).toEqual([])
    reader.leave()
    expect(await server.end('SIGTERM')).toBe(0)
    const storage = await openStorage({ kind: 'sqlite', path: join(folder, 'samsyn.sqlite') })
    expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: true })
    await storage.close()
    process.stdout.write(
      `kill -9: seed ${seed}, ${rounds} rounds, ${acknowledgedInAll} acknowledged, ${receivedInAll} received by others, 0 lost, 0 doubled\n`,
    )
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

function sentencesOf(text: string): readonly string[] {
  return [...text.matchAll(/Round \d+, [\w-]+, sentence \d+;/g)].map(([sentence]) => sentence)
}

/** The sentences that a text lacks or holds more than once. */
function lostOf(owed: ReadonlySet<string>, text: string): readonly string[] {
  const counts = new Map<string, number>()
  for (const sentence of sentencesOf(text)) counts.set(sentence, (counts.get(sentence) ?? 0) + 1)
  return [...owed].filter((sentence) => counts.get(sentence) !== 1)
}
