import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { evidencePaths, recordNotesFile, unpackZip, verifyPackage } from '@samsyn/export'
import { filePath } from '@samsyn/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyAnswer } from './support/every-answer.ts'
import { positionToSign, releaseSigned } from './support/signing.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const params = { positionId: positionToSign }
const path = `/api/positions/${positionToSign}/record-notes`
/** Everybody but who keeps Finland's record, and what they are told of the route. */
const outsiders = {
  'drafter-fi': 'forbidden',
  'delegate-fi': 'forbidden',
  'observer-fi': 'forbidden',
  'drafter-dk': 'forbidden',
  'delegate-se': 'forbidden',
  'head-of-delegation-no': 'forbidden',
  secretariat: 'forbidden',
  administrator: 'not_found',
  // They keep the record of their own countries, and see nothing of Finland's.
  'lead-dk': null,
  'lead-no': null,
} as const

describe('what a country notes for its own register', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-record-'))
  let server: TestServer
  let lead: Client
  let registrar: Client
  let releaseId: string
  const others = new Map<string, Client>()
  beforeAll(async () => {
    server = await startTestServer({ DATA_DIR: folder })
    releaseId = (await releaseSigned(server)).releaseId
    lead = await server.signIn('lead-fi')
    registrar = await server.signIn('registrar-fi')
    for (const id of Object.keys(outsiders)) others.set(id, await server.signIn(id))
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true })
  })

  const evidence = async (client: Client) => {
    const address = server.url + filePath('getReleaseEvidence', { releaseId })
    const answer = await fetch(address, { headers: { cookie: client.cookie } })
    return answer.ok ? unpackZip(await answer.blob()) : null
  }
  const textOf = (content: Uint8Array | undefined) => new TextDecoder().decode(content)
  let written = 0
  /** Notes something anew, with a word of its own in every field. */
  const note = async (client: Client) => {
    written += 1
    const word = `vm-2026-${written}-secret`
    const { changes } = await client.call('getRecordNotes', { params })
    const body = { changes, caseNumber: word, secrecy: `JulkL 24 § ${word}`, retention: `${word} 10 v` }
    return { word, kept: await client.call('keepRecordNotes', { params, body }), body }
  }

  it('[A717] [D485] its leads and registrars keep it, each change once, and see who noted what last', async () => {
    expect(await lead.call('getRecordNotes', { params })).toEqual({
      country: 'FI',
      caseNumber: '',
      secrecy: '',
      retention: '',
      changes: 0,
      last: null,
    })
    const { kept, body } = await note(registrar)
    const { changes: _before, ...notes } = body
    expect(kept).toMatchObject({
      country: 'FI',
      ...notes,
      changes: 1,
      last: { person: { id: 'registrar-fi' } },
    })
    expect(await lead.call('getRecordNotes', { params })).toEqual(kept)
    const stale = await lead.ask('PATCH', path, { body: { ...body, caseNumber: 'Another' } })
    expect(stale.code).toBe('revision_conflict')
    const both = await Promise.all(
      [lead, registrar].map((client) =>
        client.ask('PATCH', path, { body: { ...body, changes: kept.changes, caseNumber: 'At once' } }),
      ),
    )
    expect(both.map(({ code }) => code).sort()).toEqual([null, 'revision_conflict'].sort())
    const classified = { ...body, changes: 2, secrecy: 'RESTREINT UE/EU RESTRICTED' }
    expect((await lead.ask('PATCH', path, { body: classified })).code).toBe('classified_words')
    const denmark = others.get('lead-dk')
    expect(await denmark?.call('getRecordNotes', { params })).toMatchObject({ country: 'DK', changes: 0 })
  })

  it('[A718] nobody else’s answer from any route changes by a byte, nor is any event of it', async () => {
    const everyone = async () =>
      Object.fromEntries(
        await Promise.all(
          [...others].map(async ([id, client]) => [id, await everyAnswer(client, positionToSign)] as const),
        ),
      )
    const [before, events] = [await everyone(), await server.storage.tables.events.byPosition(positionToSign)]
    const accounts = await server.storage.tables.events.ofAccounts()
    const { word } = await note(lead)
    const after = await everyone()
    expect(after).toEqual(before)
    expect(JSON.stringify(after)).not.toContain(word)
    expect(await server.storage.tables.events.byPosition(positionToSign)).toEqual(events)
    expect(await server.storage.tables.events.ofAccounts()).toEqual(accounts)
    const codes = await Promise.all(
      [...others].map(async ([id, client]) => [id, (await client.ask('GET', path)).code] as const),
    )
    expect(Object.fromEntries(codes)).toEqual(outsiders)
    expect((await server.anonymous().ask('GET', path)).code).toBe('unauthenticated')
  })

  it('[A718] [X140] it is in the evidence package of its own country’s leads and registrars, and in no other', async () => {
    const { word } = await note(registrar)
    for (const client of [lead, registrar]) {
      const files = (await evidence(client)) ?? new Map()
      expect(JSON.parse(textOf(files.get(recordNotesFile)))).toMatchObject({
        country: 'FI',
        caseNumber: word,
      })
      expect(textOf(files.get(evidencePaths.readme))).toContain(recordNotesFile)
      expect(textOf(files.get(evidencePaths.manifest))).not.toContain(recordNotesFile)
      expect(await verifyPackage(files)).toMatchObject({ faults: [], hasRecordNotes: true })
      // Taken out, all the rest stands; changed, it is told.
      const without = new Map(files)
      without.delete(recordNotesFile)
      expect(await verifyPackage(without)).toMatchObject({ faults: [], hasRecordNotes: false })
      const changed = textOf(files.get(recordNotesFile)).replace(word, 'another')
      const edited = new Map([...files, [recordNotesFile, new TextEncoder().encode(changed)]])
      expect((await verifyPackage(edited)).faults).toEqual([{ path: recordNotesFile, kind: 'changed' }])
    }
    for (const [id, client] of others) {
      const files = await evidence(client)
      expect(files?.has(recordNotesFile) ?? false, id).toBe(false)
      for (const content of files?.values() ?? []) expect(textOf(content), id).not.toContain(word)
    }
  })

  it('[A719] it lies sealed in the database', async () => {
    const { word } = await note(lead)
    const stored = readdirSync(folder).filter((name) => name.startsWith('samsyn.sqlite'))
    expect(stored.length).toBeGreaterThan(0)
    for (const name of stored) expect(readFileSync(join(folder, name)).includes(word), name).toBe(false)
  })
})
