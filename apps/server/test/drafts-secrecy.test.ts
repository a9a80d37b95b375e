import { gzipSync } from 'node:zlib'
import { schemaVersion } from '@samsyn/editor'
import { zipOf } from '@samsyn/export'
import { livePath, syncPolling } from '@samsyn/protocol'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { lookEvery } from '../src/search/keep-index.ts'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { eventually } from './support/drafter.ts'
import { type MailServer, startMailServer } from './support/mail-server.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Drafters, planter, releaseOnceMore } from './support/planted-positions.ts'
import { placesIn, wordOf } from './support/planted-words.ts'
import { carriers, LineRefused, openRawLine } from './support/raw-line.ts'
import { insertMeeting } from './support/released-position.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'
import { answersTo, everyPage, everyRequest, type Named } from './support/ways-out.ts'

/** Delegates of two parties, of a country that is none, and one who could read drafts until a moment ago. */
const delegates = ['delegate-fi', 'delegate-se', 'delegate-is', 'delegate-past'] as const

/** What a delegate of a party has a right to, by the names of the routes. */
const given = [
  'getSession',
  'getDesk',
  'listMeetings',
  'getMeeting',
  'getFolder',
  'getMeetingFolder',
  'getMeetingReport',
  'getMeetingReportFile',
  'searchTexts',
  'getDossier',
  'getNotifications',
  'getPosition',
  'listPositionEvents',
  'getReportBack',
  'getRelease',
  'listTranslations',
  'getReleaseFile',
  'getTranslationFile',
  'page',
]

