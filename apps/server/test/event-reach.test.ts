import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type Position,
  type PositionEventType,
  type PositionStatus,
  positionEventTypes,
} from '@samsyn/domain'
import { type LiveEvent, liveEventName, movedEventType } from '@samsyn/protocol'
import { pino } from 'pino'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventOf } from '../../../packages/domain/src/testing/builders.ts'
import { createSessions } from '../src/auth/sessions.ts'
import { createLiveEvents, type LiveEvents } from '../src/live/live-events.ts'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { eventually } from './support/drafter.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const start = '2026-11-23T09:00:00.000Z'

/** Who asks: a letter each for the table. */
const people = {
  D: 'delegate-fi',
  H: 'head-of-delegation-no',
  L: 'lead-fi',
  S: 'secretariat',
  R: 'registrar-fi',
  O: 'observer-no',
  A: 'administrator',
} as const
type Letter = keyof typeof people
const letters = Object.keys(people) as readonly Letter[]

/**
 * Who hears of each type in a position of the five countries, marked *public*: the observer once there is a final text. `+` for
 * what the others who may know of the position see move.
 */
const table: Readonly<Record<PositionEventType, string>> = {
  'position.created': 'DHLSRO',
  'position.renamed': 'HLS+',
  'coordination.started': 'DHLSRO',
  'version.frozen': 'HLS+',
  'version.named': 'HLS',
  'draft.reopened': 'HLS+',
  'round.opened': 'HLS+',
  'decision.given': 'HLS',
  'terms.confirmed': 'HLS',
  'extension.asked': 'HLS',
  'silence.taken': 'HLS',
  'meeting.postponed': 'DHLSRO',
  'meeting.cancelled': 'DHLSRO',
  'release.reconfirmed': 'DHLSRO',
  'reservation.lifted': 'HLS+',
  'release.reservation_lifted': 'DHLSRO',
  'round.extended': 'HLS+',
  'round.reminded': 'HLS',
  'round.closed': 'HLS+',
  'release.issued': 'DHLSRO',
  'release.superseded': 'DHLSRO',
  'support.withdrawn': 'DHLSRO',
  'translation.issued': 'DHLSRO',
  'corrigendum.proposed': 'HLS',
  'corrigendum.objected': 'HLS',
  'corrigendum.withdrawn': 'HLS',
  'corrigendum.issued': 'DHLSRO',
  'corrigendum.lapsed': 'HLS',
  'release.used': 'DHLSRO',
  'report.received': 'DHLSRO',
  'report.submitted': 'DHLSR',
  'report.consolidated': 'DHLSR',
  'report.noted': 'DHLSR',
  'follow_up.opened': 'DHLSR',
  'follow_up.changed': 'DHLSR',
  'position.closed': 'DHLSRO',
  'position.withdrawn': 'HLS+',
  'position.superseded': 'DHLSRO',
  'mandate.shared': 'HLS',
  'mandate.unshared': 'HLS',
  'suggestion.decided': 'HLS',
  'proposal.settled': 'HLS',
  'contribution.sent': 'HLS',
  'contribution.withdrawn': 'HLS',
  'releasability.extended': 'HLS+',
  'releasability.ended': 'HLS+',
  'limite.confirmed': 'HLS',
  'section.agreed': 'HLS',
  'section.closed': 'HLS',
  'section.reopened': 'HLS',
  'authorship.refused': 'S',
  'spill.reported': 'DHLSRO',
  'spill.ended': 'DHLSRO',
  'pages_spill.reported': 'L',
  'pages_spill.ended': 'L',
  'spill.purged': 'DHLSRO',
  'pages_spill.purged': 'L',
  'purge.asked': 'DHLSRO',
  'purge.declined': 'DHLSRO',
  'purge.withdrawn': 'DHLSRO',
  'event.purged': 'HLS',
}

