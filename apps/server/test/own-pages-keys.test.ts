import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { countryCodes } from '@samsyn/domain'
import { schemaVersion } from '@samsyn/editor'
import { closeCodes } from '@samsyn/protocol'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConfigError } from '../src/config.ts'
import { eventually, openDraft } from './support/drafter.ts'
import { carriers, LineRefused, openRawLine } from './support/raw-line.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'quarterly-statistics'
const finnish = { positionId, country: 'FI' }
const danish = { positionId, country: 'DK' }
const pagesId = `${positionId}.FI`
const secret = 'Ten weeks are the fall-back.'
const newKey = () => randomBytes(32).toString('base64')
const keysOf = (...keys: readonly string[]) =>
  Object.fromEntries(countryCodes.map((country) => [country, keys]))

describe('the keys of own pages', () => {
  let folder: string
  let keysPath: string
  let log: string[]
  let server: TestServer | null = null
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-keys-'))
    keysPath = join(folder, 'own-pages.keys.json')
    log = []
  })
  afterEach(async () => {
    await server?.stop()
    server = null
    await rm(folder, { recursive: true, force: true })
  })

  const start = async () => {
    const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) })
    server = await startTestServer({ DATA_DIR: folder }, { logger })
    return server
  }
  const stop = async () => {
    await server?.stop()
    server = null
  }
  const readKeys = async () => JSON.parse(await readFile(keysPath, 'utf8')) as Record<string, string[]>
  const writeKeys = (keys: unknown) => writeFile(keysPath, JSON.stringify(keys), { mode: 0o600 })
  const databaseBytes = async () => {
    const files = (await readdir(folder)).filter((file) => file.startsWith('samsyn.sqlite'))
    return Buffer.concat(await Promise.all(files.map((file) => readFile(join(folder, file)))))
  }
  const problemOf = async () => {
    try {
      await start()
      return null
    } catch (error) {
      if (error instanceof ConfigError) return error.message
      throw error
    }
  }
  const lineCode = async (client: Client, draftId: string, carrier: (typeof carriers)[number]) => {
    try {
      const line = await openRawLine(client, draftId, carrier)
      line.leave()
      return 'opened'
    } catch (error) {
      if (error instanceof LineRefused) return error.code
      throw error
    }
  }
  /** A sentence on the pages, a version of them and a mandate, each with the secret in it. */
  const writePages = async (lead: Client) => {
    const draft = openDraft(lead, pagesId)
    await draft.synced()
    draft.type(secret)
    await draft.saved()
    draft.leave()
    await lead.call('keepPagesVersion', { params: finnish, body: { note: `Note: ${secret}` } })
    await lead.call('setMandate', {
      params: finnish,
      body: { changes: 0, reference: `Cited: ${secret}`, state: 'cleared', isShared: true },
    })
  }

  it('[A270] are made at the first start for their owner alone, and no start changes them', async () => {
    await start()
    const made = await readFile(keysPath, 'utf8')
    const keys = await readKeys()
    expect(Object.keys(keys).sort()).toEqual(['DK', 'FI', 'IS', 'NO', 'SE'])
    expect(new Set(Object.values(keys).flat()).size).toBe(5)
    expect((await stat(keysPath)).mode & 0o777).toBe(0o600)
    await stop()
    await start()
    await stop()
    expect(await readFile(keysPath, 'utf8')).toBe(made)
    expect((await readdir(folder)).filter((file) => file.includes('keys'))).toEqual(['own-pages.keys.json'])
    for (const key of Object.values(keys).flat()) expect(log.join()).not.toContain(key)
  })

  it.each([
    ['may be read by everybody', 0o604, null],
    ['may be written by a group', 0o620, null],
    ['is no JSON', 0o600, '{"FI":["c2VjcmV0'],
    ['has another country', 0o600, JSON.stringify({ EE: [newKey()] })],
    ['has a key that is too short', 0o600, JSON.stringify({ FI: ['c2VjcmV0'] })],
    ['has a country without keys', 0o600, JSON.stringify({ FI: [] })],
  ])('[A271] a file that %s stops the start, and is not quoted', async (_what, mode, text) => {
    await writeFile(keysPath, text ?? JSON.stringify({ FI: [newKey()] }))
    await chmod(keysPath, mode)
    const problem = await problemOf()
    expect(problem).toContain(`OWN_PAGES_KEYS: ${keysPath}`)
    expect(problem).not.toContain('c2VjcmV0')
  })

  it('[A271] a file that a group may read is warned of', async () => {
    await writeKeys(keysOf(newKey()))
    await chmod(keysPath, 0o640)
    await start()
    expect(log.join()).toContain('may be read by a group')
  })

  it('[A272] own pages go on as before over a restart, and none of their words is in the database', async () => {
    const first = await start()
    await writePages(await first.signIn('lead-fi'))
    const joint = openDraft(await first.signIn('drafter-fi'), positionId)
    await joint.synced()
    joint.type('Twelve weeks, we all say.')
    await joint.saved()
    joint.leave()
    const whileRunning = await databaseBytes()
    await stop()
    for (const bytes of [whileRunning, await databaseBytes()]) {
      expect(bytes.includes('Twelve weeks, we all say.')).toBe(true)
      expect(bytes.includes(secret)).toBe(false)
    }
    const second = await start()
    const lead = await second.signIn('lead-fi')
    const pages = await lead.call('getOwnPages', { params: finnish })
    expect(pages).toMatchObject({
      isSealed: true,
      mandate: { reference: `Cited: ${secret}` },
      versions: [{ note: `Note: ${secret}` }],
    })
    const version = await lead.call('getPagesVersion', { params: { ...finnish, number: 1 } })
    expect(JSON.stringify(version.doc)).toContain(secret)
    const draft = openDraft(lead, pagesId)
    await draft.synced()
    expect(draft.text()).toContain(secret)
    draft.leave()
    expect(await second.anonymous().call('getHealth')).toEqual({
      status: 'ok',
      ownPages: 'ok',
      deadlines: 'ok',
    })
    expect(log.join()).not.toContain(secret)
  })

  it('[A273] without the file the pages are closed, everything else goes on, and with it they are back', async () => {
    const first = await start()
    await writePages(await first.signIn('lead-fi'))
    await stop()
    await rename(keysPath, `${keysPath}.aside`)
    log = []
    const second = await start()
    expect((await readdir(folder)).includes('own-pages.keys.json'), 'none is made').toBe(false)
    expect(await second.anonymous().call('getHealth')).toEqual({
      status: 'ok',
      ownPages: 'sealed',
      deadlines: 'ok',
    })
    expect(log.join()).toContain('lacks keys')
    const [lead, drafterDk] = await Promise.all([second.signIn('lead-fi'), second.signIn('drafter-dk')])
    const path = `/api/positions/${positionId}/pages/FI`
    const answers = await Promise.all([
      lead.ask('GET', path),
      lead.ask('GET', `${path}/versions/1`),
      lead.ask('GET', `${path}/text`),
      lead.ask('GET', `${path}/authorship`),
      lead.ask('GET', `${path}/sessions`),
      lead.ask('PATCH', `${path}/mandate`, {
        body: { changes: 1, reference: 'x', state: 'none', isShared: false },
      }),
      lead.ask('POST', `${path}/versions`, { body: { note: '' } }),
      lead.ask('GET', `/api/positions/${positionId}/draft-access?schema=${schemaVersion}&country=FI`),
      drafterDk.ask('GET', `/api/positions/${positionId}/pages/DK`),
    ])
    expect(answers.map(({ status, code }) => [status, code])).toEqual(
      answers.map(() => [500, 'pages_sealed']),
    )
    for (const carrier of carriers) {
      expect(await lineCode(lead, pagesId, carrier)).toBe('pages_sealed')
      expect(await lineCode(drafterDk, `${positionId}.DK`, carrier)).toBe('pages_sealed')
      expect(await lineCode(lead, positionId, carrier)).toBe('opened')
    }
    expect((await drafterDk.ask('GET', path)).code, 'nothing of it is told to others').toBe('forbidden')
    const position = await drafterDk.call('getPosition', { params: { positionId } })
    expect(position.mandates).toEqual([{ country: 'FI', standing: 'in_place' }])
    const faults = log.filter((line) => line.includes('own pages cannot be opened'))
    expect(faults.filter((line) => line.includes(pagesId))).toHaveLength(1)
    await stop()
    await rename(`${keysPath}.aside`, keysPath)
    const third = await start()
    const draft = openDraft(await third.signIn('lead-fi'), pagesId)
    await draft.synced()
    expect(draft.text()).toContain(secret)
    draft.leave()
  })

  it('[A306] pages that cannot be opened are locked all the same when something is reported in them', async () => {
    const first = await start()
    await writePages(await first.signIn('lead-fi'))
    await stop()
    await rename(keysPath, `${keysPath}.aside`)
    const lead = await (await start()).signIn('lead-fi')
    const reported = await lead.call('reportSpill', {
      params: { positionId },
      body: { country: 'FI', reason: 'An annex was pasted in.' },
    })
    expect(reported.locks).toEqual([{ country: 'FI', mayHandle: true }])
    expect((await lead.ask('GET', `/api/positions/${positionId}/pages/FI`)).code).toBe('spill_locked')
    expect(log.join()).toContain('a text was reported that could not be opened')
  })

  it('[A274] pages whose stored bytes were changed are closed, with a reason for the page to show', async () => {
    const first = await start()
    await writePages(await first.signIn('lead-fi'))
    await stop()
    const database = new DatabaseSync(join(folder, 'samsyn.sqlite'))
    database.exec('drop trigger updates_no_update')
    const changed = database.prepare(
      "update updates set bytes = cast(substr(bytes, 1, 30) || x'00' || substr(bytes, 32) as blob) where draft_id = ?",
    )
    expect(changed.run(pagesId).changes).toBeGreaterThan(0)
    database.close()
    const second = await start()
    const lead = await second.signIn('lead-fi')
    const draft = openDraft(lead, pagesId)
    await eventually(() => draft.closeCodes.includes(closeCodes.failed))
    draft.leave()
    const access = await lead.ask(
      'GET',
      `/api/positions/${positionId}/draft-access?schema=${schemaVersion}&country=FI`,
    )
    expect(access.code).toBe('pages_sealed')
    expect(await second.anonymous().call('getHealth')).toEqual({
      status: 'ok',
      ownPages: 'sealed',
      deadlines: 'ok',
    })
    expect(log.join()).toContain('seal_broken')
    expect(await lineCode(lead, positionId, 'websocket')).toBe('opened')
  })

  it('[A275] a key added behind a ministry’s own one is taken by its next pages alone', async () => {
    const [own, next] = [newKey(), newKey()]
    await writeKeys(keysOf(own))
    const first = await start()
    await writePages(await first.signIn('lead-fi'))
    await stop()
    await writeKeys(keysOf(own, next))
    const second = await start()
    const draft = openDraft(await second.signIn('lead-fi'), pagesId)
    await draft.synced()
    expect(draft.text()).toContain(secret)
    draft.leave()
    const drafterDk = await second.signIn('drafter-dk')
    const begun = openDraft(drafterDk, `${positionId}.DK`)
    await begun.synced()
    begun.leave()
    await stop()
    const database = new DatabaseSync(join(folder, 'samsyn.sqlite'))
    const keyIds = database.prepare('select key_id from own_pages where position_id = ?').all(positionId)
    database.close()
    expect(new Set(keyIds.map(({ key_id }) => key_id)).size).toBe(2)
  })

  it('[A278] a country without a key begins no pages, and that alarms nobody', async () => {
    const { IS: _none, ...others } = keysOf(newKey())
    await writeKeys(others)
    const own = await start()
    const drafterIs = await own.signIn('drafter-is')
    expect((await drafterIs.ask('GET', `/api/positions/${positionId}/pages/IS`)).code).toBe('pages_sealed')
    expect(await own.anonymous().call('getHealth')).toEqual({ status: 'ok', ownPages: 'ok', deadlines: 'ok' })
    expect(log.join()).not.toContain('own pages cannot be opened')
  })

  it('[A276] pages begun before there were keys are counted in the log, and their delegation is told', async () => {
    const first = await start()
    await writePages(await first.signIn('lead-fi'))
    await first.storage.tables.ownPages.begin({ positionId, country: 'DK' }, '2026-03-02T08:00:00.000Z')
    await stop()
    const database = new DatabaseSync(join(folder, 'samsyn.sqlite'))
    database.exec("drop trigger own_pages_no_update; update own_pages set key_id = null where country = 'DK'")
    database.close()
    log = []
    const second = await start()
    const pages = await (await second.signIn('drafter-dk')).call('getOwnPages', { params: danish })
    expect(pages.isSealed).toBe(false)
    expect(log.filter((line) => line.includes('before there were keys'))).toHaveLength(1)
  })
})
