import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from './support/drafter.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const params = { positionId: 'yearly-overview' }
const path = '/api/positions/yearly-overview'
const hour = 60 * 60 * 1000
const clock = manualClock('2026-11-23T09:00:00.000Z')
let server: TestServer
let lead: Client
let penholder: Client

beforeAll(async () => {
  server = await startTestServer({}, { clock })
  lead = await server.signIn('lead-fi')
  penholder = await server.signIn('lead-se')
})
afterAll(() => server.stop())

it('[A327] [A692] [D263] more time is asked for, by a deputy too, and granted, before the old deadline passes, and the round ends at the new one', async () => {
  const { round } = await lead.call('getPosition', { params })
  if (!round) throw new Error('The sample has no open round')
  const about = { roundId: round.id }
  const until = new Date(Date.parse(round.deadline) + 24 * hour).toISOString()
  const ask = (client: Client, more: object = {}) =>
    client.ask('POST', `${path}/extension-requests`, {
      body: { ...about, until, reason: 'The committee meets then.', ...more },
    })
  const grant = (client: Client, more: object = {}) =>
    client.ask('POST', `${path}/extensions`, { body: { ...about, deadline: until, ...more } })
  expect((await grant(penholder)).code).toBe('state_conflict')
  expect((await ask(lead, { until: round.deadline })).code).toBe('deadline_not_later')
  expect((await ask(lead, { reason: ' ' })).code).toBe('reason_required')
  expect((await ask(lead, { reason: 'RESTREINT UE/EU RESTRICTED' })).code).toBe('classified_words')
  expect((await ask(lead, { roundId: 'another' })).code).toBe('version_stale')
  const drafter = await server.signIn('drafter-fi')
  expect((await ask(drafter)).code).toBe('forbidden')
  expect((await ask(await server.signIn('secretariat'))).code).toBe('forbidden')
  expect(await penholder.call('getPosition', { params })).toMatchObject({
    abilities: { grantExtension: false },
  })
  expect((await ask(lead)).status).toBe(200)
  expect(await penholder.call('getPosition', { params })).toMatchObject({
    abilities: { grantExtension: true },
    round: { extensionRequests: [{ country: 'FI', until, reason: 'The committee meets then.' }] },
  })
  expect((await grant(lead)).code).toBe('forbidden')
  expect((await grant(await server.signIn('secretariat'))).status).toBe(200)
  await lead.call('nameDeputy', { body: { deputyId: 'drafter-fi', from: null, to: until } })
  const deputy = await server.signIn('drafter-fi')
  expect(await deputy.call('getPosition', { params })).toMatchObject({ abilities: { askExtension: true } })
  const later = new Date(Date.parse(until) + hour).toISOString()
  expect((await ask(deputy, { until: later })).status).toBe(200)
  const extended = await lead.call('getPosition', { params })
  expect(extended).toMatchObject({
    abilities: { grantExtension: false },
    round: {
      deadline: until,
      firstDeadline: round.deadline,
      decisions: round.decisions,
      extensionRequests: [
        { deputyFor: null },
        { person: { id: 'drafter-fi' }, deputyFor: { id: 'lead-fi' } },
      ],
    },
  })
  const events = await lead.call('listPositionEvents', { params })
  const asked = events.filter(({ type }) => type === 'extension.asked')
  expect(asked.map(({ capacity, data }) => [capacity, data.deputyFor])).toEqual([
    ['deputy', 'lead-fi'],
    ['lead', null],
  ])
  clock.advance(Date.parse(round.deadline) - Date.parse(clock.now()) + hour)
  expect((await lead.call('getPosition', { params })).status).toBe('in_sign_off')
  clock.advance(Date.parse(until) - Date.parse(clock.now()))
  await eventually(async () => (await lead.call('getPosition', { params })).status === 'not_agreed')
  expect((await ask(lead)).code).toBe('round_not_open')
})

it('[A327] more time than until the meeting begins is granted where every party has asked for as much', async () => {
  const fresh = await startTestServer({}, { clock: manualClock('2026-11-23T09:00:00.000Z') })
  const secretariat = await fresh.signIn('secretariat')
  const { round, agendaItem, parties } = await secretariat.call('getPosition', { params })
  if (!round || !agendaItem) throw new Error('The sample has no open round for a meeting')
  const { agendaItems, meetings } = fresh.storage.tables
  const item = await agendaItems.byId(agendaItem.id)
  const meeting = item && (await meetings.byId(item.meetingId))
  if (!meeting) throw new Error('The sample has no such meeting')
  const until = new Date(Date.parse(meeting.startsAt) + hour).toISOString()
  const body = { roundId: round.id, deadline: until }
  const grant = () => secretariat.ask('POST', `${path}/extensions`, { body })
  for (const country of parties) {
    const party = await fresh.signIn(`lead-${country.toLowerCase()}`)
    const asked = { roundId: round.id, until, reason: 'For the test.' }
    expect((await party.ask('POST', `${path}/extension-requests`, { body: asked })).status).toBe(200)
    if (country !== parties.at(-1)) expect((await grant()).code).toBe('extension_past_meeting')
  }
  expect((await grant()).status).toBe(200)
  expect(await secretariat.call('getPosition', { params })).toMatchObject({ round: { deadline: until } })
  await fresh.stop()
})
