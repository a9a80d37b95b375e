import { filePath } from '@samsyn/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPdfTools, textOfPdf } from '../../../packages/export/test/pdf-tools.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'comment-periods'
const params = { positionId }
const meetingId = 'lewp-next'
const attache = { name: 'Attaché on duty', phone: '+358 50 123 4567', mail: 'duty@example.org' }

describe('whom to ask of a delegation at a meeting', () => {
  const clock = manualClock(new Date().toISOString())
  let server: TestServer
  let leadFi: Client
  beforeAll(async () => {
    server = await startTestServer({}, { clock })
    leadFi = await server.signIn('lead-fi')
  })
  afterAll(() => server.stop())

  const name = async (client: Client, contact: unknown) =>
    (await client.ask('POST', `/api/positions/${positionId}/contact`, { body: { contact } })).code
  const inFolder = async (client: Client) => {
    const { agenda } = await client.call('getFolder', { params: { meetingId } })
    const entry = agenda.flatMap(({ entries }) => entries).find((each) => each.positionId === positionId)
    return (entry?.contacts ?? []).flatMap(({ country, person }) => (person ? [{ country, ...person }] : []))
  }

  it('[A732] [D490] is said by a lead, changed by a drafter of the same delegation, and read with the position and in the folder', async () => {
    const before = await leadFi.call('getPosition', { params })
    expect([before.namesContactFor, before.contacts]).toEqual(['FI', []])
    const told = await leadFi.call('nameContact', { params, body: { contact: attache } })
    expect(told.contacts).toEqual([{ country: 'FI', ...attache }])
    const phoneOnly = { ...attache, mail: null }
    await (await server.signIn('drafter-fi')).call('nameContact', { params, body: { contact: phoneOnly } })
    const desk = { name: 'Desk', phone: null, mail: 'desk@example.org' }
    await (await server.signIn('lead-dk')).call('nameContact', { params, body: { contact: desk } })
    const both = [
      { country: 'DK', ...desk },
      { country: 'FI', ...phoneOnly },
    ]
    const delegate = await server.signIn('delegate-fi')
    expect((await delegate.call('getPosition', { params })).contacts).toEqual(both)
    expect(await inFolder(delegate)).toEqual(expect.arrayContaining(both))
    expect(await inFolder(delegate)).toHaveLength(2)
    // Nothing of it is in the log.
    const { events } = server.storage.tables
    expect(JSON.stringify(await events.byPosition(positionId))).not.toContain(attache.phone)
  })

  it('[A732] is in the PDF of the folder, and in nobody’s who does not know of the position', async () => {
    await leadFi.call('nameContact', { params, body: { contact: attache } })
    expect(await inFolder(await server.signIn('administrator'))).toEqual([])
    if (!hasPdfTools) return
    const textFor = async (personId: string) => {
      const { cookie } = await server.signIn(personId)
      const path = filePath('getMeetingFolder', { meetingId }, { language: 'en' })
      return textOfPdf(
        Buffer.from(await (await fetch(server.url + path, { headers: { cookie } })).arrayBuffer()),
      )
    }
    expect((await textFor('delegate-se')).replace(/\s+/g, ' ')).toContain(
      'Finland: Attaché on duty · +358 50 123 4567 · duty@example.org',
    )
    expect(await textFor('administrator')).not.toContain('duty@example.org')
  })

  it('[A732] [D490] each refusal has its code, and nothing is said', async () => {
    const before = (await leadFi.call('getPosition', { params })).contacts
    for (const personId of ['delegate-fi', 'secretariat', 'observer-fi'])
      expect(await name(await server.signIn(personId), attache), personId).toBe('forbidden')
    expect(await name(await server.signIn('administrator'), attache)).toBe('not_found')
    for (const wrong of [
      { ...attache, name: ' ' },
      { ...attache, phone: '050 123 4567' },
      { ...attache, phone: '+358 call me' },
      { ...attache, mail: 'duty' },
      { ...attache, phone: null, mail: null },
      { ...attache, fax: '+358 50 123 4567' },
    ])
      expect(await name(leadFi, wrong), JSON.stringify(wrong)).toBe('invalid_request')
    expect((await leadFi.call('getPosition', { params })).contacts).toEqual(before)
  })

  it('[A732] [D491] is taken back, and no longer told seven days after the meeting', async () => {
    const without = await leadFi.call('nameContact', { params, body: { contact: null } })
    expect(without.contacts.map(({ country }) => country)).toEqual(['DK'])
    const ends = Date.parse(without.meeting?.endsAt ?? '')
    const week = 7 * 24 * 3_600_000
    clock.advance(ends + week - Date.parse(clock.now()))
    const later = await server.signIn('lead-fi')
    expect(await inFolder(later)).toHaveLength(1)
    clock.advance(1000)
    expect(await inFolder(later)).toEqual([])
    expect((await later.call('getPosition', { params })).contacts).toEqual([])
  })
})