describe('what people hear of a position', () => {
  const clock = manualClock(start)
  let server: TestServer
  let http: Server
  let live: LiveEvents
  let drafterDk: Client
  let openId: string
  const clients = new Map<Letter, Client>()
  const sockets: Socket[] = []
  const heard = new Map<Letter, LiveEvent[]>()

  beforeAll(async () => {
    server = await startTestServer({}, { clock })
    const { storage } = server
    http = createServer()
    // The server's own events on a port of their own, so that each type can be told without playing a whole life.
    live = createLiveEvents(http, {
      storage,
      clock,
      sessions: createSessions(storage, clock, { isSecure: false }),
      logger: pino({ level: 'silent' }),
      publicUrl: () => null,
      messageBytes: 100_000,
      onLetIn: () => undefined,
    })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    drafterDk = await server.signIn('drafter-dk')
    for (const letter of letters) {
      const client = await server.signIn(people[letter])
      clients.set(letter, client)
      const events: LiveEvent[] = []
      heard.set(letter, events)
      const port = (http.address() as AddressInfo).port
      const socket = io(`http://127.0.0.1:${port}`, {
        extraHeaders: { cookie: client.cookie },
        transports: ['websocket'],
      })
      sockets.push(socket)
      socket.on(liveEventName, (event: LiveEvent) => events.push(event))
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve)
        socket.once('connect_error', reject)
      })
    }
    const begun = await beginPosition(drafterDk, {
      parties: ['DK', 'FI', 'IS', 'NO', 'SE'],
      marking: 'public',
    })
    openId = (await sharePosition(drafterDk, begun)).id
    clock.advance(60_000)
  })
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect()
    await live.close()
    await server.stop()
  })

  const as = (letter: Letter): Client => {
    const client = clients.get(letter)
    if (!client) throw new Error(`Nobody is ${letter}`)
    return client
  }

  const mayReadDraft = (letter: Letter) => 'HLS'.includes(letter)

  /** Whom the table lets hear of a type, and who is told that the position moved. */
  const expected = (type: PositionEventType, isReleased: boolean) => {
    const known = letters.filter((letter) => letter !== 'A' && (isReleased || letter !== 'O'))
    const hear = known.filter((letter) => table[type].includes(letter))
    const moved = table[type].includes('+') ? known.filter((letter) => !hear.includes(letter)) : []
    return { hear, moved }
  }

  /** The released position of the sample that is marked *public*, and the one of this test that is being written. */
  const places = [
    ['in coordination', () => openId, false],
    ['with a final text', () => 'training-calendar', true],
  ] as const

  describe.each(places)('%s', (_state, idOf, isReleased) => {
    it.each(positionEventTypes)('[A210] [A234] the feed: %s', async (type) => {
      const positionId = idOf()
      const position = await server.storage.tables.positions.byId(positionId)
      // Known again by its instant: the numbers that readers see are their own.
      clock.advance(1)
      const at = clock.now()
      await server.storage.tables.events.append([
        {
          positionId,
          revision: position?.revision ?? 0,
          personId: 'drafter-dk',
          country: 'DK',
          at,
          event: eventOf[type],
        },
      ])
      const hear: Letter[] = []
      for (const letter of letters) {
        const { status, body } = await as(letter).ask('GET', `/api/positions/${positionId}/events`)
        const isKnown = letter !== 'A' && (isReleased || letter !== 'O')
        expect(status, letter).toBe(isKnown ? 200 : 404)
        if (!isKnown) continue
        const entries = body as { sequence: number; at: string }[]
        if (entries.some((entry) => entry.at === at)) hear.push(letter)
        // [A234] Neither a number nor a gap tells of what is kept from them, here or elsewhere.
        expect(entries.map(({ sequence }) => sequence)).toEqual(
          entries.map((_, index) => entries.length - index),
        )
        // Reasons, references, quotes, names and titles, of this event and of those before it.
        if (!mayReadDraft(letter)) expect(JSON.stringify(body), letter).not.toContain('words-')
      }
      expect(hear).toEqual(expected(type, isReleased).hear)
    })

    it.each(positionEventTypes)('[A211] at once: %s', async (type) => {
      const position = await server.storage.tables.positions.byId(idOf())
      if (!position) throw new Error('There is no such position')
      for (const events of heard.values()) events.length = 0
      await live.announce({ position, events: [eventOf[type], eventOf[type]], effects: [] })
      // Told last, to everybody who may know of the position: whatever came before it has arrived by then.
      await live.announce({ position, events: [eventOf['position.created']], effects: [] })
      const { hear, moved } = expected(type, isReleased)
      const known = letters.filter((letter) => expected('position.created', isReleased).hear.includes(letter))
      const last = (letter: Letter) => heard.get(letter)?.at(-1)?.type === 'position.created'
      const count = (letter: Letter) => (hear.includes(letter) || moved.includes(letter) ? 2 : 1)
      await eventually(() =>
        known.every((letter) => last(letter) && heard.get(letter)?.length === count(letter)),
      )
      const told = (what: string) =>
        letters.filter((letter) => heard.get(letter)?.[0]?.type === what && count(letter) === 2)
      expect(told(type)).toEqual(hear)
      expect(told(movedEventType)).toEqual(moved)
      for (const letter of letters) {
        expect(heard.get(letter)?.length, letter).toBe(known.includes(letter) ? count(letter) : 0)
        for (const event of heard.get(letter) ?? [])
          expect(Object.keys(event).sort()).toEqual(['id', 'revision', 'type'])
      }
    })
  })

  it('[A211] whoever reads on in the final text of a withdrawn position is told that it moved', async () => {
    const position = await server.storage.tables.positions.byId('training-calendar')
    if (!position) throw new Error('There is no such position')
    for (const events of heard.values()) events.length = 0
    await live.announce({
      position: {
        ...position,
        life: { status: 'withdrawn', reason: 'words-reason', wasShared: true },
        releaseInForce: null,
      },
      events: [{ type: 'position.withdrawn', reason: 'words-reason' }],
      effects: [],
    })
    const readers = ['O'] as const
    await eventually(() => readers.every((letter) => heard.get(letter)?.length === 1))
    for (const letter of readers) {
      expect(heard.get(letter)).toEqual([
        { type: movedEventType, id: 'training-calendar', revision: position.revision },
      ])
    }
  })

  it('[A212] mandates and who has answered an open round are told to those alone who may read them', async () => {
    const positions = await server.storage.tables.positions.all()
    const ofAll = (status: PositionStatus) => {
      const isOne = ({ life, marking, parties }: Position) =>
        life.status === status && marking === 'delegates' && parties.length === 5
      const found = positions.find(isOne)
      if (!found) throw new Error(`The sample has no position of the five countries that is ${status}`)
      return found.id
    }
    const [open, released] = [ofAll('in_sign_off'), ofAll('released')]
    for (const positionId of [open, released, openId]) {
      const mandate = { reference: 'U 1/2026', state: 'requested', isShared: true, changes: 0 } as const
      await as('L').call('setMandate', { params: { positionId, country: 'FI' }, body: mandate })
      for (const letter of letters) {
        const { status, body } = await as(letter).ask('GET', `/api/positions/${positionId}`)
        const isKnown = letter !== 'A' && (letter !== 'O' || positionId === released)
        expect(status, letter).toBe(isKnown ? 200 : 404)
        if (!isKnown) continue
        const detail = body as { mandates: unknown[]; openRound: { missing: unknown[] } | null }
        const mayRead = mayReadDraft(letter)
        expect(detail.mandates.length, `${letter} ${positionId}`).toBe(mayRead ? 1 : 0)
        expect(detail.openRound !== null, `${letter} ${positionId}`).toBe(mayRead && positionId === open)
      }
    }
    const desk = await as('D').ask('GET', '/api/desk')
    expect(JSON.stringify(desk.body)).not.toContain('"missing"')
    expect(JSON.stringify((await as('L').ask('GET', '/api/desk')).body)).toContain('"missing"')
  })
})
