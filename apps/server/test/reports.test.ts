import { randomUUID } from 'node:crypto'
import { type DocJson, sectionTitle } from '@samsyn/editor'
import type { RouteBody } from '@samsyn/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { everyAnswer } from './support/every-answer.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer, UnexpectedAnswer } from './support/test-server.ts'

const positionId = 'consolidated-texts'
const params = { positionId }
const secret = 'We may get it next time'

const codeOf = async (asked: Promise<unknown>) => {
  try {
    await asked
    return 'ok'
  } catch (error) {
    if (error instanceof UnexpectedAnswer) return error.code
    throw error
  }
}

describe('report-back', () => {
  const clock = manualClock('2026-11-23T09:00:00.000Z')
  let server: TestServer
  let delegate: Client
  let lead: Client
  let leadDk: Client
  let secretariat: Client
  let releaseId: string

  beforeAll(async () => {
    server = await startTestServer({}, { clock })
    ;[delegate, lead, leadDk, secretariat] = await Promise.all([
      server.signIn('delegate-fi'),
      server.signIn('lead-fi'),
      server.signIn('lead-dk'),
      server.signIn('secretariat'),
    ])
    releaseId = (await delegate.call('getPosition', { params })).releaseInForce ?? ''
  })
  beforeEach(() => clock.advance(1000))
  afterAll(() => server.stop())

  const report = (more: Partial<RouteBody<'submitReport'>> = {}): RouteBody<'submitReport'> => ({
    id: randomUUID(),
    releaseId,
    personId: 'delegate-fi',
    country: 'FI',
    replaces: null,
    outcome: 'partly',
    sections: [],
    said: [{ speaker: 'PRES', stance: 'supported' }],
    facts: 'Taken after lunch.',
    conclusion: 'The chair will come back to it.',
    assessment: { text: secret, isShared: false },
    evidence: [{ document: '14862/22', article: '4(1)' }],
    followUps: [{ action: 'Send the table', owner: 'DK', due: '2026-11-20' }],
    ...more,
  })
  /** Reports as who is signed in, knowing of what there is. */
  const submit = async (client: Client, more: Partial<RouteBody<'submitReport'>> = {}, at = params) => {
    const { person } = await client.call('getSession')
    const country = person?.country ?? 'FI'
    const known = await reported(client, at).catch(() => null)
    const standing = known?.reports.find((each) => each.counts && each.country === country)
    const by = { personId: person?.id ?? '', country, replaces: standing?.id ?? null }
    return client.call('submitReport', { params: at, body: report({ ...by, ...more }) })
  }
  const outcomesFor = async (client: Client) => {
    const { history } = await client.call('getDossier', { params: { dossierId: 'europol' } })
    return history.flatMap(({ positions }) => positions).filter(({ atTheTable }) => atTheTable !== null)
  }
  const reported = (client: Client, at = params) => client.call('getReportBack', { params: at })
  const consolidate = async (client: Client, more: Partial<RouteBody<'consolidateReports'>> = {}) => {
    const { reports, consolidation } = await reported(secretariat)
    return client.call('consolidateReports', {
      params,
      body: {
        id: randomUUID(),
        basedOn: reports.filter(({ counts }) => counts).map(({ id }) => id),
        replaces: consolidation?.id ?? null,
        outcome: 'partly',
        said: [{ speaker: 'PRES', stance: 'supported' }],
        conclusion: 'The chair will come back to it.',
        dividingLine: 'The period.',
        nextStep: 'Written comments.',
        followUps: [],
        ...more,
      },
    })
  }
  const note = (client: Client, consolidationId: string) =>
    client.call('noteReport', { params, body: { consolidationId } })

  it('[A510] a delegate is asked to report after the meeting, until their country has', async () => {
    const { waiting } = await delegate.call('getDesk')
    expect(waiting.find(({ position }) => position.id === positionId)?.kind).toBe('report')
  })

  it('[A691] [A500] [A501] [A554] is given from the meeting, and sent twice at once it arrives once', async () => {
    const release = await delegate.call('getRelease', { params: { releaseId } })
    const sections = (release.doc as unknown as DocJson).content.map(({ attrs: { id } }) => ({
      sectionId: id,
      outcome: 'unknown' as const,
    }))
    expect(sections.length).toBeGreaterThan(2)
    const body = report({ sections })
    const answers = await Promise.all([1, 2, 3].map(() => delegate.call('submitReport', { params, body })))
    const { assessment: _own, followUps: _later, personId: _by, replaces: _none, ...facts } = body
    for (const answer of answers) {
      expect(answer.stage).toBe('submitted')
      expect(answer.reports).toMatchObject([{ ...facts, country: 'FI', counts: true }])
      expect(answer.followUps).toMatchObject([{ owner: 'DK', state: 'open', isOverdue: true, may: [] }])
    }
    expect(await codeOf(submit(leadDk, { id: body.id }))).toBe('state_conflict')
    const seen = await reported(lead)
    expect(seen.reports).toHaveLength(1)
    const titles = (release.doc as unknown as DocJson).content.map(sectionTitle)
    expect(seen.reports[0]?.sections.map(({ title }) => title)).toEqual(titles)
    expect(seen.reports[0]?.draftingLanguage).toBe(release.draftingLanguage)
    expect(JSON.stringify(seen)).not.toContain('Delegate')
    const events = await lead.call('listPositionEvents', { params })
    expect(events.filter(({ type }) => type === 'report.submitted')).toMatchObject([
      { country: 'FI', capacity: 'delegate', data: { reportId: body.id, releaseId, country: 'FI' } },
    ])
    expect(events.filter(({ type }) => type === 'follow_up.opened')).toMatchObject([{ capacity: 'delegate' }])
  })

  it('[A550] nobody sends what another wrote, nor in another country’s name', async () => {
    const body = report({ facts: 'Finland says.' })
    const delegateSe = await server.signIn('delegate-se')
    const post = (client: Client, more: Partial<typeof body> = {}) =>
      codeOf(client.call('submitReport', { params, body: { ...body, ...more } }))
    expect(await post(delegateSe)).toBe('other_person')
    expect(await post(lead)).toBe('other_person')
    expect(await post(delegateSe, { personId: 'delegate-se' })).toBe('other_country')
    // As if it were known: what is there is told to nobody else.
    const [first] = (await reported(lead)).reports
    expect(await post(delegateSe, { id: first?.id ?? '' })).toBe('other_person')
    expect((await reported(lead)).reports).toHaveLength(1)
    const events = await lead.call('listPositionEvents', { params })
    expect(events.filter(({ type }) => type === 'report.submitted')).toHaveLength(1)
  })

  it('[A551] a report that was changed under its id is refused, not dropped', async () => {
    const [first] = (await reported(lead)).reports
    const before = JSON.stringify(await reported(lead))
    for (const more of [{ facts: 'Other words' }, { followUps: [] }, { outcome: 'not' as const }])
      expect(await codeOf(submit(delegate, { id: first?.id ?? '', ...more }))).toBe('state_conflict')
    expect(JSON.stringify(await reported(lead))).toBe(before)
  })

  it('[A552] a report that was written before a newer one of its country is refused until its author knows of that', async () => {
    const [first] = (await reported(lead)).reports
    expect(await codeOf(submit(delegate, { replaces: null, facts: 'Written in the cellar.' }))).toBe(
      'reports_changed',
    )
    expect(await codeOf(submit(delegate, { replaces: randomUUID() }))).toBe('reports_changed')
    expect((await reported(lead)).reports).toMatchObject([{ id: first?.id, counts: true }])
  })

  it('[A500] each refusal has its code', async () => {
    expect(await codeOf(submit(secretariat))).toBe('forbidden')
    expect(await codeOf(submit(await server.signIn('registrar-fi')))).toBe('forbidden')
    expect(await codeOf(submit(await server.signIn('delegate-no')))).toBe('not_found')
    expect(await codeOf(submit(delegate, { releaseId: 'none' }))).toBe('not_found')
    const sections = [{ sectionId: 'none', outcome: 'unknown' }] as const
    expect(await codeOf(submit(delegate, { sections: [...sections] }))).toBe('section_unknown')
    const followUps = [{ action: 'Do it', owner: 'NO' as const, due: null }]
    expect(await codeOf(submit(delegate, { followUps }))).toBe('not_a_party')
    expect(await codeOf(submit(delegate, { facts: 'RESTREINT UE/EU RESTRICTED' }))).toBe('classified_words')
    const ahead = { positionId: 'comment-periods' }
    const next = (await delegate.call('getPosition', { params: ahead })).releaseInForce ?? ''
    expect(await codeOf(submit(delegate, { releaseId: next }, ahead))).toBe('meeting_not_begun')
    const closed = { positionId: 'training-calendar' }
    const over = (await delegate.call('getPosition', { params: closed })).releaseInForce ?? ''
    expect(await codeOf(submit(delegate, { releaseId: over }, closed))).toBe('state_conflict')
    const path = `/api/positions/${positionId}/reports`
    for (const wrong of [
      { said: [{ speaker: 'Somebody', stance: 'raised' }] },
      { outcome: 'support' },
      { id: 'not-a-uuid' },
      { followUps: [{ action: ' ', owner: 'FI', due: null }] },
      { followUps: [{ action: 'Do it', owner: 'FI', due: 'soon' }] },
    ])
      expect((await delegate.ask('POST', path, { body: { ...report(), ...wrong } })).code).toBe(
        'invalid_request',
      )
    expect((await reported(lead)).reports).toHaveLength(1)
  })

  it('[A504] an assessment that is not shared is told to nobody else', async () => {
    const own = async (client: Client) => (await reported(client)).reports[0]?.assessment
    expect(await own(lead)).toEqual({ text: secret, isShared: false })
    for (const client of [leadDk, secretariat, await server.signIn('registrar-fi')])
      expect(await own(client)).toBeNull()
    for (const client of [leadDk, secretariat])
      expect(JSON.stringify(await everyAnswer(client, positionId))).not.toContain(secret)
    await submit(delegate, { assessment: { text: 'Shared with all', isShared: true } })
    expect(await own(leadDk)).toEqual({ text: 'Shared with all', isShared: true })
  })

  it('[A503] [A502] the secretariat consolidates what counts, and leads note it', async () => {
    expect((await lead.call('getPosition', { params })).status).toBe('used')
    const { reports } = await reported(lead)
    expect(reports.map(({ counts }) => counts)).toEqual([true, false])
    expect(await codeOf(note(lead, 'none'))).toBe('report_unconsolidated')
    expect(await codeOf(consolidate(lead))).toBe('forbidden')
    expect(await codeOf(consolidate(secretariat, { basedOn: [reports[1]?.id ?? ''] }))).toBe(
      'reports_changed',
    )
    const made = await consolidate(secretariat)
    expect(made).toMatchObject({ stage: 'consolidated', consolidation: { dividingLine: 'The period.' } })
    expect((await lead.call('getPosition', { params })).status).toBe('reported')
    const id = made.consolidation?.id ?? ''
    expect((await reported(lead)).may).toEqual({ report: 'FI', consolidate: false, note: 'FI' })
    expect(await codeOf(note(delegate, id))).toBe('forbidden')
    expect(await codeOf(note(lead, 'none'))).toBe('reports_changed')
    const noted = await note(lead, id)
    expect(noted.may.note).toBeNull()
    expect(await codeOf(note(lead, id))).toBe('report_noted')
    await note(leadDk, id)
    expect((await note(await server.signIn('lead-se'), id)).stage).toBe('noted')
    await submit(leadDk, { outcome: 'unknown' })
    expect((await reported(lead)).stage).toBe('submitted')
  })

  it('[A507] a follow-up is gone on with by its owner', async () => {
    const { followUps } = await reported(leadDk)
    const first = followUps.find(({ owner, state }) => owner === 'DK' && state === 'open')
    expect(first?.may).toEqual(['begin', 'finish', 'drop'])
    const turn = (client: Client, body: RouteBody<'turnFollowUp'>, followUpId = first?.id ?? '') =>
      client.call('turnFollowUp', { params: { ...params, followUpId }, body })
    expect(await codeOf(turn(lead, { kind: 'begin' }))).toBe('forbidden')
    expect(await codeOf(turn(leadDk, { kind: 'begin' }, 'none'))).toBe('not_found')
    expect(await codeOf(turn(leadDk, { kind: 'drop', reason: ' ' }))).toBe('reason_required')
    expect(await turn(leadDk, { kind: 'begin' })).toMatchObject({ state: 'in_progress', isOverdue: true })
    expect(await codeOf(turn(leadDk, { kind: 'begin' }))).toBe('state_conflict')
    const both = await Promise.all(
      [leadDk, secretariat].map((client) => codeOf(turn(client, { kind: 'finish' }))),
    )
    expect(both.sort()).toEqual(['follow_up_closed', 'ok'])
    const events = await lead.call('listPositionEvents', { params })
    expect(
      events
        .filter(({ type, data }) => type === 'follow_up.changed' && data.followUpId === first?.id)
        .map(({ data }) => data.state),
    ).toEqual(['done', 'in_progress'])
  })

  it('[A771] a later report drops the untouched follow-ups of the one it replaces, says so without words of anybody’s, and doubles none', async () => {
    const followUps = ['Keep an eye on it', 'Write to the chair'].map((action) => ({
      action,
      owner: 'FI' as const,
      due: null,
    }))
    const opened = (await submit(lead, { followUps })).followUps.filter(({ state }) => state === 'open')
    const kept = opened.find(({ action }) => action === 'Keep an eye on it')
    await lead.call('turnFollowUp', {
      params: { ...params, followUpId: kept?.id ?? '' },
      body: { kind: 'begin' },
    })
    await submit(lead, { followUps: [{ action: 'Write to the chair', owner: 'FI', due: '2026-12-01' }] })
    const now = (await reported(lead)).followUps.filter(({ owner }) => owner === 'FI')
    // Of the same instant, so in no order.
    const going = now
      .filter(({ state }) => state === 'open' || state === 'in_progress')
      .toSorted((one, other) => one.action.localeCompare(other.action))
    expect(going).toMatchObject([
      { action: 'Keep an eye on it', state: 'in_progress' },
      { action: 'Write to the chair', due: '2026-12-01' },
    ])
    expect(now.find(({ action, due }) => action === 'Write to the chair' && due === null)).toMatchObject({
      state: 'dropped',
      turns: [{ kind: 'drop', reason: null, country: 'FI' }],
      may: [],
    })
    expect(await server.storage.tables.events.verifyChain()).toMatchObject({ ok: true })
  })

  it('[A508] [A571] the meeting has one report, the dossier says what became of it', async () => {
    const meetingId = 'lewp-previous'
    const { items } = await lead.call('getMeetingReport', { params: { meetingId } })
    expect(items).toMatchObject([
      {
        item: { number: '3' },
        positions: [
          {
            id: positionId,
            stage: 'submitted',
            reported: ['FI', 'DK'],
            consolidation: { outcome: 'partly', nextStep: 'Written comments.' },
          },
        ],
      },
    ])
    expect(await outcomesFor(lead)).toMatchObject([
      {
        id: positionId,
        atTheTable: { stage: 'submitted', outcome: 'partly', nextStep: 'Written comments.' },
      },
    ])
    expect(await codeOf(lead.call('getMeetingReport', { params: { meetingId: 'none' } }))).toBe('not_found')
  })

  it('[A510] what waits of reports and follow-ups stands on the desks of those for whom it does', async () => {
    const kinds = async (client: Client) =>
      (await client.call('getDesk')).waiting
        .filter(({ position }) => position.id === positionId)
        .map(({ kind }) => kind)
    const [delegateSe, delegateFi] = [await server.signIn('delegate-se'), await server.signIn('delegate-fi')]
    expect(await kinds(secretariat)).toEqual(['consolidate'])
    await consolidate(secretariat)
    expect(await kinds(secretariat)).toEqual([])
    expect(await kinds(lead)).toEqual(['note_report'])
    expect(await kinds(delegateSe)).toEqual([])
    await submit(delegate, {
      followUps: [
        { action: 'Later', owner: 'SE', due: null },
        { action: 'Sooner', owner: 'SE', due: '2026-11-20' },
      ],
    })
    const { followUps } = await (await server.signIn('drafter-se')).call('getDesk')
    const own = followUps.filter(({ position }) => position.id === positionId)
    expect(own.map(({ action, isOverdue }) => [action, isOverdue])).toEqual([
      ['Sooner', true],
      ['Later', false],
    ])
    expect((await delegateFi.call('getDesk')).followUps).toEqual([])
    const leadSe = await server.signIn('lead-se')
    const followUpId = own[0]?.id ?? ''
    await leadSe.call('turnFollowUp', { params: { ...params, followUpId }, body: { kind: 'finish' } })
    const left = (await leadSe.call('getDesk')).followUps.filter(({ position }) => position.id === positionId)
    expect(left.map(({ action }) => action)).toEqual(['Later'])
  })

  it('[A553] a consolidation that is sent twice under one id arrives once, with its follow-ups and notes', async () => {
    const { reports, followUps, consolidation } = await reported(secretariat)
    const body = {
      id: randomUUID(),
      basedOn: reports.filter(({ counts }) => counts).map(({ id }) => id),
      replaces: consolidation?.id ?? null,
      outcome: 'partly' as const,
      said: [],
      conclusion: '',
      dividingLine: 'The period.',
      nextStep: 'Written comments.',
      followUps: [{ action: 'Write it down', owner: 'FI' as const, due: null }],
    }
    const send = (more: Partial<typeof body> = {}) =>
      secretariat.call('consolidateReports', { params, body: { ...body, ...more } })
    for (const answer of await Promise.all([send(), send()]))
      expect(answer.followUps).toHaveLength(followUps.length + 1)
    await note(lead, body.id)
    expect(await send()).toMatchObject({ consolidation: { id: body.id, notes: [{ country: 'FI' }] } })
    expect(await codeOf(send({ nextStep: 'Something else.' }))).toBe('state_conflict')
    expect(await codeOf(lead.call('consolidateReports', { params, body }))).toBe('forbidden')
    const events = await lead.call('listPositionEvents', { params })
    expect(
      events
        .filter(({ data }) => data.consolidationId === body.id)
        .map(({ type }) => type)
        .toSorted(),
    ).toEqual(['report.consolidated', 'report.noted'])
  })

  it('[A710] a consolidation that was written before a newer one is refused until its author knows of that', async () => {
    const { consolidation } = await reported(secretariat)
    const replaces = consolidation?.id ?? null
    const both = await Promise.all(
      ['One.', 'Other.'].map((dividingLine) => codeOf(consolidate(secretariat, { replaces, dividingLine }))),
    )
    expect(both.sort()).toEqual(['ok', 'reports_changed'])
    const before = JSON.stringify(await reported(secretariat))
    for (const known of [replaces, null, randomUUID()])
      expect(await codeOf(consolidate(secretariat, { replaces: known }))).toBe('reports_changed')
    expect(JSON.stringify(await reported(secretariat))).toBe(before)
    expect(await codeOf(consolidate(secretariat))).toBe('ok')
  })

  it('[A506] is told to nobody who may not read it', async () => {
    for (const id of ['lead-no', 'observer-fi', 'administrator']) {
      const client = await server.signIn(id)
      expect(await codeOf(reported(client)), id).not.toBe('ok')
      const { items } = await client.call('getMeetingReport', { params: { meetingId: 'lewp-previous' } })
      expect(
        items.flatMap(({ positions }) => positions),
        id,
      ).toEqual([])
      expect(await outcomesFor(client), id).toEqual([])
    }
    const [spillBefore] = [await reported(lead)]
    expect(spillBefore.reports.length).toBeGreaterThan(0)
    await lead.call('reportSpill', { params, body: { country: null, reason: 'An annex.' } })
    expect(await codeOf(reported(lead))).toBe('spill_locked')
    expect(await codeOf(submit(delegate))).toBe('spill_locked')
    const { items } = await lead.call('getMeetingReport', { params: { meetingId: 'lewp-previous' } })
    expect(items.flatMap(({ positions }) => positions)).toEqual([])
    expect(await outcomesFor(lead)).toEqual([])
  })
})