/** One test for each way out: no byte of a draft, or of what is said beside one, comes to a delegate. */
describe('what a delegate receives', { timeout: 240_000 }, () => {
  const clock = manualClock(new Date().toISOString())
  let server: TestServer
  let post: MailServer
  let people: Drafters
  let places: readonly Named[]
  let planted: ReadonlySet<string>
  const asking = new Map<string, Client>()
  const sockets: Socket[] = []

  beforeAll(async () => {
    post = await startMailServer()
    server = await startTestServer(
      { SMTP_URL: `smtp://127.0.0.1:${post.port}`, MAIL_FROM: 'Samsyn <samsyn@example.org>' },
      { clock },
    )
    const [drafterDk, drafterFi, leadDk, leadFi, leadSe] = await Promise.all([
      server.signIn('drafter-dk'),
      server.signIn('drafter-fi'),
      server.signIn('lead-dk'),
      server.signIn('lead-fi'),
      server.signIn('lead-se'),
    ])
    people = { drafterDk, drafterFi, leadDk, leadFi, leadSe }
    const grant = {
      role: 'delegate',
      country: 'FI',
      scope: { kind: 'everything' },
      readsDrafts: false,
      validFrom: '2026-01-01T00:00:00.000Z',
      validTo: null,
    } as const
    await server.storage.tables.people.insert({
      id: 'delegate-past',
      name: 'Delegate who could read drafts',
      country: 'FI',
      ministryId: 'justice-fi',
      language: 'fi',
      isDisabled: false,
      deputyships: [],
      grants: [grant, { ...grant, readsDrafts: true, validTo: new Date().toISOString() }],
    })
    for (const id of delegates) {
      const client = await server.signIn(id)
      asking.set(id, client)
      await client.call('askMailAddress', { body: { address: `${id}@example.org` } })
      const code = /\b\d{6}\b/.exec(post.mails.at(-1)?.text ?? '')?.[0] ?? ''
      await client.call('confirmMailAddress', { body: { code } })
      const { ways } = await client.call('getNotificationSettings')
      const mailed = Object.fromEntries(Object.keys(ways).map((kind) => [kind, 'mail' as const]))
      await client.call('changeNotificationSettings', { body: { ways: mailed } })
    }
    const plant = planter(server, people)
    const draft = await sharePosition(drafterDk, await beginPosition(drafterDk))
    places = [await plant.besideDraft(draft.id), ...(await plant.inEveryState())]
    // Its folder tells what came before on the dossier.
    const day = 86_400_000
    const [[past = ''], [later = '']] = [
      await insertMeeting(server, { id: 'lewp-past', startsAt: Date.now() - 3 * day, items: 1 }),
      await insertMeeting(server, { id: 'lewp-later', startsAt: Date.now() + 90 * day, items: 1 }),
    ]
    await plant.inEveryState({ agendaItemId: past, dossierId: 'csa-regulation' })
    const [place] = places
    if (place) places = [...places, { ...place, meetingId: 'lewp-later', agendaItemId: later }]
    planted = plant.planted
    // What is frozen or typed is found by its words soon.
    await eventually(async () => {
      clock.advance(lookEvery)
      return (await drafterDk.call('searchTexts', { query: { words: wordOf('draft') } })).total > 0
    })
  }, 240_000)
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect()
    await server.stop()
    await post.stop()
  })

  const everyone = async <Answer>(ask: (client: Client) => Promise<Answer>) =>
    Object.fromEntries(
      await Promise.all([...asking].map(async ([id, client]) => [id, await ask(client)] as const)),
    )
  const nothing = Object.fromEntries(delegates.map((id) => [id, []]))
  const wordsOf = (all: Iterable<string>) => [...all].map((place) => wordOf(place))

  it('[A645] words are found however they are packed, so that what follows shows something', async () => {
    const word = Buffer.from(`It says ${wordOf('packed')}.`)
    const inside = { path: 'inside.txt', content: new Uint8Array(gzipSync(word)) }
    const zip = await zipOf([inside], '2026-11-28T08:00:00.000Z')
    for (const bytes of [
      word,
      gzipSync(word),
      zip,
      Buffer.from(`{"update":"${word.toString('base64')}"}`),
      Buffer.from(`{"update":"xx${gzipSync(word).toString('base64url')}"}`),
      Buffer.from(word.toString('hex')),
      Buffer.from(word.toString(), 'utf16le'),
      Buffer.from('<p>qvaxelpac\u00adked-\nzq</p>'),
    ])
      expect([...(await placesIn(bytes))]).toEqual(['packed'])
    expect([...(await placesIn('<em>qvax<b>el</b>packed</em>zq'))]).toContain('packed')
    expect([...(await placesIn('nothing, but qvaxelpac'))]).toEqual(['cut'])
    expect([...(await placesIn('nothing at all'))]).toEqual([])
  })

  it('[A645] HTTP: every word is found in what drafters and leads are answered, and no route breaks', async () => {
    const requests = everyRequest(places, { words: wordsOf(['draft']), isReading: true })
    const found = new Set<string>()
    for (const client of [people.drafterDk, people.leadFi, people.drafterFi]) {
      const answers = await answersTo(client, requests, clock)
      expect(answers.broken).toEqual([])
      for (const place of answers.found.keys()) found.add(place)
    }
    // Where somebody's caret is comes over the line alone, and what was struck again is in the log.
    expect([...planted].filter((place) => !found.has(place))).toEqual(['caret', 'struck'])
  })

  it('[A645] HTTP: no answer to a delegate, to read or to write, by whatever id, has a byte of them', async () => {
    const words = wordsOf(planted)
    const requests = [...everyRequest(places, { words, isReading: false }), ...everyPage(places)]
    const answers = await everyone((client) => answersTo(client, requests, clock))
    for (const [id, { found, broken }] of Object.entries(answers)) {
      expect([id, [...found].map(([place, paths]) => [place, [...paths].slice(0, 3)])]).toEqual([id, []])
      expect([id, broken]).toEqual([id, []])
    }
    // What they may have they were given.
    for (const id of ['delegate-fi', 'delegate-se', 'delegate-past'])
      expect([...(answers[id]?.answered ?? [])]).toEqual(expect.arrayContaining(given))
  })

  it('[A645] HTTP: what delegates are answered is the same, byte by byte, whatever is written in a draft and beside it', async () => {
    const requests = everyRequest(places, { words: wordsOf(['draft']), isReading: true })
    const ask = () =>
      everyone(async (client) => Object.fromEntries((await answersTo(client, requests, clock)).texts))
    const before = await ask()
    const plant = planter(server, people, 'again')
    const [place] = places
    await plant.besideDraft(place?.positionId ?? '')
    expect(await ask()).toEqual(before)
  })

  it('[A645] folders: what came before on the dossier is told of the final text alone, though drafts of that meeting are there', async () => {
    const params = { meetingId: 'lewp-later' }
    const toldOf = async (client: Client | undefined) => {
      const folder = await client?.call('getFolder', { params })
      return folder?.agenda[0]?.earlier.map(({ meeting, release }) => [meeting?.id, release !== null]) ?? []
    }
    for (const id of ['delegate-fi', 'delegate-se'])
      expect(await toldOf(asking.get(id))).toEqual([['lewp-past', true]])
    expect(await toldOf(asking.get('delegate-is'))).toEqual([])
  })

  it('[A645] calendars: have none of them', async () => {
    const found = await everyone(async (client) => {
      const { path } = await client.call('makeCalendar')
      const text = String((await client.ask('GET', path)).body)
      expect(text).toContain('BEGIN:VEVENT')
      return [...(await placesIn(text))]
    })
    expect(found).toEqual(nothing)
  })

  it.each(carriers)(
    '[A645] sync over %s: no line to a draft or to own pages opens, and none says anything',
    async (carrier) => {
      const drafts = places.flatMap(({ positionId }) => [
        positionId,
        ...['DK', 'FI', 'SE'].map((country) => `${positionId}.${country}`),
      ])
      const codes = await everyone(async (client) => {
        const said = new Set<string>()
        for (const draftId of drafts) {
          try {
            const line = await openRawLine(client, draftId, carrier)
            line.leave()
            said.add(`${draftId} opened`)
          } catch (error) {
            if (!(error instanceof LineRefused)) throw error
            said.add(error.code)
          }
        }
        return [...said].sort()
      })
      expect(codes).toEqual({
        'delegate-fi': ['forbidden', 'not_found'],
        'delegate-se': ['forbidden', 'not_found'],
        'delegate-is': ['not_found'],
        'delegate-past': ['forbidden', 'not_found'],
      })
    },
  )

  it('[A645] sockets: whatever is written, nothing of it is on any, by either transport, in any namespace; nor in a mail', async () => {
    const frames: string[] = []
    const heard = new Map<string, string[]>()
    for (const [id, client] of asking) {
      const types: string[] = []
      heard.set(id, types)
      for (const transport of ['websocket', 'polling'] as const)
        for (const namespace of ['/', syncPolling.namespace])
          listen(client, { transport, namespace }, frames).onAny((name: string, data?: { type?: string }) => {
            types.push(`${transport} ${data?.type ?? name}`)
          })
      for (const { positionId } of places) shout(client, `${livePath}/${positionId}`, frames)
    }
    await eventually(() => sockets.every((socket) => socket.connected || socket.disconnected))
    const drafter = await openRawLine(people.drafterFi, places[0]?.positionId ?? '', 'websocket')
    const plant = planter(server, people, 'live')
    await plant.besideDraft(places[0]?.positionId ?? '')
    await plant.inEveryState()
    post.mails.length = 0
    // What comes after it on the same ways shows that it would have come.
    const released = await releaseOnceMore(server)
    for (const transport of ['websocket', 'polling'])
      await eventually(() =>
        ['delegate-fi', 'delegate-se', 'delegate-past'].every((id) =>
          heard.get(id)?.includes(`${transport} release.issued`),
        ),
      )
    await eventually(() => {
      clock.advance(1000)
      return ['delegate-fi', 'delegate-se', 'delegate-past'].every((id) =>
        post.mails.some(({ to, text }) => JSON.stringify(to).includes(id) && text?.includes(released)),
      )
    })
    expect(frames.join()).toContain('release.issued')
    expect([...(await placesIn(frames.join('\n')))]).toEqual([])
    expect([...(await placesIn(Buffer.concat(drafter.received)))]).toEqual(
      expect.arrayContaining(['draftlive', 'caretlive', 'strucklive']),
    )
    drafter.leave()
    const mails = JSON.stringify(post.mails.filter(({ to }) => JSON.stringify(to).includes('delegate-')))
    expect([...(await placesIn(mails))]).toEqual([])
  })

  /** Listens to everything that comes on a socket, as it comes. */
  function listen(
    client: Client,
    { transport, namespace }: { readonly transport: 'websocket' | 'polling'; readonly namespace: string },
    frames: string[],
  ): Socket {
    const socket = io(client.url + (namespace === '/' ? '' : namespace), {
      extraHeaders: { cookie: client.cookie },
      transports: [transport],
      upgrade: false,
      forceNew: true,
      reconnection: false,
      auth: { draftId: places[0]?.positionId, schema: schemaVersion, purges: 0 },
    })
    socket.io.engine?.on('data', (data: unknown) => frames.push(frameOf(data)))
    socket.io.on('open', () => socket.io.engine.on('data', (data: unknown) => frames.push(frameOf(data))))
    sockets.push(socket)
    return socket
  }

  /** Asks for a socket where there may be none, and keeps whatever is said before it is closed. */
  function shout(client: Client, path: string, frames: string[]): void {
    const ws = new WebSocket(client.url.replace('http', 'ws') + path, { headers: { cookie: client.cookie } })
    ws.on('message', (data) => frames.push(frameOf(data)))
    ws.on('error', () => undefined)
  }
})

function frameOf(data: unknown): string {
  return typeof data === 'string' ? data : Buffer.from(data as Uint8Array).toString('latin1')
}
