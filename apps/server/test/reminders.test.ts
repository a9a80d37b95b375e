import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

/** The sample that is in sign-off by all five: Denmark and Norway have answered, Sweden holds the pen. */
const positionId = 'yearly-overview'
const path = `/api/positions/${positionId}/reminders`
const hour = 60 * 60 * 1000

describe('[A450] reminding those who are missing in a round', () => {
  const clock = manualClock(new Date().toISOString())
  let server: TestServer
  let secretariat: Client
  let leadFi: Client
  let roundId = ''

  beforeAll(async () => {
    server = await startTestServer({}, { clock })
    secretariat = await server.signIn('secretariat')
    leadFi = await server.signIn('lead-fi')
    const { round } = await secretariat.call('getPosition', { params: { positionId } })
    roundId = round?.id ?? ''
  })
  afterAll(() => server.stop())

  const remindedAt = async (client: Client) => {
    const { waiting } = await client.call('getDesk')
    return waiting.filter(({ position }) => position.id === positionId).map((item) => item.remindedAt)
  }
  const refusal = async (client: Client, round = roundId) =>
    (await client.ask('POST', path, { body: { roundId: round } })).code

  it('stands on their desks and in what happened, and nowhere else', async () => {
    expect(await remindedAt(leadFi)).toEqual([null])
    clock.advance(1000)
    await secretariat.call('remindRound', { params: { positionId }, body: { roundId } })
    expect(await remindedAt(leadFi)).toEqual([clock.now()])
    expect(await remindedAt(await server.signIn('lead-dk'))).toEqual([])
    const [event] = await leadFi.call('listPositionEvents', { params: { positionId } })
    expect(event).toMatchObject({
      type: 'round.reminded',
      person: { id: 'secretariat' },
      data: { roundId, countries: ['FI', 'IS', 'SE'] },
    })
    const delegate = await server.signIn('delegate-fi')
    const heard = await delegate.call('listPositionEvents', { params: { positionId } })
    expect(heard.map(({ type }) => type)).not.toContain('round.reminded')
  })

  it('is done at most once an hour, by those who open rounds, in the open round', async () => {
    const leadSe = await server.signIn('lead-se')
    expect(await refusal(leadSe)).toBe('reminded_lately')
    expect(await refusal(leadFi)).toBe('forbidden')
    expect(await refusal(secretariat, 'none')).toBe('round_not_open')
    clock.advance(hour)
    const { abilities } = await leadSe.call('remindRound', { params: { positionId }, body: { roundId } })
    expect(abilities.remind).toBe(true)
    for (const country of ['fi', 'is', 'se']) {
      const lead = await server.signIn(`lead-${country}`)
      const { round } = await lead.call('getPosition', { params: { positionId } })
      await lead.call('giveDecision', {
        params: { positionId },
        body: {
          roundId,
          versionNumber: round?.version.number ?? 0,
          contentHash: round?.version.contentHash ?? '',
          value: { kind: 'agree' },
        },
      })
    }
    expect(await refusal(secretariat)).toBe('round_not_open')
  })
})