describe('report-back under the Chatham House Rule', () => {
  const clock = manualClock('2026-11-23T09:00:00.000Z')
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer({}, { clock })
  })
  afterAll(() => server.stop())

  it('[A505] codes of those who spoke are refused, and never sent', async () => {
    const at = { positionId: 'yearly-overview' }
    for (const country of ['fi', 'is', 'se']) {
      const lead = await server.signIn(`lead-${country}`)
      const { round } = await lead.call('getPosition', { params: at })
      const { number, contentHash } = round?.version ?? { number: 0, contentHash: '' }
      await lead.call('giveDecision', {
        params: at,
        body: { roundId: round?.id ?? '', versionNumber: number, contentHash, value: { kind: 'agree' } },
      })
    }
    const issuing = await server.signIn('secretariat')
    const { revision } = await issuing.call('getPosition', { params: at })
    const { releaseInForce, meeting } = await issuing.call('issueRelease', {
      params: at,
      body: { revision },
    })
    expect(meeting?.isChathamHouse).toBe(true)
    clock.advance(30 * 24 * 60 * 60 * 1000)
    // The sessions of before are over.
    const [delegate, secretariat] = [await server.signIn('delegate-fi'), await server.signIn('secretariat')]
    const nothing = {
      id: randomUUID(),
      basedOn: [],
      replaces: null,
      outcome: 'unknown',
      said: [],
      conclusion: '',
      dividingLine: '',
      nextStep: '',
      followUps: [],
    } as const
    const consolidate = (said: RouteBody<'consolidateReports'>['said']) =>
      secretariat.call('consolidateReports', {
        params: at,
        body: { ...nothing, basedOn: [], followUps: [], said },
      })
    expect(await codeOf(consolidate([]))).toBe('report_missing')
    expect(await codeOf(consolidate([{ speaker: 'COM', stance: 'raised' }]))).toBe('chatham_house')
    const body = {
      id: randomUUID(),
      releaseId: releaseInForce ?? '',
      personId: 'delegate-fi',
      country: 'FI',
      replaces: null,
      outcome: 'reflected',
      sections: [],
      facts: '',
      conclusion: '',
      assessment: { text: '', isShared: false },
      evidence: [],
      followUps: [],
    } as const
    const send = (said: RouteBody<'submitReport'>['said'], id: string = body.id) =>
      delegate.call('submitReport', {
        params: at,
        body: { ...body, id, sections: [], evidence: [], followUps: [], said },
      })
    expect(await codeOf(send([{ speaker: 'EL', stance: 'opposed' }]))).toBe('chatham_house')
    expect((await send([])).reports).toMatchObject([{ country: 'FI', said: [] }])
    // As a meeting would have it that came under the rule later.
    const position = await server.storage.tables.positions.byId(at.positionId)
    const { replaces: _none, ...words } = body
    await server.storage.tables.reports.insert({
      ...words,
      id: randomUUID(),
      positionId: position?.id ?? '',
      country: 'SE',
      personId: 'delegate-se',
      at: clock.now(),
      said: [{ speaker: 'EL', stance: 'opposed' }],
    })
    for (const id of ['delegate-fi', 'lead-fi', 'secretariat']) {
      const client = await server.signIn(id)
      const { reports } = await client.call('getReportBack', { params: at })
      expect(reports.map(({ said }) => said)).toEqual([[], []])
    }
    const { id } = meeting ?? { id: '' }
    const told = await delegate.call('getMeetingReport', { params: { meetingId: id } })
    expect(JSON.stringify(told)).not.toContain('opposed')
  })
})

