import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ChainedEvent, hashedFields, type Role } from '@samsyn/domain'
import { canonicalText, textHash } from '@samsyn/editor'
import { evidencePaths, manifestText, verifyPackage } from '@samsyn/export'
import { filePath } from '@samsyn/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { giveRoles } from './support/accounts.ts'
import { unpackTo } from './support/evidence.ts'
import { actSigned, positionToSign, releaseSigned } from './support/signing.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

type Files = Awaited<ReturnType<typeof unpackTo>>

describe('evidence of a final text', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-evidence-'))
  let server: TestServer
  let releaseId: string
  let files: Files
  const address = () => server.url + filePath('getReleaseEvidence', { releaseId })
  const asked = (client: Client) => fetch(address(), { headers: { cookie: client.cookie } })
  beforeAll(async () => {
    server = await startTestServer()
    const released = await releaseSigned(server)
    releaseId = released.releaseId
    const answer = await asked(await server.signIn('lead-fi'))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toContain('evidence.zip')
    files = await unpackTo(folder, await answer.blob())
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true })
  })

  const textOf = (path: string) => new TextDecoder().decode(files.get(path))

  /** What is wrong with it once these files were changed and its manifest made anew. */
  const remade = async (changes: Readonly<Record<string, (text: string) => string>>) => {
    const changed = new Map(files)
    for (const [path, change] of Object.entries(changes)) {
      const text = change(textOf(path))
      expect(text, path).not.toBe(textOf(path))
      changed.set(path, new TextEncoder().encode(text))
    }
    changed.delete(evidencePaths.manifest)
    const manifest = await manifestText([...changed].map(([path, content]) => ({ path, content })))
    changed.set(evidencePaths.manifest, new TextEncoder().encode(manifest))
    return (await verifyPackage(changed)).faults
  }

  it('[A365] holds the text, what was signed, keys, events and a page, and nothing is wrong with it', async () => {
    const report = await verifyPackage(files)
    expect(report.faults).toEqual([])
    expect(report.decisions.map(({ country, isSigned }) => [country, isSigned])).toEqual([
      ['DK', false],
      ['NO', false],
      ['FI', true],
      ['IS', true],
      ['SE', true],
    ])
    expect([...files.keys()].filter((path) => !path.startsWith('decisions/')).sort()).toEqual(
      Object.values(evidencePaths).sort(),
    )
    expect([...files.keys()].filter((path) => path.startsWith('decisions/03-FI/'))).toHaveLength(8)
    expect(textOf('README.txt')).toContain('2 of 5 decisions here are NOT SIGNED (DK, NO)')
    expect(textOf('README.txt')).toContain('SAMPLE workspace')
    expect(textOf('text/text.pdf').slice(0, 5)).toBe('%PDF-')
    expect(textOf('verify.html')).toContain("default-src 'none'")
    const types = (JSON.parse(textOf('events.json')) as { event: { type: string } }[]).map(
      ({ event }) => event.type,
    )
    expect(new Set(types)).toEqual(
      new Set([
        'position.created',
        'coordination.started',
        'version.frozen',
        'round.opened',
        'decision.given',
        'round.closed',
        'release.issued',
        'passkey.added',
        'invitation.made',
        'invitation.approved',
        'invitation.used',
      ]),
    )
  })

  it('[A366] one byte of anything that changes is told, with the file that it is in', async () => {
    for (const [path, content] of files) {
      for (const at of [0, Math.floor(content.length / 2), content.length - 1]) {
        const changed = content.slice()
        changed[at] = (changed[at] ?? 0) ^ 1
        const { faults } = await verifyPackage(new Map([...files, [path, changed]]))
        const places = faults.map((fault) => fault.path)
        // A hash that changes in the manifest is that of another file.
        if (path === evidencePaths.manifest) expect(places.length, `${path} ${at}`).toBeGreaterThan(0)
        else expect(places, `${path} ${at}`).toContain(path)
      }
    }
    const without = new Map(files)
    without.delete('decisions/03-FI/statement.json')
    expect((await verifyPackage(without)).faults).toContainEqual({
      path: 'decisions/03-FI/statement.json',
      kind: 'missing',
    })
    const more = new Map([...files, ['decisions/06-FI/decision.json', new TextEncoder().encode('{}')]])
    expect((await verifyPackage(more)).faults).toContainEqual({
      path: 'decisions/06-FI/decision.json',
      kind: 'unexpected',
    })
  })

  it('[X156] has metadata for a records system, which says what the rest says', async () => {
    const release = JSON.parse(textOf('release.json')) as { reference: string; title: string }
    const metadata = JSON.parse(textOf('metadata.json')) as Record<string, unknown>
    expect(metadata).toMatchObject({
      identifier: [
        release.reference,
        `ni:///sha-256;${(await verifyPackage(files)).release?.version.contentHash}`,
      ],
      title: release.title,
      creator: ['DK', 'FI', 'IS', 'NO', 'SE'],
      language: 'en',
      isReplacedBy: null,
      hasFormat: ['text/text.json', 'text/text.txt', 'text/text.html', 'text/text.pdf'],
    })
    expect(
      await remade({
        'metadata.json': (text) => text.replace('"isReplacedBy": null', '"isReplacedBy": "none"'),
      }),
    ).toEqual([{ path: 'metadata.json', kind: 'metadata_differs' }])
    const without = new Map(files)
    without.delete('metadata.json')
    expect((await verifyPackage(without)).faults).toContainEqual({
      path: 'metadata.json',
      kind: 'metadata_differs',
    })
  })

  it('[A367] a manifest made anew hides nothing of what was signed', async () => {
    expect(await remade({ 'text/text.json': (text) => text.replace('ten pages', 'two pages') })).toEqual([
      { path: 'text/text.json', kind: 'text_differs' },
    ])
    expect(await remade({ 'release.json': (text) => text.replace('"FI",', '') })).toContainEqual({
      path: 'release.json',
      kind: 'release_differs',
    })
    const statement = 'decisions/03-FI/statement.json'
    expect(
      await remade({ [statement]: (text) => text.replace('"delegation":"FI"', '"delegation":"NO"') }),
    ).toContainEqual({ path: 'decisions/03-FI/', kind: 'statement_changed' })
    expect(
      await remade({
        'decisions/03-FI/decision.json': (text) =>
          text.replace(/"statementHash": "\w+"/, '"statementHash": null'),
      }),
    ).toContainEqual({ path: 'events.json', kind: 'event_missing' })
    expect(
      await remade({ 'events.json': (text) => text.replace('"value": "agree"', '"value": "tacit"') }),
    ).toContainEqual({ path: 'events.json', kind: 'event_changed' })
  })

  /** The events with one of them changed, and its hash made anew. */
  const rewritten =
    (type: string, change: (event: ChainedEvent) => Partial<ChainedEvent> | null) =>
    (text: string): string => {
      const events = JSON.parse(text) as readonly ChainedEvent[]
      const at = events.findIndex(({ event }) => event.type === type)
      return JSON.stringify(
        events.flatMap((event, index) => {
          if (index !== at) return [event]
          const changed = change(event)
          if (changed === null) return []
          const salted = { ...event, ...changed }
          const { salt } = salted
          const digest = salt === null ? salted.digest : textHash(salt + canonicalText(salted.event))
          return [{ ...salted, digest, hash: textHash(canonicalText(hashedFields({ ...salted, digest }))) }]
        }),
      )
    }

  it('[X141] an event without a salt says nothing: no key is known by it, and it is told', async () => {
    const stranger = { 'events.json': rewritten('passkey.added', ({ digest }) => ({ salt: null, digest })) }
    const faults = await remade(stranger)
    expect(faults).toContainEqual({ path: 'events.json', kind: 'event_changed' })
    expect(faults).toContainEqual({ path: 'decisions/03-FI/', kind: 'key_unknown' })
    const undigested = rewritten('passkey.added', () => ({ salt: null, digest: null }))
    expect(await remade({ 'events.json': undigested })).toContainEqual({
      path: 'events.json',
      kind: 'event_changed',
    })
    const twice = (text: string) => {
      const events = JSON.parse(text) as readonly ChainedEvent[]
      return JSON.stringify([...events, events.at(-1)])
    }
    expect(await remade({ 'events.json': twice })).toEqual([{ path: 'events.json', kind: 'event_changed' }])
  })

  it('[X142] a key that was removed before signs nothing', async () => {
    const removed = (text: string) => {
      const events = JSON.parse(text) as readonly ChainedEvent[]
      return JSON.stringify(
        events.flatMap((event) => {
          if (event.event.type !== 'passkey.added') return [event]
          const { passkeyId } = event.event
          const gone = {
            ...event,
            sequence: event.sequence + 0.5,
            event: { type: 'passkey.removed', passkeyId },
          }
          const digest = textHash(gone.salt + canonicalText(gone.event))
          const whole = { ...gone, digest } as ChainedEvent
          return [event, { ...whole, hash: textHash(canonicalText(hashedFields(whole))) }]
        }),
      )
    }
    const faults = await remade({ 'events.json': removed })
    expect(faults.map(({ kind }) => kind)).toEqual(['key_unknown', 'key_unknown', 'key_unknown'])
  })

  it('[X143] an answer that the events tell of, and that was taken out, is missed', async () => {
    const without = new Map([...files].filter(([path]) => !path.startsWith('decisions/05-SE/')))
    without.delete(evidencePaths.manifest)
    const manifest = await manifestText([...without].map(([path, content]) => ({ path, content })))
    without.set(evidencePaths.manifest, new TextEncoder().encode(manifest))
    expect((await verifyPackage(without)).faults).toContainEqual({
      path: 'decisions/05-SE/',
      kind: 'missing',
    })
    const withdrawn = rewritten('release.issued', ({ event, sequence }) => ({
      sequence: sequence + 1,
      event: {
        type: 'support.withdrawn',
        withdrawalId: 'taken-out',
        releaseId,
        country: 'FI',
        deputyFor: null,
        statementHash: 'contentHash' in event ? String(event.contentHash) : '',
      },
    }))
    const beside = (text: string) => {
      const events = JSON.parse(text) as readonly ChainedEvent[]
      return JSON.stringify([...events, JSON.parse(withdrawn(text)).at(-1)])
    }
    expect(await remade({ 'events.json': beside })).toEqual([{ path: 'release.json', kind: 'act_missing' }])
  })

  it('[X144] the round is as the events tell: kind, deadline, version, end, silence', async () => {
    const differs = [{ path: 'round.json', kind: 'round_differs' }]
    for (const [told, instead] of [
      ['"kind": "explicit"', '"kind": "silence"'],
      ['"openedBy": "', '"openedBy": "another-'],
    ] as const)
      expect(await remade({ 'round.json': (text) => text.replace(told, instead) }), instead).toEqual(
        expect.arrayContaining(differs),
      )
    const later = {
      'round.json': (text: string) =>
        text.replace(/"deadline": "[^"]+"/, '"deadline": "2027-01-01T00:00:00.000Z"'),
    }
    expect(await remade(later)).toEqual(expect.arrayContaining(differs))
    const ended = rewritten('round.closed', ({ event }) => ({
      event: { ...event, outcome: 'silence_held' } as ChainedEvent['event'],
    }))
    expect(await remade({ 'events.json': ended })).toEqual(differs)
    const silence = rewritten('round.closed', ({ event }) => ({
      event: {
        type: 'silence.taken',
        roundId: 'roundId' in event ? event.roundId : '',
        countries: ['SE'],
        contentHash: '',
      },
    }))
    expect(await remade({ 'events.json': silence })).toEqual(expect.arrayContaining(differs))
  })

  it('[X145] what was signed under another formula than the answers before it come to, and an answer out of place', async () => {
    const events = JSON.parse(textOf('events.json')) as readonly ChainedEvent[]
    const given = events.filter(({ event }) => event.type === 'decision.given')
    const [first, second] = given
    // The events of two answers in each other's place.
    const swapped = (text: string) =>
      JSON.stringify(
        (JSON.parse(text) as readonly ChainedEvent[]).map((event) => {
          const other =
            event.sequence === first?.sequence ? second : event.sequence === second?.sequence ? first : null
          if (!other) return event
          const { sequence } = event
          const moved = { ...other, sequence }
          return { ...moved, hash: textHash(canonicalText(hashedFields(moved))) }
        }),
      )
    expect(await remade({ 'events.json': swapped })).toEqual([
      { path: 'decisions/02-NO/', kind: 'decision_misplaced' },
    ])
    const objected = await remade({
      'decisions/01-DK/decision.json': (text) =>
        text.replace('"kind": "agree"', '"kind": "not_participating"'),
    })
    expect(objected).toContainEqual({ path: 'decisions/03-FI/', kind: 'formula_differs' })
  })

  it('[X125] an answer that nobody signed is nothing wrong in a sample, and is named in any other workspace', async () => {
    const { isSample, faults, decisions } = await verifyPackage(files)
    expect([isSample, faults]).toEqual([true, []])
    expect(decisions.filter(({ isSigned }) => !isSigned)).toHaveLength(2)
    // In a sample nobody is told to have come to lead, either.
    const unsigned = (['decision_unsigned', 'decision_unled'] as const).flatMap((kind) => [
      { path: 'decisions/01-DK/', kind },
      { path: 'decisions/02-NO/', kind },
    ])
    expect(await remade({ 'workspace.json': (text) => text.replace('true', 'false') })).toEqual(unsigned)
    // Nor does it help to leave out where it comes from.
    expect(await remade({ 'workspace.json': () => '{}' })).toEqual(unsigned)
    const changed = new TextEncoder().encode(textOf('workspace.json').replace('true', 'false'))
    expect((await verifyPackage(new Map([...files, ['workspace.json', changed]]))).faults).toContainEqual({
      path: 'workspace.json',
      kind: 'changed',
    })
  })

  it('[X138] tells how its signers came to lead, and is wrong where that is taken out of it', async () => {
    const told = (text: string) => JSON.parse(text) as readonly ChainedEvent[]
    const types = told(textOf('events.json')).flatMap(({ positionId, event }) =>
      positionId === null && event.type !== 'passkey.added' ? [event.type] : [],
    )
    const each = ['invitation.made', 'invitation.approved', 'invitation.used']
    expect(types).toEqual([...each, ...each, ...each])
    const without = (type: string) => (text: string) =>
      JSON.stringify(told(text).filter(({ event }) => event.type !== type))
    const signers = ['decisions/03-FI/', 'decisions/04-IS/', 'decisions/05-SE/']
    expect(await remade({ 'events.json': without('invitation.approved') })).toEqual(
      signers.map((path) => ({ path, kind: 'lead_unapproved' })),
    )
    const elsewhere = { 'workspace.json': (text: string) => text.replace('true', 'false') }
    const unled = (await remade({ ...elsewhere, 'events.json': without('invitation.used') })).filter(
      ({ kind }) => kind === 'decision_unled',
    )
    expect(unled.map(({ path }) => path)).toEqual(['decisions/01-DK/', 'decisions/02-NO/', ...signers])
    const unasked = (await remade({ 'events.json': without('invitation.made') })).filter(
      ({ kind }) => kind === 'lead_untold',
    )
    expect(unasked.map(({ path }) => path)).toEqual(signers)
  })

  it('[A712] has what a signer became until the last that they did in it, and nothing of later', async () => {
    const own = await startTestServer()
    const { releaseId, leads } = await releaseSigned(own)
    const [finnish] = leads
    if (!finnish) throw new Error('Nobody signed')
    const administrator = await own.signIn('administrator')
    const change = (personId: string, ...roles: readonly Role[]) =>
      giveRoles(own, administrator, {
        personId,
        roles: roles.map((role) => ({ role, readsDrafts: false })),
      })
    const packed = async () => {
      const client = await own.signIn('lead-dk')
      const answer = await fetch(own.url + filePath('getReleaseEvidence', { releaseId }), {
        headers: { cookie: client.cookie },
      })
      const into = mkdtempSync(join(tmpdir(), 'samsyn-evidence-'))
      const found = await unpackTo(into, await answer.blob())
      rmSync(into, { recursive: true })
      expect((await verifyPackage(found)).faults).toEqual([])
      const events: readonly ChainedEvent[] = JSON.parse(
        new TextDecoder().decode(found.get(evidencePaths.events)),
      )
      return events.flatMap(({ event }) =>
        event.type === 'roles.changed' || event.type === 'account.disabled' || event.type === 'deputy.named'
          ? [event]
          : [],
      )
    }
    await change(finnish.personId, 'lead', 'drafter')
    expect(await packed()).toEqual([])
    await actSigned(finnish, positionToSign, {
      kind: 'withdraw_support',
      releaseId,
      reason: 'New instructions',
    })
    await change(finnish.personId, 'drafter')
    await administrator.call('disableAccount', {
      params: { personId: leads[1]?.personId ?? '' },
      body: { reason: 'Words that nobody is to read' },
    })
    const told = await packed()
    expect(told).toMatchObject([{ type: 'roles.changed', accountId: finnish.personId }])
    expect(told[0]).toMatchObject({ after: { grants: [{ role: 'lead' }, { role: 'drafter' }] } })
    await own.stop()
  })

  it('[A368] the commands of its README, run with openssl, find what was signed right and a change of it wrong', () => {
    const commands = textOf('README.txt')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => /^(openssl|grep|\()/.test(line))
    expect(commands).toHaveLength(1 + 3 * 3)
    const run = (command: string) => spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' })
    const [hash = '', ...checks] = commands
    const { contentHash } = JSON.parse(textOf('release.json')).version
    expect(run(hash).stdout.trim().endsWith(contentHash)).toBe(true)
    for (const check of checks) expect(run(check).status, check).toBe(0)
    const signed = join(folder, 'decisions/03-FI/statement.json')
    writeFileSync(signed, textOf('decisions/03-FI/statement.json').replace('"FI"', '"NO"'))
    const data = files.get('decisions/03-FI/signed-data.bin')?.slice() ?? new Uint8Array()
    data[40] = (data[40] ?? 0) ^ 1
    writeFileSync(join(folder, 'decisions/03-FI/signed-data.bin'), data)
    expect(checks.slice(0, 3).map((check) => run(check).status !== 0)).toEqual([true, true, true])
    expect(execFileSync('openssl', ['version'], { encoding: 'utf8' })).toContain('OpenSSL')
  })

  it('[A369] it is for drafters, leads, registrars and the secretariat, and told to nobody else', async () => {
    const statuses = async (...people: readonly string[]) =>
      Promise.all(people.map(async (person) => (await asked(await server.signIn(person))).status))
    expect(await statuses('drafter-dk', 'lead-no', 'secretariat')).toEqual([200, 200, 200])
    expect(await statuses('delegate-se')).toEqual([403])
    expect((await fetch(address())).status).toBe(401)
    expect(
      (
        await fetch(address().replace(releaseId, 'none'), {
          headers: { cookie: (await server.signIn('lead-fi')).cookie },
        })
      ).status,
    ).toBe(404)
    const lead = await server.signIn('lead-fi')
    expect((await lead.call('getRelease', { params: { releaseId } })).hasEvidence).toBe(true)
    const delegate = await server.signIn('delegate-se')
    expect((await delegate.call('getRelease', { params: { releaseId } })).hasEvidence).toBe(false)
    const { abilities } = await delegate.call('getPosition', { params: { positionId: positionToSign } })
    expect(abilities.exportEvidence).toBe(false)
  })
})
