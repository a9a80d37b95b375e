import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Drafter, eventually, openDraft } from '../support/drafter.ts'
import { faultsOf, isLong, report, seed, sentenceOf } from '../support/faults.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { signIn } from '../support/test-server.ts'

const positionId = 'reporting-template'
const rounds = isLong ? 200 : 8
/** One of them has two tabs. */
const people = ['drafter-dk', 'drafter-fi', 'drafter-is', 'drafter-dk', 'drafter-se']

describe('a network in trouble', () => {
  let folder: string
  let proxy: TcpProxy
  let server: ServerProcess
  const drafters: Drafter[] = []
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-network-'))
    proxy = await openTcpProxy()
    server = await startServerProcess({ DATA_DIR: folder, LOG_LEVEL: 'silent', SYNC_PING_SECONDS: '1' })
    proxy.leadTo(server.url)
  })
  afterEach(async () => {
    for (const drafter of drafters.splice(0)) drafter.leave()
    await proxy.close()
    expect(await server.end('SIGTERM')).toBe(0)
    await rm(folder, { recursive: true, force: true })
  })
  const open = async (url: string, personId: string) => {
    const drafter = openDraft(await signIn(url, personId), positionId)
    drafters.push(drafter)
    await drafter.synced()
    return drafter
  }

  it('[A59] a line that goes dead is ended, its words wait on the page, and nobody else notices', async () => {
    const [far, near] = [await open(proxy.url, 'drafter-dk'), await open(server.url, 'drafter-fi')]
    far.provider.awareness.setLocalStateField('cursor', null)
    const seesFar = () => near.provider.awareness.getStates().has(far.ydoc.clientID)
    await eventually(seesFar)
    far.type('«before»')
    await far.saved()
    const acknowledged = far.acknowledged
    const givenUp = proxy.stall()
    far.type('«into the dead line»')
    near.type('«meanwhile»')
    await near.saved()
    await givenUp
    await eventually(() => !seesFar())
    expect(far.acknowledged).toBe(acknowledged)
    expect(near.text()).not.toContain('«into the dead line»')
    expect(near.provider.wsconnected).toBe(true)
    // In the long form the page finds out by itself, after half a minute of silence.
    if (!isLong) proxy.cut()
    await far.saved()
    for (const words of ['«before»', '«into the dead line»', '«meanwhile»']) {
      await eventually(() => near.text().includes(words) && far.text().includes(words))
      expect(near.text().split(words)).toHaveLength(2)
    }
  }, 120_000)

  it(`[A59] everybody converges over lines that break, ${rounds} times, seed ${seed}`, {
    timeout: isLong ? 1_800_000 : 120_000,
  }, async ({ task }) => {
    const round = fc.record({
      ends: fc.constantFrom('cut', 'cut', 'stalled'),
      before: fc.array(fc.nat(people.length - 1), { maxLength: 20 }),
      during: fc.array(fc.nat(people.length - 1), { maxLength: 20 }),
    })
    const pages = await Promise.all(people.map((personId) => open(proxy.url, personId)))
    const typed: string[] = []
    const type = (number: number, who: number) => {
      const sentence = sentenceOf(number, people[who] ?? '', typed.length)
      typed.push(sentence)
      pages[who]?.type(sentence)
    }
    for (const [number, { ends, before, during }] of fc.sample(round, { numRuns: rounds, seed }).entries()) {
      for (const who of before) type(number, who)
      if (ends === 'stalled') {
        const givenUp = proxy.stall()
        for (const who of during) type(number, who)
        await givenUp
      }
      proxy.cut()
      for (const who of during) type(number, who)
      await Promise.all(pages.map((page) => page.saved()))
    }
    const [first] = pages
    await eventually(() => pages.every((page) => page.text() === first?.text()))
    expect(faultsOf(typed, first?.text() ?? '')).toEqual([])
    const late = await open(server.url, 'drafter-no')
    expect(late.text()).toBe(first?.text())
    report(task.meta, 'broken lines', {
      rounds,
      lines: people.length * rounds,
      'sentences typed': typed.length,
      lost: 0,
      doubled: 0,
    })
  })
})