describe('reports of the sample workspace', () => {
  it('[A509] are marked as samples, and name nobody who spoke', async () => {
    const server = await startTestServer()
    const secretariat = await server.signIn('secretariat')
    for (const [id, stage] of [
      ['transposition-guide', 'consolidated'],
      ['training-calendar', 'noted'],
    ] as const) {
      const back = await secretariat.call('getReportBack', { params: { positionId: id } })
      expect(back.stage).toBe(stage)
      expect(back.followUps.length).toBeGreaterThan(0)
      for (const { facts, said } of back.reports) {
        expect(facts).toContain('SAMPLE')
        expect(said).toEqual([])
      }
      expect(back.consolidation?.nextStep).toContain('SAMPLE')
    }
    await server.stop()
  })

  it('[A636] a position that was reported on is closed by its penholder’s lead or the secretariat, once', async () => {
    const server = await startTestServer()
    const where = { positionId: 'transposition-guide' }
    const secretariat = await server.signIn('secretariat')
    const before = await secretariat.call('getPosition', { params: where })
    expect([before.status, before.abilities.close]).toEqual(['reported', true])
    const close = async (personId: string, revision = before.revision, id = where.positionId) => {
      const client = await server.signIn(personId)
      return client.ask('POST', `/api/positions/${id}/closing`, { body: { revision } })
    }
    const others = ['dk', 'fi', 'is', 'no', 'se'].filter((code) => code !== before.penholder.toLowerCase())
    expect((await close(`drafter-${before.penholder.toLowerCase()}`)).code).toBe('forbidden')
    const [other] = others.filter((code) => before.parties.some((party) => party.toLowerCase() === code))
    expect((await close(`lead-${other}`)).code).toBe('forbidden')
    expect((await close('secretariat', before.revision - 1)).code).toBe('revision_conflict')
    expect((await close(`lead-${before.penholder.toLowerCase()}`)).status).toBe(200)
    const after = await secretariat.call('getPosition', { params: where })
    expect([after.status, after.abilities.close]).toEqual(['closed', false])
    expect((await close('secretariat', after.revision)).code).toBe('state_conflict')
    const events = await secretariat.call('listPositionEvents', { params: where })
    expect(JSON.stringify(events)).toContain('position.closed')
    // What was said stays to be read.
    const { stage } = await secretariat.call('getReportBack', { params: where })
    expect(stage).toBe('consolidated')
    await server.stop()
  })

  it('[A510] what was to be followed up is to be followed up also when the position was withdrawn', async () => {
    const server = await startTestServer()
    const leadSe = await server.signIn('lead-se')
    const [before] = (await leadSe.call('getDesk')).followUps
    const positionId = before?.position.id ?? ''
    const position = await server.storage.tables.positions.byId(positionId)
    const params = { positionId }
    const body = { revision: position?.revision ?? 0, reason: 'The file was closed.' }
    await (await server.signIn(`lead-${position?.penholder.toLowerCase()}`)).call('withdrawPosition', {
      params,
      body,
    })
    const { waiting, followUps } = await leadSe.call('getDesk')
    expect(followUps.map(({ id }) => id)).toContain(before?.id)
    expect(waiting.filter((each) => each.position.id === positionId)).toEqual([])
    await server.stop()
  })
})
