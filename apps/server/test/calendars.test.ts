import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginPosition } from './support/begun-position.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

/** What the tests use of ical.js, whose own types do not compile as its package is loaded here. */
interface Reader {
  parse(text: string): unknown
  Component: new (parsed: unknown) => Component
  Event: new (
    component: Component,
  ) => {
    readonly uid: string
    readonly summary: string
    readonly startDate: ReadTime
    readonly endDate: ReadTime
  }
  TimezoneService: { register(zone: Component): void }
}
interface Component {
  getAllSubcomponents(name: string): readonly Component[]
  getFirstPropertyValue(name: string): unknown
}
interface ReadTime {
  readonly zone: { readonly tzid: string } | null
  toJSDate(): Date
}
const reader: string = 'ical.js'
const { default: ICAL } = (await import(reader)) as { readonly default: Reader }

interface Entry {
  readonly uid: string
  readonly summary: string
  readonly start: string
  readonly end: string
  readonly zone: string
  readonly url: string
}

describe('calendars', () => {
  const clock = manualClock('2026-11-30T08:00:00.000Z')
  let server: TestServer
  let leadFi: Client
  beforeAll(async () => {
    server = await startTestServer({}, { clock })
    leadFi = await server.signIn('lead-fi')
  })
  afterAll(() => server.stop())

  const get = async (path: string) => {
    const response = await fetch(server.url + path)
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    }
  }
  const made = async (client: Client) => (await client.call('makeCalendar')).path
  /** What a calendar program reads in it, with its own clocks. */
  const entriesIn = (text: string): readonly Entry[] => {
    const calendar = new ICAL.Component(ICAL.parse(text))
    for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
    return calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component)
      return {
        uid: event.uid,
        summary: event.summary,
        start: event.startDate.toJSDate().toISOString(),
        end: event.endDate.toJSDate().toISOString(),
        zone: event.startDate.zone?.tzid ?? '',
        url: String(component.getFirstPropertyValue('url')),
      }
    })
  }

  it('[A487] it holds the deadlines and the meetings at their instants, by the clocks of Brussels', async () => {
    const { status, type, text } = await get(await made(leadFi))
    expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8'])
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/)
    expect(text).toContain('TZID:Europe/Brussels')
    const entries = entriesIn(text)
    expect(new Set(entries.map(({ zone }) => zone))).toEqual(new Set(['Europe/Brussels']))
    const { positions } = await leadFi.call('getDesk')
    const rounds = positions.flatMap(({ openRound }) => openRound ?? [])
    expect(rounds.length).toBeGreaterThan(0)
    for (const { deadline } of rounds)
      expect(entries.filter(({ start, end }) => start === deadline && end === deadline)).toHaveLength(1)
    for (const { id, startsAt, endsAt, status: standing } of await leadFi.call('listMeetings')) {
      const found = entries.find(({ uid }) => uid.startsWith(`meeting-${id}@`))
      if (standing === 'postponed' || Date.parse(clock.now()) - Date.parse(endsAt) > 60 * 24 * 3_600_000)
        expect(found).toBeUndefined()
      else expect(found).toMatchObject({ start: startsAt, end: endsAt })
    }
    // Summer and winter are told apart.
    expect(text.match(/BEGIN:(?:DAYLIGHT|STANDARD)/g)?.length).toBeGreaterThan(1)
  })

  it('[A487] positions are named as in mails, in the person’s language', async () => {
    const begun = await beginPosition(await server.signIn('drafter-dk'), { title: 'Sample: a telling title' })
    expect(begun.title).toBe('Sample: a telling title')
    await leadFi.call('setLanguage', { body: { language: 'is' } })
    const { text } = await get(await made(leadFi))
    const entries = entriesIn(text)
    for (const { title, marking, id } of (await leadFi.call('getDesk')).positions) {
      const isNamed = entries.some(({ summary }) => summary.includes(title))
      expect(isNamed && marking !== 'public', id).toBe(false)
    }
    expect(entries.filter(({ summary }) => summary.startsWith('Frestur: ')).length).toBeGreaterThan(0)
    expect(entries.filter(({ summary }) => summary.startsWith('Fundur: ')).length).toBeGreaterThan(0)
  })

  it('[A485] made anew, the one before is gone; removed, there is none; only a hash is kept', async () => {
    const first = await made(leadFi)
    const second = await made(leadFi)
    expect([(await get(first)).status, (await get(second)).status]).toEqual([404, 200])
    const secret = second.slice('/calendar/'.length, -'.ics'.length)
    expect(await server.storage.tables.calendarFeeds.personOf(secret)).toBeNull()
    expect((await leadFi.call('getNotificationSettings')).calendarMadeAt).toBe(clock.now())
    expect((await leadFi.call('removeCalendar')).calendarMadeAt).toBeNull()
    expect((await get(second)).status).toBe(404)
    expect((await leadFi.ask('DELETE', '/api/account/calendar')).code).toBe('not_found')
  })

  it('[A485] it shows what its person may read at that moment, and others nothing of it', async () => {
    const administrator = await server.signIn('administrator')
    const { text } = await get(await made(administrator))
    expect(entriesIn(text).filter(({ uid }) => uid.startsWith('round-'))).toEqual([])
  })

  it('[A486] a wrong address and a disabled account are not found, and each is answered a bounded number of times', async () => {
    expect((await get('/calendar/wrong.ics')).status).toBe(404)
    const leadSe = await server.signIn('lead-se')
    const path = await made(leadSe)
    for (let times = 0; times < 10; times += 1) expect((await get(path)).status).toBe(200)
    expect((await get(path)).status).toBe(429)
    clock.advance(60_000)
    expect((await get(path)).status).toBe(200)
    await server.storage.tables.people.setDisabled('lead-se', true)
    expect((await get(path)).status).toBe(404)
  })
})
