import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashedFields } from '@samsyn/domain'
import { canonicalText, textHash } from '@samsyn/editor'
import { manifestText, verifyPackage } from '@samsyn/export'
import { filePath } from '@samsyn/protocol'
import type { StoredEvent } from '@samsyn/storage'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asBeforeSignatures, reportOf } from './support/attack.ts'
import { unpackTo } from './support/evidence.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer } from './support/test-server.ts'

const positionId = 'yearly-overview'
const params = { positionId }

async function agree(by: Client) {
  const { round } = await by.call('getPosition', { params })
  const { number: versionNumber, contentHash } = round?.version ?? { number: 0, contentHash: '' }
  const body = { roundId: round?.id ?? '', versionNumber, contentHash, value: { kind: 'agree' } } as const
  await by.call('giveDecision', { params, body })
}

describe('capacities', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-capacities-'))
  const database = join(folder, 'samsyn.sqlite')
  let files: Awaited<ReturnType<typeof unpackTo>>
  let told: readonly (readonly [string, string | undefined, string | null])[]
  beforeAll(async () => {
    const server = await startTestServer(
      { DATA_DIR: folder },
      { clock: manualClock('2026-11-23T09:00:00.000Z') },
    )
    const lead = await server.signIn('lead-fi')
    await lead.call('nameDeputy', {
      body: { deputyId: 'drafter-fi', from: null, to: '2026-11-24T09:00:00.000Z' },
    })
    await agree(await server.signIn('drafter-fi'))
    for (const country of ['is', 'no', 'se']) await agree(await server.signIn(`lead-${country}`))
    const secretariat = await server.signIn('secretariat')
    const { revision } = await secretariat.call('getPosition', { params })
    const { releaseInForce } = await secretariat.call('issueRelease', { params, body: { revision } })
    const events = await lead.call('listPositionEvents', { params })
    told = events.map(({ type, person, capacity }) => [type, person?.id, capacity])
    const releaseId = releaseInForce ?? ''
    const answer = await fetch(server.url + filePath('getReleaseEvidence', { releaseId }), {
      headers: { cookie: lead.cookie },
    })
    files = await unpackTo(join(folder, 'package'), await answer.blob())
    await server.stop()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('[A623] what happened says by which right: as lead, as deputy, for the secretariat', () => {
    expect(told.slice(0, 6)).toEqual([
      ['release.issued', 'secretariat', 'secretariat'],
      ['round.closed', 'lead-se', 'lead'],
      ['decision.given', 'lead-se', 'lead'],
      ['decision.given', 'lead-no', 'lead'],
      ['decision.given', 'lead-is', 'lead'],
      ['decision.given', 'drafter-fi', 'deputy'],
    ])
    for (const type of ['version.frozen', 'round.opened', 'position.created'])
      expect(told.find(([of]) => of === type)?.[2], type).not.toBeNull()
  })

  it('[A624] the package tells it of each answer, and is at fault where its events say another', async () => {
    const report = await verifyPackage(files)
    expect(report.faults).toEqual([])
    expect(Object.fromEntries(report.decisions.map(({ country, capacity }) => [country, capacity]))).toEqual({
      DK: 'lead',
      FI: 'deputy',
      IS: 'lead',
      NO: 'lead',
      SE: 'lead',
    })
    const remade = async (change: (event: StoredEvent) => StoredEvent) => {
      const changed = new Map(files)
      const events = JSON.parse(new TextDecoder().decode(files.get('events.json'))) as readonly StoredEvent[]
      changed.set('events.json', new TextEncoder().encode(JSON.stringify(events.map(change))))
      changed.delete('manifest.json')
      const manifest = await manifestText([...changed].map(([path, content]) => ({ path, content })))
      changed.set('manifest.json', new TextEncoder().encode(manifest))
      return (await verifyPackage(changed)).faults.map(({ path, kind }) => `${path} ${kind}`)
    }
    const asLead = (event: StoredEvent): StoredEvent =>
      event.capacity === 'deputy' ? { ...event, capacity: 'lead' } : event
    expect(await remade(asLead)).toContain('events.json event_changed')
    const rehashed = (event: StoredEvent): StoredEvent => {
      const changed = asLead(event)
      return { ...changed, hash: textHash(canonicalText(hashedFields(changed))) }
    }
    expect(await remade(rehashed)).toEqual(['events.json event_missing'])
  })

  it('[X150] its README says who answered what, in which capacity, when, and that nothing was signed', () => {
    const said = new TextDecoder().decode(files.get('README.txt'))
    expect(said).toContain('A round of explicit answers, opened ')
    expect(said).toContain('FI  agree as deputy, 2026-11-23T09:00:00.000Z, NOT SIGNED')
    expect(said).toContain('SE  agree as lead, 2026-11-23T09:00:00.000Z, NOT SIGNED')
  })

  it('[A623] a database of before it was told stays whole', async () => {
    expect((await reportOf(database)).faults).toEqual([])
    asBeforeSignatures(database)
    expect((await reportOf(database)).faults).toEqual([])
  })
})
