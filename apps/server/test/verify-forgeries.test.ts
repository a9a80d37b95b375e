import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { CountryCode, PositionEvent } from '@samsyn/domain'
import { textHash } from '@samsyn/editor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { append, appendTo, asBeforeSignatures, attackerOf, reportOf } from './support/attack.ts'
import { manualClock } from './support/manual-clock.ts'
import { decideSigned, inviteLead, prepare, type SigningLead, signed } from './support/signing.ts'
import { startTestServer } from './support/test-server.ts'

/** In sign-off, released, and not agreed in the sample. */
const open = 'yearly-overview'
const released = 'comment-periods'
const refused = 'contact-list'
const now = '2026-11-23T09:00:00.000Z'

describe('samsyn verify: forged agreement', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-forged-'))
  const attacked = attackerOf(folder)
  let se: SigningLead
  let fi: SigningLead
  /** What Sweden signed and nobody took, since the formula became another. */
  let stale: ReturnType<typeof signed>
  beforeAll(async () => {
    const server = await startTestServer({ DATA_DIR: folder }, { clock: manualClock(now) })
    const administrator = await server.signIn('administrator')
    fi = await inviteLead(server, administrator, 'FI')
    se = await inviteLead(server, administrator, 'SE')
    stale = signed(await prepare(se.client, open), se.authenticator)
    await decideSigned(fi, open, { kind: 'not_participating' })
    await server.stop()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const one = (database: DatabaseSync, query: string) => {
    const found = database.prepare(query).get()
    if (!found) throw new Error(`Nothing found: ${query}`)
    return found
  }
  const roundOf = (database: DatabaseSync, positionId: string) => {
    const { id, version_number, content_hash } = one(
      database,
      `select * from rounds where position_id = '${positionId}' order by opened_revision desc limit 1`,
    )
    return { id: String(id), version_number: Number(version_number), content_hash: String(content_hash) }
  }
  /** A decision row of Sweden after all others of a round. */
  function insert(database: DatabaseSync, positionId: string, value: object) {
    const round = roundOf(database, positionId)
    database
      .prepare(
        `insert into decisions (id, round_id, ordinal, country, person_id, version_number, content_hash, value, at)
         values ('forged', ?, 90, 'SE', ?, ?, ?, ?, ?)`,
      )
      .run(round.id, se.personId, round.version_number, round.content_hash, JSON.stringify(value), now)
    return round
  }
  const server = { personId: null, country: null, at: now } as const
  const tell = (path: string, positionId: string, event: PositionEvent) =>
    appendTo(path, positionId, event, server)

  it('[A361] silence that is stored as a decision', async () => {
    expect(await attacked((database) => void insert(database, open, { kind: 'tacit' }))).toEqual([
      'decision_tacit',
    ])
  })

  it('[A361] an outcome that the decisions do not come to, and one that was told twice', async () => {
    const early = await attacked(async (database, path) => {
      const { id } = roundOf(database, open)
      database.prepare("update rounds set outcome = 'unanimous', closed_at = ? where id = ?").run(now, id)
      await tell(path, open, { type: 'round.closed', roundId: id, outcome: 'unanimous' })
    })
    expect(early).toEqual(['status_differs', 'outcome_wrong'])
    const twice = await attacked(async (database, path) => {
      const { id } = roundOf(database, refused)
      database.prepare("update rounds set outcome = 'unanimous', closed_at = ? where id = ?").run(now, id)
      await tell(path, refused, { type: 'round.closed', roundId: id, outcome: 'unanimous' })
    })
    expect(twice).toEqual(['status_differs', 'ending_untold'])
    const held = await attacked(async (database, path) => {
      const { id, content_hash } = roundOf(database, open)
      database
        .prepare("update rounds set kind = 'silence', outcome = 'silence_held', closed_at = ? where id = ?")
        .run(now, id)
      const contentHash = content_hash
      const countries = ['SE'] as const
      await tell(path, open, { type: 'silence.taken', roundId: id, countries, contentHash })
      await tell(path, open, { type: 'round.closed', roundId: id, outcome: 'silence_held' })
    })
    expect(held).toEqual(['status_differs', 'round_untold', 'outcome_wrong'])
  })

  it('[A361] a final text of a round that not all agreed to', async () => {
    const faults = await attacked(async (database, path) => {
      const { id, content_hash, version_number } = roundOf(database, refused)
      database.prepare("update rounds set outcome = 'unanimous' where id = ?").run(id)
      database.exec(`insert into releases select 'forged', '${refused}', reference, title, ${version_number}, '${content_hash}', '${id}',
        supporters, party_formula, reservations, drafting_language, marking, released_at, released_by, null
        from releases where position_id = '${released}'`)
      await tell(path, refused, {
        type: 'release.issued',
        releaseId: 'forged',
        contentHash: content_hash,
      })
    })
    expect(faults).toEqual([
      'status_differs',
      'release_in_force_differs',
      'release_time_differs',
      'ending_untold',
      'release_changed',
      'release_untold',
    ])
  })

  it('[A361] decisions in another order, and one after the round had ended', async () => {
    const swapped = await attacked((database) => {
      const { id } = roundOf(database, released)
      database.exec(`update decisions set ordinal = -1 where round_id = '${id}' and ordinal = 0;
        update decisions set ordinal = 0 where round_id = '${id}' and ordinal = 1;
        update decisions set ordinal = 1 where round_id = '${id}' and ordinal = -1`)
    })
    expect(swapped).toEqual(['decision_misplaced'])
    const late = await attacked(async (database, path) => {
      const { id, content_hash } = insert(database, refused, { kind: 'agree' })
      database.exec(`update decisions set person_id = 'lead-se' where id = 'forged'`)
      await appendTo(
        path,
        refused,
        {
          type: 'decision.given',
          decisionId: 'forged',
          roundId: id,
          country: 'SE',
          deputyFor: null,
          value: 'agree',
          contentHash: content_hash,
          statementHash: null,
        },
        { personId: 'lead-se', country: 'SE', at: now },
      )
    })
    expect(late).toContain('decision_misplaced')
  })

  it('[A361] [A620] another kind, other parties, another notice, another deadline of a round; a round that is gone', async () => {
    for (const edit of [
      "kind = 'silence'",
      `parties = '["FI","SE"]'`,
      "deadline = '2027-01-01T00:00:00.000Z'",
      "notice = 'Another'",
      "open_points_reason = 'Another'",
    ]) {
      const faults = await attacked((database) =>
        database.exec(`update rounds set ${edit} where position_id = '${open}'`),
      )
      expect(faults, edit).toContain('round_untold')
    }
    const extended = await attacked((database) =>
      database.exec(
        `insert into extensions (round_id, deadline) values ('${roundOf(database, open).id}', '2027-01-01T00:00:00.000Z')`,
      ),
    )
    expect(extended).toEqual(['round_untold'])
    const gone = await attacked((database) => {
      const { id } = roundOf(database, released)
      database.exec(`delete from decisions where round_id = '${id}'; delete from rounds where id = '${id}'`)
    })
    expect(gone).toContain('round_missing')
  })

  it('[A674] a silence over a weekend, and one that ends at night', async () => {
    const opened = (at: string, deadline: string) =>
      attacked(async (database, path) => {
        const { content_hash, version_number } = roundOf(database, refused)
        const event = {
          type: 'round.opened',
          roundId: 'short',
          number: version_number,
          contentHash: content_hash,
          deadline,
          kind: 'silence',
          parties: ['DK', 'FI', 'IS', 'NO', 'SE'],
          notice: '',
          openPointsReason: null,
        } as const
        database
          .prepare(
            `insert into rounds (id, position_id, opened_revision, kind, version_number, content_hash, parties, notice, opened_at, opened_by, deadline)
             select 'short', position_id, opened_revision + 50, 'silence', version_number, content_hash, parties, '', ?, opened_by, ?
             from rounds where position_id = '${refused}' limit 1`,
          )
          .run(at, deadline)
        await appendTo(path, refused, event, { personId: 'lead-dk', country: 'DK', at })
      })
    expect(await opened('2026-11-27T09:00:00.000Z', '2026-11-30T12:00:00.000Z')).toContain('silence_unlawful')
    expect(await opened('2026-11-23T09:00:00.000Z', '2026-11-27T22:00:00.000Z')).toContain('silence_unlawful')
    expect(await opened('2026-11-23T09:00:00.000Z', '2026-11-27T12:00:00.000Z')).not.toContain(
      'silence_unlawful',
    )
  })

  it('[A361] a confirmation as from before they were signed that nobody gave, and one that is gone', async () => {
    const invented = await attacked((database) => {
      const of = { kind: 'formula', partyFormula: 'Anything.' }
      const given = JSON.stringify({ country: 'SE', personId: se.personId, of, at: now })
      database
        .prepare('insert into confirmations (round_id, ordinal, person_id, given) values (?, 0, ?, ?)')
        .run(roundOf(database, open).id, se.personId, given)
    })
    expect(invented).toEqual(['confirmation_untold'])
    const gone = await attacked(async (database, path) => {
      const { id, content_hash } = roundOf(database, open)
      const about = { roundId: id, contentHash: content_hash }
      const event = { type: 'terms.confirmed', country: 'SE', deputyFor: null, of: 'formula', ...about }
      // As events were written before confirmations were signed.
      await tell(path, open, event as never)
    })
    expect(gone).toEqual(['confirmation_missing'])
  })

  it('[A361] a statement that was signed and refused, put in where the formula is another', async () => {
    const faults = await attacked(async (database, path) => {
      const round = insert(database, open, { kind: 'agree' })
      const { statement, assertion } = stale
      const { decisionId } = JSON.parse(statement) as { readonly decisionId: string }
      const statementHash = textHash(statement)
      database
        .prepare("update decisions set id = ?, statement_hash = ? where id = 'forged'")
        .run(decisionId, statementHash)
      const { public_key } = one(database, `select * from passkeys where id = '${se.authenticator.id}'`)
      const { origin, relying_party } = one(database, 'select * from signatures')
      database
        .prepare(
          `insert into signatures (decision_id, statement, passkey_id, public_key, authenticator_data, client_data, signature, origin, relying_party)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          decisionId,
          statement,
          se.authenticator.id,
          String(public_key),
          assertion.authenticatorData,
          assertion.clientDataJSON,
          assertion.signature,
          String(origin),
          String(relying_party),
        )
      const about = { roundId: round.id, contentHash: round.content_hash }
      const event = {
        type: 'decision.given',
        decisionId,
        country: 'SE',
        deputyFor: null,
        value: 'agree',
        statementHash,
      } as const
      const by = { personId: se.personId, country: 'SE', at: now } as const
      await appendTo(path, open, { ...event, ...about }, by)
    })
    expect(faults).toEqual(['formula_differs'])
  })

  it('[A362] a final text with another title, marking or reference', async () => {
    for (const edit of ["title = 'Something else'", "marking = 'public'", "reference = 'SAM 000000 v1'"]) {
      const faults = await attacked((database) =>
        database.exec(`update releases set ${edit} where position_id = '${released}'`),
      )
      expect(faults, edit).toEqual(['release_changed'])
    }
  })

  it('[A362] a whole position that is gone', async () => {
    const faults = await attacked((database) =>
      database.exec("delete from positions where id = 'follow-up-outline'"),
    )
    expect(faults).toEqual(['position_missing'])
  })

  it('[A362] a purge of later words excuses nothing that it did not take', async () => {
    const faults = await attacked(async (database, path) => {
      const { id, version_number } = roundOf(database, released)
      database.exec(`delete from decisions where round_id = '${id}' and country = 'SE'`)
      const gone = { entries: 0, versions: 0, remarks: 0, events: 0 }
      const purge = { spillId: 'spill', reason: 'A spill.', version: Number(version_number), ...gone }
      await tell(path, released, { type: 'spill.purged', ...purge })
    })
    expect(faults).toContain('decision_missing')
  })

  it('[A363] a passkey that no event tells of, one that is gone; one that was removed is no fault', async () => {
    const id = () => fi.authenticator.id
    const invented = await attacked((database) =>
      database.exec(`insert into passkeys select 'another', person_id, name, public_key, counter, transports, added_at, last_used_at
        from passkeys where id = '${id()}'`),
    )
    expect(invented).toEqual(['passkey_untold'])
    const gone = await attacked((database) => database.exec(`delete from passkeys where id = '${id()}'`))
    expect(gone).toEqual(['passkey_missing'])
    const removed = await attacked(async (database, path) => {
      database.exec(`delete from passkeys where id = '${id()}'`)
      const event = { type: 'passkey.removed', passkeyId: id() } as const
      await append(path, {
        positionId: null,
        revision: null,
        personId: fi.personId,
        country: 'FI',
        at: now,
        event,
      })
    })
    expect(removed).toEqual([])
  })
})

describe('samsyn verify of a database from before signatures', () => {
  it('[A364] [A667] old decisions, passkeys and invitations are accepted, and the key is noted with its first decision; nothing new passes for old', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'samsyn-before-'))
    const path = join(folder, 'samsyn.sqlite')
    const server = await startTestServer({ DATA_DIR: folder })
    const fi = await inviteLead(server, await server.signIn('administrator'), 'FI')
    asBeforeSignatures(path)
    const before = await reportOf(path)
    expect(before.faults).toEqual([])
    expect(before).toMatchObject({ signed: 0, unsigned: 0 })
    expect(before.before).toBeGreaterThan(10)
    await decideSigned(fi, open, { kind: 'object', reason: 'No.' })
    await decideSigned(fi, open)
    const accounts = await server.storage.tables.events.ofAccounts()
    expect(accounts.filter(({ event }) => event.type === 'passkey.noted')).toHaveLength(1)
    const country: CountryCode = 'FI'
    const personId = fi.personId
    await server.stop()
    expect(await reportOf(path)).toMatchObject({ faults: [], signed: 2, unsigned: 0, before: before.before })
    const forged = await attackerOf(folder)(async (database, copy) => {
      const last = database.prepare('select * from decisions where statement_hash is not null').get()
      database
        .prepare(
          `insert into decisions (id, round_id, ordinal, country, person_id, version_number, content_hash, value, at)
           values ('forged', ?, 90, ?, ?, ?, ?, '{"kind":"agree"}', ?)`,
        )
        .run(
          String(last?.round_id),
          country,
          personId,
          Number(last?.version_number),
          String(last?.content_hash),
          now,
        )
      const about = { roundId: String(last?.round_id), contentHash: String(last?.content_hash) }
      // As events were written before.
      const event = { type: 'decision.given', country, value: 'agree', ...about } as unknown as PositionEvent
      await appendTo(copy, open, event, { personId, country, at: now })
    })
    expect(forged).toContain('decision_unsigned')
    rmSync(folder, { recursive: true })
  })
})
