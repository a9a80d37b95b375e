import { contentHash, type DocJson } from '@samsyn/editor'
import { type LiveEvent, liveEventName } from '@samsyn/protocol'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { eventually, openDraft } from './support/drafter.ts'
import { manualClock } from './support/manual-clock.ts'
import { releasePosition } from './support/released-position.ts'
import { type Client, startTestServer, type TestServer, UnexpectedAnswer } from './support/test-server.ts'

const hour = 60 * 60 * 1000

describe('sign-off', () => {
  const clock = manualClock('2026-11-23T09:00:00.000Z')
  let server: TestServer
  const people = new Map<string, Client>()
  const as = async (personId: string) => {
    const known = people.get(personId)
    if (known) return known
    const client = await server.signIn(personId)
    people.set(personId, client)
    return client
  }

  beforeAll(async () => {
    server = await startTestServer({}, { clock })
  })
  afterAll(() => server.stop())

  /** Begins a position of DK, FI and SE. */
  async function begun(): Promise<{ id: string; revision: number }> {
    const drafter = await as('drafter-dk')
    const [meeting] = (await drafter.call('getDesk')).meetings
    const { agenda } = await drafter.call('getMeeting', { params: { meetingId: meeting?.id ?? '' } })
    const item = agenda.find(({ dossier }) => dossier !== null)
    return drafter.call('createPosition', {
      body: {
        title: 'Sample: a short position',
        agendaItemId: item?.id ?? '',
        dossierId: item?.dossier?.id ?? '',
        instrument: 'joint_position',
        parties: ['DK', 'FI', 'SE'],
        penholder: 'DK',
        draftingLanguage: 'en',
        marking: 'parties',
      },
    })
  }

  /** One that has been shared, without open points once its sections are filled. */
  async function shared(): Promise<{ id: string; revision: number }> {
    const drafter = await as('drafter-dk')
    const created = await begun()
    return drafter.call('startCoordination', {
      params: { positionId: created.id },
      body: { revision: created.revision },
    })
  }

  async function frozen() {
    const position = await shared()
    const leadDk = await as('lead-dk')
    const detail = await leadDk.call('freezeVersion', {
      params: { positionId: position.id },
      body: { revision: position.revision, note: 'first' },
    })
    const [version] = detail.versions
    if (!version) throw new Error('The freeze made no version')
    return { ...detail, version }
  }

  const roundBody = (position: Awaited<ReturnType<typeof frozen>>, more: object = {}) => ({
    revision: position.revision,
    versionNumber: position.version.number,
    contentHash: position.version.contentHash,
    deadline: new Date(Date.parse(clock.now()) + 24 * hour).toISOString(),
    notice: 'Please answer.',
    openPointsReason: 'The empty sections are meant to be empty.',
    ...more,
  })

  async function inSignOff(more: object = {}) {
    const position = await frozen()
    const leadDk = await as('lead-dk')
    const detail = await leadDk.call('openRound', {
      params: { positionId: position.id },
      body: roundBody(position, more),
    })
    if (!detail.round) throw new Error('No round was opened')
    return { ...detail, round: detail.round, version: position.version }
  }

  const decisionBody = (position: Awaited<ReturnType<typeof inSignOff>>, value: object) => ({
    roundId: position.round.id,
    versionNumber: position.version.number,
    contentHash: position.version.contentHash,
    value,
  })
  const decide = async (personId: string, position: Awaited<ReturnType<typeof inSignOff>>, body: object) =>
    (await as(personId)).ask('POST', `/api/positions/${position.id}/decisions`, { body })

  it('[A20] a version holds the very text and its hash', async () => {
    const position = await shared()
    const drafter = openDraft(await as('drafter-dk'), position.id)
    await drafter.synced()
    drafter.type('Typed just before the freeze.')
    await drafter.saved()
    const leadDk = await as('lead-dk')
    const params = { positionId: position.id }
    await leadDk.call('freezeVersion', { params, body: { revision: position.revision, note: 'first' } })
    const version = await leadDk.call('getVersion', { params: { ...params, number: 1 } })
    expect(JSON.stringify(version.doc)).toContain('Typed just before the freeze.')
    expect(contentHash(version.doc as unknown as DocJson)).toBe(version.contentHash)
    drafter.leave()
  })

  it('[A8] freezing, opening and releasing belong to the penholder’s lead and the secretariat', async () => {
    const position = await shared()
    const path = `/api/positions/${position.id}`
    const leadFi = await as('lead-fi')
    for (const [sub, body] of [
      ['versions', { revision: position.revision, note: '' }],
      ['releases', { revision: position.revision }],
      ['reopening', { revision: position.revision, reason: 'x' }],
      ['withdrawal', { revision: position.revision, reason: 'x' }],
    ] as const) {
      expect((await leadFi.ask('POST', `${path}/${sub}`, { body })).code).toBe('forbidden')
    }
  })

  it('[A20] a freeze that is refused leaves the draft open', async () => {
    const position = await shared()
    const drafter = openDraft(await as('drafter-fi'), position.id)
    await drafter.synced()
    const stale = await (await as('lead-dk')).ask('POST', `/api/positions/${position.id}/versions`, {
      body: { revision: position.revision + 7, note: '' },
    })
    expect([stale.status, stale.code]).toEqual([409, 'revision_conflict'])
    drafter.type('Still open.')
    await drafter.saved()
    expect(drafter.refusals).toEqual([])
    drafter.leave()
  })

  it('[A20] a text with a marking of classified information is not frozen, and stays open', async () => {
    const position = await shared()
    const drafter = openDraft(await as('drafter-fi'), position.id)
    await drafter.synced()
    drafter.type('RESTREINT UE/EU RESTRICTED')
    await drafter.saved()
    const leadDk = await as('lead-dk')
    const params = { positionId: position.id }
    const { revision } = await leadDk.call('getPosition', { params })
    const refused = await leadDk.ask('POST', `/api/positions/${position.id}/versions`, {
      body: { revision, note: '' },
    })
    expect([refused.status, refused.code]).toEqual([409, 'text_classified'])
    drafter.type('Still open.')
    await drafter.saved()
    expect(drafter.refusals).toEqual([])
    drafter.leave()
  })

  it('[A20] a text marked LIMITE that others than the Member States read waits for a recorded ground', async () => {
    const position = await shared()
    const drafter = openDraft(await as('drafter-fi'), position.id)
    await drafter.synced()
    drafter.type('WK 10235/2022 LIMITE')
    await drafter.saved()
    const leadDk = await as('lead-dk')
    const params = { positionId: position.id }
    const freeze = async () => {
      const { revision, isLimiteConfirmed } = await leadDk.call('getPosition', { params })
      const body = { revision, note: '' }
      const { status, code } = await leadDk.ask('POST', `/api/positions/${position.id}/versions`, { body })
      return [isLimiteConfirmed, status, code]
    }
    expect(await freeze()).toEqual([false, 409, 'limite_unconfirmed'])
    await leadDk.call('confirmLimite', {
      params,
      body: { ground: 'comix', reference: '14629/16 COMIX', source: 'typed' },
    })
    expect(await freeze()).toEqual([true, 200, null])
    drafter.leave()
  })

  it('[A24] no round opens on a version with such a marking, whatever the reason', async () => {
    const position = await frozen()
    const { contentHash: hash } = position.version
    await server.storage.tables.versions.insert({
      positionId: position.id,
      number: 99,
      contentHash: hash,
      canonicalText: JSON.stringify({
        type: 'doc',
        content: [
          {
            type: 'section',
            attrs: { id: 's', kind: 'position' },
            content: [
              { type: 'sectionTitle' },
              { type: 'paragraph', content: [{ type: 'text', text: 'SECRET UE/EU SECRET' }] },
            ],
          },
        ],
      }),
      name: '',
      note: '',
      contributions: [],
      frozenAt: position.version.frozenAt,
      frozenBy: 'lead-dk',
    })
    const refused = await (await as('lead-dk')).ask('POST', `/api/positions/${position.id}/rounds`, {
      body: roundBody(position, { versionNumber: 99, openPointsReason: 'There is no time.' }),
    })
    expect([refused.status, refused.code]).toEqual([409, 'text_classified'])
  })

  it('[A24] a round on a text with open points needs a reason, and a deadline ahead', async () => {
    const position = await frozen()
    const leadDk = await as('lead-dk')
    const path = `/api/positions/${position.id}/rounds`
    const open = (more: object) => leadDk.ask('POST', path, { body: roundBody(position, more) })
    expect((await open({ openPointsReason: null })).code).toBe('open_points')
    expect((await open({ deadline: clock.now() })).code).toBe('deadline_not_in_future')
    expect((await open({ contentHash: '0'.repeat(64) })).code).toBe('version_stale')
    expect((await open({ versionNumber: 2 })).code).toBe('version_stale')
    expect((await open({})).status).toBe(200)
  })

  it('[A631] [D413] what stands in brackets keeps a text from becoming final, but not an options paper', async () => {
    const words = 'Reports come [every year] [twice a year].'
    const released = (more: object) =>
      releasePosition(server, words, more).then(
        ({ status }) => status,
        (error: unknown) => (error instanceof UnexpectedAnswer ? error.code : error),
      )
    expect(await released({})).toBe('brackets_open')
    expect(await released({ instrument: 'options_paper' })).toBe('released')
  })

  it('[A21] a decision on anything but the text of the round is stale', async () => {
    const position = await inSignOff()
    const agree = decisionBody(position, { kind: 'agree' })
    const wrongHash = await decide('lead-fi', position, { ...agree, contentHash: 'f'.repeat(64) })
    const wrongNumber = await decide('lead-fi', position, { ...agree, versionNumber: 9 })
    const wrongRound = await decide('lead-fi', position, { ...agree, roundId: 'another-round' })
    for (const answer of [wrongHash, wrongNumber, wrongRound]) {
      expect([answer.status, answer.code]).toEqual([409, 'version_stale'])
    }
    expect((await decide('drafter-fi', position, agree)).code).toBe('forbidden')
    expect((await decide('delegate-fi', position, agree)).code).toBe('forbidden')
    expect((await decide('secretariat', position, agree)).code).toBe('forbidden')
    expect((await decide('lead-no', position, agree)).code).toBe('not_found')
    const empty = await decide('lead-fi', position, decisionBody(position, { kind: 'object', reason: '  ' }))
    expect([empty.status, empty.code]).toEqual([400, 'reason_required'])
  })

  it('[A22] from five open pages everyone is told by ids, and the release follows from the decisions', async () => {
    const delegate = await as('delegate-se')
    const outsider = await as('delegate-no')
    const heard: unknown[] = []
    const overheard: unknown[] = []
    const listen = async (client: Client, into: unknown[]) => {
      const socket = io(server.url, { extraHeaders: { cookie: client.cookie }, transports: ['websocket'] })
      socket.on(liveEventName, (event) => into.push(event))
      await new Promise<void>((resolve) => socket.on('connect', () => resolve()))
      return socket
    }
    const sockets = [await listen(delegate, heard), await listen(outsider, overheard)]
    const position = await inSignOff()
    const agree = decisionBody(position, { kind: 'agree' })
    const answers = await Promise.all(
      ['lead-dk', 'lead-fi', 'lead-se'].map((id) => decide(id, position, agree)),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const leadDk = await as('lead-dk')
    const agreed = await leadDk.call('getPosition', { params: { positionId: position.id } })
    expect(agreed.status).toBe('agreed')
    const early = await decide('lead-fi', position, agree)
    expect(early.code).toBe('round_not_open')
    const released = await leadDk.call('issueRelease', {
      params: { positionId: position.id },
      body: { revision: agreed.revision },
    })
    const release = await delegate.call('getRelease', {
      params: { releaseId: released.releaseInForce ?? '' },
    })
    expect(release.partyFormula).toBe('This text is put forward by Denmark, Finland and Sweden.')
    expect(release.version.contentHash).toBe(position.version.contentHash)
    expect(JSON.stringify(release)).not.toContain('lead-fi')
    await eventually(() => heard.length >= 5)
    // A delegate sees the state move and reads the final text; who decided what in the round is not for them (A211).
    expect(heard.map((event) => (event as LiveEvent).type)).toEqual([
      'coordination.started',
      'position.moved',
      'position.moved',
      'position.moved',
      'release.issued',
    ])
    expect(heard).toContainEqual({ type: 'release.issued', id: position.id, revision: released.revision })
    expect(overheard).toEqual([])
    expect((await outsider.ask('GET', `/api/releases/${release.id}`)).code).toBe('not_found')
    for (const [format, type] of [
      ['html', 'text/html'],
      ['md', 'text/markdown'],
      ['txt', 'text/plain'],
    ]) {
      const path = `/api/releases/${release.id}/files/${format}`
      const file = await delegate.ask('GET', path)
      expect(file.headers.get('content-type')).toContain(type)
      expect(file.headers.get('content-disposition')).toContain('attachment')
      expect(file.body).toContain(release.version.contentHash)
      expect((await outsider.ask('GET', path)).code).toBe('not_found')
      expect((await server.anonymous().ask('GET', path)).code).toBe('unauthenticated')
    }
    expect((await delegate.ask('GET', `/api/releases/${release.id}/files/exe`)).code).toBe('not_found')
    for (const socket of sockets) socket.disconnect()
  })

  it('[A25] a later release supersedes the one in force', async () => {
    const leadDk = await as('lead-dk')
    const released = async (position: Awaited<ReturnType<typeof inSignOff>>) => {
      for (const id of ['lead-dk', 'lead-fi', 'lead-se']) {
        await decide(id, position, decisionBody(position, { kind: 'agree' }))
      }
      const params = { positionId: position.id }
      const { revision } = await leadDk.call('getPosition', { params })
      return leadDk.call('issueRelease', { params, body: { revision } })
    }
    const first = await released(await inSignOff())
    const params = { positionId: first.id }
    const reopened = await leadDk.call('reopenDraft', {
      params,
      body: { revision: first.revision, reason: 'A new compromise text arrived.' },
    })
    expect(reopened.releaseInForce).toBe(first.releaseInForce)
    const again = await leadDk.call('freezeVersion', {
      params,
      body: { revision: reopened.revision, note: '' },
    })
    const [version] = again.versions.filter(({ number }) => number === 2)
    if (!version) throw new Error('The second freeze made no version')
    const opened = await leadDk.call('openRound', { params, body: roundBody({ ...again, version }) })
    if (!opened.round) throw new Error('No round was opened')
    const second = await released({ ...opened, round: opened.round, version })
    const old = await leadDk.call('getRelease', { params: { releaseId: first.releaseInForce ?? '' } })
    expect(old.supersededBy?.id).toBe(second.releaseInForce)
    const file = await leadDk.ask('GET', `/api/releases/${first.releaseInForce}/files/txt`)
    expect(String(file.body)).toContain(`Superseded by ${old.supersededBy?.reference}`)
    expect(
      (
        await leadDk.ask('POST', `/api/positions/${first.id}/releases`, {
          body: { revision: second.revision },
        })
      ).code,
    ).toBe('state_conflict')
  })

  it('[A23] a missing reply at the deadline lapses, and an objection is never released', async () => {
    const position = await inSignOff()
    await decide('lead-dk', position, decisionBody(position, { kind: 'agree' }))
    await decide('lead-fi', position, decisionBody(position, { kind: 'agree' }))
    clock.advance(24 * hour)
    const leadDk = await as('lead-dk')
    const params = { positionId: position.id }
    const late = await decide('lead-se', position, decisionBody(position, { kind: 'agree' }))
    expect(['deadline_passed', 'round_not_open']).toContain(late.code)
    await eventually(async () => (await leadDk.call('getPosition', { params })).status === 'not_agreed')
    const { round, revision } = await leadDk.call('getPosition', { params })
    expect(round?.outcome).toBe('lapsed')
    const release = await leadDk.ask('POST', `/api/positions/${position.id}/releases`, { body: { revision } })
    expect([release.status, release.code]).toEqual([409, 'not_agreed_by_all'])
    const noReason = await leadDk.ask('POST', `/api/positions/${position.id}/reopening`, {
      body: { revision, reason: ' ' },
    })
    expect([noReason.status, noReason.code]).toEqual([400, 'reason_required'])
  })

  const report = async (personId: string, positionId: string) => {
    const reported = await (await as(personId)).call('reportSpill', {
      params: { positionId },
      body: { country: null, reason: 'An annex was pasted in.' },
    })
    return { positionId, spillId: reported.spills[0]?.id ?? '' }
  }
  const ending = { reason: 'A false alarm.' }

  it('[A303] a round waits while its text is locked, and has the time back that was left, at least 24 hours', async () => {
    const position = await inSignOff()
    const other = await inSignOff()
    await decide('lead-fi', position, decisionBody(position, { kind: 'agree' }))
    clock.advance(20 * hour)
    const params = await report('drafter-se', position.id)
    clock.advance(10 * hour + 1)
    const leadDk = await as('lead-dk')
    const statusOf = async (positionId: string) =>
      (await leadDk.call('getPosition', { params: { positionId } })).status
    // The round beside it, of the same deadline, shows that the server has looked.
    await eventually(async () => (await statusOf(other.id)) === 'not_agreed')
    expect(await statusOf(position.id)).toBe('in_sign_off')
    const { round, revision } = await leadDk.call('endSpill', { params, body: ending })
    // 30 hours and a moment after nine o'clock, and a day.
    const deadline = new Date(Math.ceil((Date.parse(clock.now()) + 24 * hour) / hour) * hour).toISOString()
    expect(round).toMatchObject({ id: position.round.id, deadline, outcome: null })
    expect(round?.decisions.map(({ country }) => country)).toEqual(['FI'])
    const feed = await (await as('lead-se')).call('listPositionEvents', { params })
    expect(feed[0]).toMatchObject({
      type: 'round.extended',
      country: 'DK',
      data: { roundId: position.round.id, from: position.round.deadline, deadline },
    })
    expect(revision).toBe(position.revision + 2)
    expect(await server.storage.tables.events.verifyChain()).toMatchObject({ ok: true })
    for (const lead of ['lead-dk', 'lead-se'])
      expect((await decide(lead, position, decisionBody(position, { kind: 'agree' }))).status).toBe(200)
    expect(await statusOf(position.id)).toBe('agreed')
  })

  it('[A303] a put-off deadline passes as any other; one that had passed before the lock passes with its end', async () => {
    const position = await inSignOff()
    await as('lead-dk')
    await as('drafter-se')
    clock.advance(23 * hour)
    const params = await report('drafter-se', position.id)
    const leadDk = await as('lead-dk')
    const put = await leadDk.call('endSpill', { params, body: ending })
    const outcome = async () => (await leadDk.call('getPosition', { params })).round?.outcome ?? null
    clock.advance(Date.parse(put.round?.deadline ?? '') - Date.parse(clock.now()) - 1)
    const late = await report('drafter-se', position.id)
    clock.advance(1)
    // A text that was locked a moment before its deadline has a day again.
    await leadDk.call('endSpill', { params: late, body: ending })
    expect(await outcome()).toBeNull()
    clock.advance(25 * hour)
    await eventually(async () => (await outcome()) === 'lapsed')
  })

  it('[A316] a deadline that is set while the server looks at the others passes in time, too', async () => {
    const { positions } = server.storage.tables
    const read = positions.withOpenRounds
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const { promise: held, resolve: goOn } = Promise.withResolvers<void>()
    const look = vi.spyOn(positions, 'withOpenRounds').mockImplementationOnce(async () => {
      const found = await read()
      begin()
      await held
      return found
    })
    clock.advance(25 * hour)
    await begun
    const deadline = new Date(Date.parse(clock.now()) + hour).toISOString()
    const position = await inSignOff({ deadline })
    goOn()
    const leadDk = await as('lead-dk')
    const params = { positionId: position.id }
    expect((await leadDk.call('getPosition', { params })).status).toBe('in_sign_off')
    clock.advance(hour)
    await eventually(async () => {
      clock.advance(250)
      return (await leadDk.call('getPosition', { params })).status === 'not_agreed'
    })
    look.mockRestore()
  })

  it('[A615] a round ends at its deadline also by a clock that was set, or of a machine that slept', async () => {
    const position = await inSignOff({ deadline: new Date(Date.parse(clock.now()) + hour).toISOString() })
    const leadDk = await as('lead-dk')
    const status = async () =>
      (await leadDk.call('getPosition', { params: { positionId: position.id } })).status
    // The look for the new round, and then none but those that are made again and again.
    clock.advance(250)
    await eventually(async () => (await status()) === 'in_sign_off')
    clock.jump(hour)
    const set = Date.parse(clock.now())
    await eventually(async () => {
      if (Date.parse(clock.now()) - set < 10_000) clock.advance(250)
      return (await status()) === 'not_agreed'
    })
  })

  it('[A304] where the penholder has no lead any party’s lead unlocks its text; nobody else does', async () => {
    const { storage } = server
    const { id } = await shared()
    const params = await report('drafter-fi', id)
    const leadSe = await as('lead-se')
    const handlesAt = async (personId: string) => {
      const client = await as(personId)
      const { spills } = await client.call('getPosition', { params })
      const { waiting } = await client.call('getDesk')
      const onDesk = waiting.some(({ kind, position }) => kind === 'handle_spill' && position.id === id)
      expect(onDesk, personId).toBe(spills[0]?.mayHandle)
      return onDesk
    }
    const unlock = async (personId: string) =>
      (await as(personId)).ask('POST', `/api/positions/${id}/spills/${params.spillId}/end`, { body: ending })
    expect([await handlesAt('lead-dk'), await handlesAt('lead-se')]).toEqual([true, false])
    expect((await unlock('lead-se')).code).toBe('forbidden')
    await storage.tables.people.setDisabled('lead-dk', true)
    try {
      expect([await handlesAt('lead-se'), await handlesAt('lead-fi')]).toEqual([true, true])
      for (const personId of ['drafter-dk', 'drafter-se', 'secretariat']) {
        expect(await handlesAt(personId)).toBe(false)
        expect((await unlock(personId)).code).toBe('forbidden')
      }
      expect((await leadSe.call('endSpill', { params, body: ending })).spills).toEqual([])
    } finally {
      await storage.tables.people.setDisabled('lead-dk', false)
    }
  })

  it('[A318] the report of a text that is not shared waits for a lead of its penholder’s', async () => {
    const { storage } = server
    const { id } = await begun()
    const params = await report('drafter-dk', id)
    const unlock = async (personId: string) =>
      (await as(personId)).ask('POST', `/api/positions/${id}/spills/${params.spillId}/end`, { body: ending })
    await as('lead-dk')
    await storage.tables.people.setDisabled('lead-dk', true)
    try {
      expect((await unlock('lead-fi')).code).toBe('not_found')
      for (const personId of ['drafter-dk', 'secretariat'])
        expect((await unlock(personId)).code).toBe('forbidden')
    } finally {
      await storage.tables.people.setDisabled('lead-dk', false)
    }
    expect((await unlock('lead-dk')).status).toBe(200)
  })
})
