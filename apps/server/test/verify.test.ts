import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Position } from '@samsyn/domain'
import { textHash } from '@samsyn/editor'
import { openForReading, openStorage, type Tables } from '@samsyn/storage'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '../src/verify/report.ts'
import { verifyDatabase } from '../src/verify/verify-database.ts'
import { manualClock } from './support/manual-clock.ts'
import { decideSigned, inviteLead, prepare, type SigningLead, signed } from './support/signing.ts'
import { startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'yearly-overview'
const now = '2026-11-23T09:00:00.000Z'

describe('samsyn verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-verify-'))
  const original = join(folder, 'samsyn.sqlite')
  let server: TestServer
  let fi: SigningLead
  let se: SigningLead
  let other: string
  /** What the program says while the server runs. */
  let beside: ReturnType<typeof run>
  beforeAll(async () => {
    const clock = manualClock(now)
    server = await startTestServer({ DATA_DIR: folder }, { clock })
    const administrator = await server.signIn('administrator')
    fi = await inviteLead(server, administrator, 'FI')
    se = await inviteLead(server, administrator, 'SE')
    await decideSigned(fi, positionId, { kind: 'object', reason: 'Six weeks are too few.' })
    // Signed, and never sent: what somebody could have caught on the way.
    other = JSON.stringify(signed(await prepare(se.client, positionId), se.authenticator))
    await decideSigned(fi, positionId)
    beside = run()
    await server.stop()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** The program, as an operator runs it. */
  const run = () =>
    spawnSync('node', [new URL('../src/verify.ts', import.meta.url).pathname], {
      env: { ...process.env, DATA_DIR: folder },
      encoding: 'utf8',
    })

  let copies = 0
  /** A copy of the database that somebody with its own tools has been at, with its guards gone. */
  async function attacked(attack: (database: DatabaseSync, path: string) => unknown) {
    copies += 1
    const path = join(folder, `copy-${copies}.sqlite`)
    copyFileSync(original, path)
    const database = new DatabaseSync(path)
    const triggers = database.prepare("select name from sqlite_master where type = 'trigger'").all()
    for (const { name } of triggers) database.exec(`drop trigger ${name}`)
    await attack(database, path)
    database.close()
    return faultsOf(path)
  }
  async function faultsOf(path: string) {
    const storage = await openForReading({ kind: 'sqlite', path })
    const { faults } = await verifyDatabase(storage).finally(() => storage.close())
    return faults
  }
  const kinds = (faults: readonly Fault[]) => faults.map(({ kind }) => kind)
  const one = (database: DatabaseSync, query: string) => {
    const found = database.prepare(query).get()
    if (!found) throw new Error(`Nothing found: ${query}`)
    return found
  }
  const signedRow = 'select * from decisions where statement_hash is not null order by ordinal desc limit 1'

  /** Works on a copy through the storage, as somebody does who appends events with a right hash. */
  async function through(path: string, work: (tables: Tables, position: Position) => Promise<void>) {
    const storage = await openStorage({ kind: 'sqlite', path })
    await storage.transaction(async (tables) => {
      const position = await tables.positions.byId(positionId)
      if (position) await work(tables, position)
    })
    await storage.close()
  }
  /** A decision of Sweden that Sweden never gave, beside the others of the round. */
  function insert(database: DatabaseSync, { hash = null as string | null } = {}) {
    const last = one(database, signedRow)
    database
      .prepare(
        'insert into decisions select ?, round_id, ordinal + 1, ?, ?, version_number, content_hash, value, at, ?, null from decisions where id = ?',
      )
      .run('forged', 'SE', se.personId, hash, String(last.id))
    return last
  }

  it('[A356] [A357] [A673] finds nothing wrong in a database that is in order, also beside a running server, which it leaves as it is', async () => {
    expect(await faultsOf(original)).toEqual([])
    expect(beside.stderr).toBe('')
    expect(beside.stdout).toMatch(/Decisions: 2 signed/)
    expect(beside.stdout).toMatch(/Nothing is wrong\.\n$/)
    // [A673]
    const end = new DatabaseSync(original).prepare('select count, last_hash from event_chain').get()
    expect(beside.stdout).toContain(`The chain ends with event ${end?.count}, hash ${end?.last_hash}\n`)
    expect(beside.status).toBe(0)
    const database = new DatabaseSync(original)
    const [trigger] = database
      .prepare("select name, sql from sqlite_master where name = 'versions_no_update'")
      .all()
    database.exec('drop trigger versions_no_update')
    database.exec(
      "update versions set canonical_text = canonical_text || ' ' where position_id = 'yearly-overview' and number = 2",
    )
    const found = run()
    expect(found.status).toBe(1)
    expect(found.stdout).toContain(
      'WRONG: position yearly-overview, version 2: the text is not the one that was frozen: its hash is another (version_changed)\n1 wrong.\n',
    )
    database.exec(
      "update versions set canonical_text = trim(canonical_text) where position_id = 'yearly-overview' and number = 2",
    )
    const nowhere = spawnSync('node', [new URL('../src/verify.ts', import.meta.url).pathname], {
      env: { ...process.env, DATA_DIR: join(folder, 'nowhere') },
      encoding: 'utf8',
    })
    expect([nowhere.status, nowhere.stderr]).toEqual([2, expect.stringContaining('could not be read')])
    database.exec(String(trigger?.sql))
    database.close()
    expect(await faultsOf(original)).toEqual([])
  })

  it('[A357] an edited version', async () => {
    const faults = await attacked((database) =>
      database.exec("update versions set canonical_text = replace(canonical_text, 'ten pages', 'two pages')"),
    )
    expect(faults).toContainEqual({ kind: 'version_changed', positionId, version: 2 })
    expect(new Set(kinds(faults))).toEqual(new Set(['version_changed']))
    const rehashed = await attacked((database) => {
      database.exec('pragma foreign_keys = off')
      database.exec(
        `update versions set content_hash = '${'f'.repeat(64)}' where number = 1 and position_id = '${positionId}'`,
      )
    })
    expect(kinds(rehashed)).toEqual(['version_changed', 'version_untold', 'version_missing'])
  })

  it('[A357] a deleted event, reordered events, an edited one', async () => {
    const at = 40
    const gone = await attacked((database) => database.exec(`delete from events where sequence = ${at}`))
    expect(gone).toContainEqual({ kind: 'sequence_broken', atSequence: at })
    const last = await attacked((database) =>
      database.exec('delete from events where sequence = (select max(sequence) from events)'),
    )
    expect(kinds(last)).toContain('end_missing')
    const swapped = await attacked((database) =>
      database.exec(`update events set sequence = -1 where sequence = ${at};
        update events set sequence = ${at} where sequence = ${at + 1};
        update events set sequence = ${at + 1} where sequence = -1`),
    )
    expect(swapped).toContainEqual({ kind: 'link_broken', atSequence: at })
    const edited = await attacked((database) =>
      database.exec(`update events set person_id = null, country = 'DK' where sequence = ${at}`),
    )
    expect(edited).toContainEqual({ kind: 'row_changed', atSequence: at })
  })

  it('[A358] an edited statement, alone and with its hash', async () => {
    const edit =
      'update signatures set statement = replace(statement, \'"kind":"agree"\', \'"kind":"tacit"\')'
    expect(kinds(await attacked((database) => database.exec(edit)))).toEqual(['statement_changed'])
    const whole = await attacked((database) => {
      const { id, statement_hash: before } = one(database, signedRow)
      const { statement } = one(database, `select statement from signatures where decision_id = '${id}'`)
      const edited = String(statement).replace('"delegation":"FI"', '"delegation":"NO"')
      database.prepare('update signatures set statement = ? where decision_id = ?').run(edited, String(id))
      database
        .prepare('update decisions set statement_hash = ? where statement_hash = ?')
        .run(textHash(edited), String(before))
    })
    expect(kinds(whole)).toEqual(['decision_untold', 'statement_differs'])
  })

  it('[A358] an edited decision', async () => {
    const faults = await attacked((database) =>
      database.exec(
        `update decisions set value = '{"kind":"agree"}' where value like '%Six weeks are too few%'`,
      ),
    )
    expect(kinds(faults)).toEqual(['decision_untold', 'statement_differs'])
  })

  it('[A358] a decision that an administrator put into the database, without an event', async () => {
    const faults = await attacked((database) => void insert(database))
    expect(kinds(faults)).toEqual(['decision_untold', 'decision_unsigned'])
    expect(faults[0]).toMatchObject({ decisionId: 'forged', country: 'SE', positionId })
  })

  it('[A358] one with an event that has a right hash: nobody signed it', async () => {
    const faults = await attacked(async (database, path) => {
      const { round_id, content_hash, at } = insert(database)
      await through(path, async ({ events }, position) => {
        await events.append([
          {
            positionId,
            revision: position.revision,
            personId: se.personId,
            country: 'SE',
            at: String(at),
            event: {
              type: 'decision.given',
              decisionId: 'forged',
              roundId: String(round_id),
              country: 'SE',
              value: 'agree',
              contentHash: String(content_hash),
              deputyFor: null,
              statementHash: null,
            },
          },
        ])
      })
    })
    expect(kinds(faults)).toEqual(['decision_unsigned'])
  })

  it('[A358] the signature of another decision in the place of its own', async () => {
    const faults = await attacked((database) => {
      const { id } = one(database, signedRow)
      database.exec(`update signatures set (authenticator_data, client_data, signature) =
        (select authenticator_data, client_data, signature from signatures where decision_id <> '${id}')
        where decision_id = '${id}'`)
    })
    expect(kinds(faults)).toEqual(['other_statement'])
    const borrowed = await attacked((database) => {
      const { id } = one(database, signedRow)
      const { assertion } = JSON.parse(other) as ReturnType<typeof signed>
      database
        .prepare('update signatures set authenticator_data = ?, signature = ? where decision_id = ?')
        .run(assertion.authenticatorData, assertion.signature, String(id))
    })
    expect(kinds(borrowed)).toEqual(['signature_wrong'])
  })

  it('[A358] a key that was never registered, and a person that the device did not verify', async () => {
    const faults = await attacked((database) => {
      const { id } = one(database, signedRow)
      const { authenticator_data } = one(database, `select * from signatures where decision_id = '${id}'`)
      const data = Buffer.from(String(authenticator_data), 'base64url')
      data[32] = 0x01
      database
        .prepare('update signatures set authenticator_data = ? where decision_id = ?')
        .run(data.toString('base64url'), String(id))
    })
    expect(kinds(faults)).toEqual(['user_not_verified'])
    const elsewhere = await attacked((database) =>
      database.exec("update signatures set passkey_id = 'another'"),
    )
    expect(kinds(elsewhere)).toEqual(['key_unknown', 'key_unknown'])
  })

  it('[A359] a final text that says otherwise than its round', async () => {
    const faults = await attacked((database) =>
      database.exec(
        "update releases set party_formula = 'This text is put forward by nobody.' where superseded_by is null",
      ),
    )
    expect(new Set(kinds(faults))).toEqual(new Set(['release_changed']))
    const gone = await attacked((database) => {
      database.exec('pragma foreign_keys = off')
      database.exec("delete from releases where position_id = 'comment-periods'")
    })
    expect(kinds(gone)).toContain('release_missing')
  })
})

describe('samsyn verify after a purge', () => {
  it('[A360] what a purge has removed is not missed, and what is left is checked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'samsyn-verify-'))
    const server = await startTestServer({ DATA_DIR: folder })
    const se = await inviteLead(server, await server.signIn('administrator'), 'SE')
    await decideSigned(se, positionId)
    const params = { positionId }
    const { spills } = await se.client.call('reportSpill', {
      params,
      body: { country: null, reason: 'A spill.' },
    })
    const spillId = spills[0]?.id ?? ''
    const asked = await se.client.call('purgeSpill', {
      params: { positionId, spillId },
      body: { version: 1, reason: 'A spill.' },
    })
    const askId = asked.spills[0]?.ask?.id ?? ''
    const other = await server.signIn('lead-fi')
    await other.call('answerPurge', { params: { positionId, spillId, askId }, body: { how: 'confirmed' } })
    await server.stop()
    const storage = await openForReading({ kind: 'sqlite', path: join(folder, 'samsyn.sqlite') })
    const report = await verifyDatabase(storage).finally(() => storage.close())
    expect(report.faults).toEqual([])
    expect(report).toMatchObject({ isSample: true, signed: 0 })
    rmSync(folder, { recursive: true })
  })
})
