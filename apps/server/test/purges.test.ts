import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { schemaVersion } from '@samsyn/editor'
import { liveEventName, type PositionDetail } from '@samsyn/protocol'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyDatabase } from '../src/verify/verify-database.ts'
import { attackerOf } from './support/attack.ts'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { whenFree } from './support/beside.ts'
import { type Drafter, eventually, openDraft } from './support/drafter.ts'
import { purgesFoundAsAlone } from './support/purges-as-alone.ts'
import { carriers, LineRefused, openRawLine } from './support/raw-line.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const secret = 'the convoy leaves at dawn'
const reason = 'An annex was pasted in.'
const people = ['drafter-dk', 'lead-dk', 'drafter-fi', 'lead-fi', 'lead-se', 'secretariat'] as const

describe('a purge', () => {
  let folder: string
  let server: TestServer
  let drafterDk: Client
  let leadDk: Client
  let drafterFi: Client
  let leadFi: Client
  let leadSe: Client
  let secretariat: Client
  const sockets: Socket[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-purge-'))
    server = await startTestServer({ DATA_DIR: folder })
    ;[drafterDk, leadDk, drafterFi, leadFi, leadSe, secretariat] = (await Promise.all(
      people.map((id) => server.signIn(id)),
    )) as [Client, Client, Client, Client, Client, Client]
  })
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const position = (client: Client, positionId: string) =>
    client.call('getPosition', { params: { positionId } })
  const begun = async () => sharePosition(drafterDk, await beginPosition(drafterDk))
  const write = async (client: Client, draftId: string, ...lines: readonly string[]) => {
    const draft = openDraft(client, draftId)
    await draft.synced()
    for (const line of lines) draft.type(line)
    await draft.saved()
    draft.leave()
  }
  const freeze = async (positionId: string, name = '') => {
    const { revision } = await position(leadDk, positionId)
    return leadDk.call('freezeVersion', { params: { positionId }, body: { revision, name, note: '' } })
  }
  const reopen = async (positionId: string, why = 'More to say.') => {
    const { revision } = await position(leadDk, positionId)
    return leadDk.call('reopenDraft', { params: { positionId }, body: { revision, reason: why } })
  }
  const report = (client: Client, positionId: string, country: 'FI' | null = null) =>
    client.call('reportSpill', { params: { positionId }, body: { country, reason } })
  const spillOf = ({ spills }: PositionDetail) => spills[0]?.id ?? ''
  const purge = async (client: Client, positionId: string, version: number | null) => {
    const spillId = spillOf(await position(client, positionId))
    return client.call('purgeSpill', {
      params: { positionId, spillId },
      body: { version, reason: 'It was classified.' },
    })
  }
  const bytes = async () =>
    Buffer.concat(await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file)))))
  /** Everything that a person can be told of a position, as text. */
  const everything = async (client: Client, positionId: string) => {
    const at = `/api/positions/${positionId}`
    const paths = [
      '',
      '/events',
      '/rounds',
      '/threads',
      '/draft/text',
      '/draft/authorship',
      '/draft/sessions',
    ]
    const answers = await Promise.all(
      [...paths, '/proposals', '/suggestions', '/draft/files/md'].map((path) => client.ask('GET', at + path)),
    )
    return JSON.stringify(answers.map(({ body }) => body))
  }

  it('[A691] [A280] leaves what was written up to the version, and of what came later no word anywhere, on the disk included', async () => {
    const { id } = await begun()
    await write(drafterDk, id, 'A clean line.')
    await drafterFi.call('raiseThread', {
      params: { positionId: id },
      body: { audience: null, anchor: null, text: 'A clean question.', mentions: [] },
    })
    await freeze(id, 'sent to capitals')
    await reopen(id, `Because ${secret}.`)
    await write(drafterFi, id, `Now ${secret}.`)
    await write(drafterFi, id, 'Written after it.')
    await drafterFi.call('raiseThread', {
      params: { positionId: id },
      body: { audience: 'FI', anchor: null, text: `Is it true that ${secret}?`, mentions: [] },
    })
    const instant = new Date().toISOString()
    // What is asked now is remembered by the historian and by the reader of moments.
    expect(await everything(leadFi, id)).toContain(secret)
    await freeze(id, secret)
    const { revision, versions } = await position(leadDk, id)
    await leadDk.call('openRound', {
      params: { positionId: id },
      body: {
        revision,
        versionNumber: 2,
        contentHash: versions[0]?.contentHash ?? '',
        deadline: new Date(Date.now() + 86_400_000).toISOString(),
        notice: `Please agree that ${secret}.`,
        openPointsReason: 'For the test.',
      },
    })
    await report(drafterFi, id)
    expect((await position(leadDk, id)).spills[0]?.versions).toMatchObject([
      { number: 2, name: secret },
      { number: 1, name: 'sent to capitals' },
    ])
    expect((await position(leadFi, id)).spills[0]?.versions).toEqual([])
    expect((await bytes()).includes(secret)).toBe(true)

    const after = await purge(leadDk, id, 1)
    expect(after).toMatchObject({ status: 'in_coordination', latestVersion: 1, spills: [], locks: [] })
    expect(after.purges).toEqual([{ country: null, count: 1 }])
    for (const client of [leadDk, leadFi, secretariat]) {
      const told = await everything(client, id)
      expect(told).toContain('A clean line.')
      expect(told).toContain('A clean question.')
      expect(told).toContain('sent to capitals')
      expect(told).not.toContain(secret)
      expect(told).not.toContain('Written after it.')
    }
    const then = await leadFi.ask('GET', `/api/positions/${id}/draft/text?at=${instant}`)
    expect(JSON.stringify(then.body)).not.toContain(secret)
    expect((await bytes()).includes(secret)).toBe(false)
    expect(await server.storage.tables.events.verifyChain()).toMatchObject({ ok: true })
    const [told] = await leadFi.call('listPositionEvents', { params: { positionId: id } })
    expect(told).toMatchObject({
      type: 'spill.purged',
      person: { id: 'lead-dk' },
      capacity: 'lead',
      data: { version: 1, versions: 1, remarks: 1, reason: 'It was classified.' },
    })

    const draft = openDraft(drafterFi, id, { purges: 1 })
    await draft.synced()
    expect(draft.text()).toContain('A clean line.')
    draft.type('And on it goes.')
    await draft.saved()
    draft.leave()
    expect(await everything(leadDk, id)).toContain('And on it goes.')
    await freeze(id)
    expect((await position(leadDk, id)).versions.map(({ number }) => number)).toEqual([2, 1])
  })

  it('[A281] with nothing kept the draft begins again from its template, and goes on', async () => {
    const { id } = await begun()
    const fresh = await leadDk.ask('GET', `/api/positions/${id}/draft/text`)
    await write(drafterDk, id, `Now ${secret}.`)
    await report(drafterDk, id)
    await purge(leadDk, id, null)
    const text = await leadDk.ask('GET', `/api/positions/${id}/draft/text`)
    expect(text.status).toBe(200)
    const kinds = (body: unknown) => JSON.stringify(body).match(/"kind":"\w+"/g)
    expect(kinds(text.body)).toEqual(kinds(fresh.body))
    expect(JSON.stringify(text.body)).not.toContain(secret)
    const draft = openDraft(drafterFi, id, { purges: 1 })
    await draft.synced()
    draft.type('And on it goes.')
    await draft.saved()
    draft.leave()
  })

  it('[A281] a version of before its place was known: the draft begins with its text', async () => {
    const { id } = await begun()
    await write(drafterDk, id, 'A clean line.')
    await freeze(id)
    // As a version from before the column has it.
    using database = new DatabaseSync(join(folder, 'samsyn.sqlite'))
    await whenFree(() =>
      database.exec(
        `drop trigger versions_no_update; update versions set place = null where position_id = '${id}'`,
      ),
    )
    await reopen(id)
    await write(drafterDk, id, `Now ${secret}.`)
    await report(drafterFi, id)
    await purge(leadDk, id, 1)
    expect(JSON.stringify((await leadDk.ask('GET', `/api/positions/${id}/draft/text`)).body)).toContain(
      'A clean line.',
    )
    expect(await everything(leadDk, id)).not.toContain(secret)
  })

  it.each(carriers)(
    '[A282] over %s no line opens again that began before it, whatever it holds',
    async (carrier) => {
      const { id } = await begun()
      await freeze(id)
      await reopen(id)
      const away: Drafter = openDraft(drafterFi, id)
      await away.synced()
      away.provider.disconnect()
      away.type(`Typed on a train: ${secret}.`)
      await report(drafterDk, id)
      await purge(leadDk, id, 1)
      away.provider.connect()
      const opened = (purges?: number) =>
        openRawLine(drafterFi, id, carrier, purges === undefined ? {} : { purges }).then(
          (line) => {
            line.leave()
            return 'opened'
          },
          (error: unknown) => (error instanceof LineRefused ? error.code : String(error)),
        )
      expect(await opened()).toBe('draft_purged')
      expect(await opened(2)).toBe('draft_purged')
      expect(await opened(1)).toBe('opened')
      const access = (query: string) =>
        drafterFi.ask('GET', `/api/positions/${id}/draft-access?schema=${schemaVersion}${query}`)
      expect((await access('')).code).toBe('draft_purged')
      expect((await access('&purges=1')).status).toBe(200)
      expect(away.provider.synced).toBe(false)
      away.leave()
      expect(await everything(leadDk, id)).not.toContain(secret)
    },
  )

  it('[A283] each refusal of a purge has its code, and nothing is removed', async () => {
    const { id } = await begun()
    await write(drafterDk, id, 'A clean line.')
    await freeze(id)
    await reopen(id)
    await report(drafterFi, id)
    const spillId = spillOf(await position(leadDk, id))
    const path = `/api/positions/${id}/spills/${spillId}/purge`
    const code = async (client: Client, body: object, at = path) =>
      (await client.ask('POST', at, { body })).code
    for (const client of [drafterDk, leadFi, leadSe, secretariat])
      expect(await code(client, { version: 1, reason })).toBe('forbidden')
    expect(await code(await server.signIn('administrator'), { version: 1, reason })).toBe('not_found')
    expect(await code(leadDk, { version: 1, reason: ' ' })).toBe('reason_required')
    expect(await code(leadDk, { version: 1, reason: 'SECRET UE/EU SECRET' })).toBe('classified_words')
    expect(await code(leadDk, { version: 7, reason })).toBe('not_found')
    expect(await code(leadDk, { version: 0, reason })).toBe('invalid_request')
    expect(await code(leadDk, { reason })).toBe('invalid_request')
    expect(await code(leadDk, { version: 1, reason }, path.replace(spillId, 'nothing'))).toBe('not_found')
    expect(await code(leadDk, { version: 1, reason }, path.replace(id, 'training-calendar'))).toBe(
      'not_found',
    )
    await leadDk.call('endSpill', { params: { positionId: id, spillId }, body: { reason: 'A false alarm.' } })
    expect(await code(leadDk, { version: 1, reason })).toBe('state_conflict')
    expect(await everything(leadFi, id)).toContain('A clean line.')
    expect((await position(leadDk, id)).purges).toEqual([])
  })

  it('[A284] own pages are purged by their delegation’s lead, and nobody else hears of it', async () => {
    const { id } = await begun()
    const params = { positionId: id, country: 'FI' }
    await write(drafterFi, `${id}.FI`, 'Our clean line.')
    await drafterFi.call('keepPagesVersion', { params, body: { note: '' } })
    await write(drafterFi, `${id}.FI`, `Ours: ${secret}.`)
    const before = await position(leadDk, id)
    await report(drafterFi, id, 'FI')
    const [spill] = (await position(leadFi, id)).spills
    expect(spill?.versions).toMatchObject([{ number: 1, name: '' }])
    const heard: unknown[] = []
    const socket = io(server.url, { extraHeaders: { cookie: leadDk.cookie }, transports: ['websocket'] })
    sockets.push(socket)
    socket.on(liveEventName, (event) => heard.push(event))
    await new Promise<void>((resolve) => socket.once('connect', resolve))
    const after = await purge(leadFi, id, 1)
    expect(after.purges).toEqual([{ country: 'FI', count: 1 }])
    const pages = openDraft(leadFi, `${id}.FI`, { purges: 1 })
    await pages.synced()
    expect(pages.text()).toContain('Our clean line.')
    expect(pages.text()).not.toContain(secret)
    pages.leave()
    expect(await position(leadDk, id)).toEqual(before)
    await report(drafterDk, id)
    await eventually(() => heard.length > 0)
    expect(heard.map((event) => (event as { type: string }).type)).toEqual(['spill.reported'])
    await purge(leadDk, id, null)
    await report(drafterFi, id, 'FI')
    await purge(leadFi, id, null)
    const empty = openDraft(leadFi, `${id}.FI`, { purges: 2 })
    await empty.synced()
    expect(empty.text()).not.toContain('Our clean line.')
    empty.type('Begun again.')
    await empty.saved()
    empty.leave()
  })

  it('[A310] own pages that nobody has opened are reported, unlocked and purged as others are, and have their sections once', async () => {
    const textOf = async (draftId: string, purges = 0) => {
      const draft = openDraft(leadFi, draftId, { purges })
      await draft.synced()
      const text = draft.text().replaceAll(/ id="[^"]*"/g, '')
      draft.leave()
      return text
    }
    const sections = await textOf(`${(await begun()).id}.FI`)
    expect(sections).not.toBe('')
    const { id } = await begun()
    await report(leadFi, id, 'FI')
    const spillId = spillOf(await position(leadFi, id))
    await leadFi.call('endSpill', { params: { positionId: id, spillId }, body: { reason: 'A false alarm.' } })
    expect(await textOf(`${id}.FI`)).toBe(sections)
    const { id: purged } = await begun()
    await report(leadFi, purged, 'FI')
    await purge(leadFi, purged, null)
    expect(await textOf(`${purged}.FI`, 1)).toBe(sections)
    expect(await server.storage.updateLog.history(`${purged}.FI`)).toHaveLength(1)
  })

  /** Freezes what stands, and has all of them agree to it. */
  const agreed = async (id: string) => {
    const { versions, revision } = await freeze(id)
    const [version] = versions
    const about = { versionNumber: version?.number ?? 0, contentHash: version?.contentHash ?? '' }
    await leadDk.call('openRound', {
      params: { positionId: id },
      body: {
        ...about,
        revision,
        deadline: new Date(Date.now() + 86_400_000).toISOString(),
        notice: '',
        openPointsReason: 'For the test.',
      },
    })
    const { round } = await position(leadDk, id)
    for (const client of [leadDk, leadFi, leadSe]) {
      await client.call('giveDecision', {
        params: { positionId: id },
        body: { ...about, roundId: round?.id ?? '', value: { kind: 'agree' } },
      })
    }
    return position(leadDk, id)
  }
  /** A position whose version 2, after a clean one, all have signed; locked since. */
  const signedAndLocked = async () => {
    const { id } = await begun()
    await write(drafterDk, id, 'A clean line.')
    await freeze(id, 'sent to capitals')
    await reopen(id)
    await write(drafterDk, id, `Now ${secret}.`)
    await agreed(id)
    await report(drafterDk, id)
    return id
  }
  const answer = async (
    client: Client,
    id: string,
    how: 'confirmed' | 'declined' | 'withdrawn',
    askId?: string,
  ) => {
    const { spills } = await position(leadDk, id)
    const path = `/api/positions/${id}/spills/${spills[0]?.id}/asks/${askId ?? spills[0]?.ask?.id}`
    return client.ask('POST', path, { body: { how } })
  }
  const verified = async () =>
    (await verifyDatabase({ ...server.storage, read: (work) => server.storage.transaction(work) })).faults
  const purgesOf = async (id: string) =>
    (await server.storage.tables.events.byPosition(id))
      .filter(({ event }) => event.type === 'spill.purged')
      .map(({ sequence }) => sequence)
  const kinds = async (id: string) =>
    (await leadFi.call('listPositionEvents', { params: { positionId: id } })).map(({ type }) => type)
  const onDesk = async (client: Client, id: string) =>
    (await client.call('getDesk')).waiting.filter((each) => each.position.id === id).map(({ kind }) => kind)

  it('[A683] [A684] [A686] what others have signed goes with the confirmation of another party’s lead, and not before, which the check sees', async () => {
    const id = await signedAndLocked()
    const [before] = (await position(leadDk, id)).spills
    expect(before).toMatchObject({
      isAnybodyToConfirm: true,
      ask: null,
      signers: ['FI', 'SE'],
      versions: [
        { number: 2, signers: [] },
        { number: 1, signers: ['FI', 'SE'] },
      ],
    })
    const asked = await purge(leadDk, id, 1)
    const ask = {
      version: { number: 1, name: 'sent to capitals' },
      reason: 'It was classified.',
      country: 'DK',
      signers: ['FI', 'SE'],
      person: { id: 'lead-dk' },
    }
    expect(asked).toMatchObject({ status: 'agreed', spills: [{ ask: { ...ask, mayAnswer: false } }] })
    expect((await bytes()).includes(secret)).toBe(true)
    expect(await position(leadFi, id)).toMatchObject({
      spills: [{ mayHandle: false, versions: [], signers: [], ask: { ...ask, mayAnswer: true } }],
    })
    for (const client of [drafterFi, secretariat])
      expect((await position(client, id)).spills[0]?.ask).toBe(null)
    await expect
      .poll(async () => (await leadFi.call('getNotifications')).notifications.map(({ topic }) => topic))
      .toContain('purge.awaits')
    expect(await onDesk(leadFi, id)).toEqual(['confirm_purge'])
    expect(await onDesk(leadDk, id)).toEqual(['handle_spill'])
    expect(await onDesk(drafterFi, id)).toEqual([])

    expect((await answer(leadFi, id, 'confirmed')).status).toBe(200)
    const after = await position(leadDk, id)
    expect(after).toMatchObject({ status: 'in_coordination', latestVersion: 1, spills: [], locks: [] })
    expect((await bytes()).includes(secret)).toBe(false)
    const [told, first] = await leadSe.call('listPositionEvents', { params: { positionId: id } })
    expect(told).toMatchObject({
      type: 'spill.purged',
      person: { id: 'lead-fi' },
      capacity: 'lead',
      data: { version: 1, reason: 'It was classified.', signers: ['FI', 'SE'] },
    })
    expect(first).toMatchObject({
      type: 'purge.asked',
      person: { id: 'lead-dk' },
      data: { askId: told?.data.askId, version: 1, signers: ['FI', 'SE'] },
    })
    expect(JSON.stringify(first)).not.toContain(secret)
    expect(await onDesk(leadFi, id)).not.toContain('confirm_purge')
    expect(await verified()).toEqual([])
  })

  it('[A686] of two purges the check asks each for what went with it, also where the second went further back', async () => {
    const id = await signedAndLocked()
    const spillId = spillOf(await position(leadDk, id))
    await leadDk.call('endSpill', { params: { positionId: id, spillId }, body: { reason: 'A false alarm.' } })
    await reopen(id)
    await write(drafterDk, id, 'Written after it.')
    await agreed(id)
    await report(drafterDk, id)
    await purge(leadDk, id, 2)
    expect((await answer(leadFi, id, 'confirmed')).status).toBe(200)
    expect((await position(leadDk, id)).latestVersion).toBe(2)
    expect(await verified()).toEqual([])
    const [confirmed] = await purgesOf(id)
    expect(await purgesFoundAsAlone(server.storage, id)).toEqual([confirmed])
    await report(drafterDk, id)
    await purge(leadDk, id, 1)
    expect((await answer(leadFi, id, 'confirmed')).status).toBe(200)
    expect(await verified()).toEqual([])
    expect(await purgesFoundAsAlone(server.storage, id)).toEqual((await purgesOf(id)).toReversed())
  })

  it('[A686] one that took only what its own country had signed, behind one that was confirmed, is found in order', async () => {
    const { id } = await begun()
    await write(drafterDk, id, 'A clean line.')
    await freeze(id)
    await reopen(id)
    await write(drafterDk, id, 'Another.')
    await freeze(id)
    await reopen(id)
    await write(drafterDk, id, `Now ${secret}.`)
    await agreed(id)
    await report(drafterDk, id)
    await purge(leadDk, id, 2)
    expect((await answer(leadFi, id, 'confirmed')).status).toBe(200)
    await report(drafterDk, id)
    const { latestVersion, spills } = await purge(leadDk, id, 1)
    expect([latestVersion, spills]).toEqual([1, []])
    expect(await verified()).toEqual([])
    const [, confirmed] = await purgesOf(id)
    expect(await purgesFoundAsAlone(server.storage, id)).toEqual([confirmed])
  })

  it('[A685] each refusal of an answer has its code, and nothing is removed', async () => {
    const id = await signedAndLocked()
    await purge(leadDk, id, 1)
    for (const how of ['confirmed', 'declined'] as const) {
      expect((await answer(leadDk, id, how)).code).toBe('second_person_needed')
      for (const client of [drafterDk, drafterFi, secretariat])
        expect((await answer(client, id, how)).code).toBe('forbidden')
      expect((await answer(await server.signIn('administrator'), id, how)).code).toBe('not_found')
      expect((await answer(leadFi, id, how, 'nothing')).code).toBe('not_found')
    }
    expect((await answer(leadFi, id, 'withdrawn')).code).toBe('forbidden')
    const spillId = spillOf(await position(leadDk, id))
    const again = await leadDk.ask('POST', `/api/positions/${id}/spills/${spillId}/purge`, {
      body: { version: null, reason },
    })
    expect(again.code).toBe('state_conflict')
    // Whoever was told otherwise than it is has nothing done.
    await answer(leadDk, id, 'withdrawn')
    const alone = await leadDk.ask('POST', `/api/positions/${id}/spills/${spillId}/purge`, {
      body: { version: 1, reason, isAsked: false },
    })
    const nobodyAsked = await leadDk.ask('POST', `/api/positions/${id}/spills/${spillId}/purge`, {
      body: { version: 2, reason, isAsked: true },
    })
    expect([alone.code, nobodyAsked.code]).toEqual(['state_conflict', 'state_conflict'])
    expect((await position(leadDk, id)).spills[0]?.ask).toBe(null)
    await purge(leadDk, id, 1)
    const wrong = await leadFi.ask('POST', `/api/positions/${id}/spills/${spillId}/asks/x`, {
      body: { how: 'forced' },
    })
    expect(wrong.code).toBe('invalid_request')
    expect((await position(leadDk, id)).latestVersion).toBe(2)
    expect((await bytes()).includes(secret)).toBe(true)
    expect((await answer(leadSe, id, 'confirmed')).status).toBe(200)
    expect((await answer(leadFi, id, 'confirmed', 'gone')).code).toBe('not_found')
  })

  it('[A285] a final text that goes is not there any more; the one before it is in force again', async () => {
    const { id } = await begun()
    const agree = async () => {
      const { revision } = await agreed(id)
      return leadDk.call('issueRelease', { params: { positionId: id }, body: { revision } })
    }
    await write(drafterDk, id, 'A clean line.')
    const first = await agree()
    await reopen(id)
    await write(drafterDk, id, `Now ${secret}.`)
    const second = await agree()
    expect(second.releaseInForce).not.toBe(first.releaseInForce)
    await report(drafterDk, id)
    await purge(leadDk, id, 1)
    await answer(leadFi, id, 'confirmed')
    const after = await position(leadDk, id)
    expect(after).toMatchObject({ status: 'in_coordination', releaseInForce: first.releaseInForce })
    const release = (releaseId: string | null) => leadFi.ask('GET', `/api/releases/${releaseId}`)
    expect((await release(second.releaseInForce)).code).toBe('not_found')
    expect(await release(first.releaseInForce)).toMatchObject({ status: 200, body: { supersededBy: null } })
    expect((await bytes()).includes(secret)).toBe(false)
  })

  it('[A684] declined, taken back, or with the text unlocked, nothing is removed; it may be asked anew', async () => {
    const id = await signedAndLocked()
    const asked = await purge(leadDk, id, 1)
    expect((await answer(leadSe, id, 'declined')).status).toBe(200)
    expect((await position(leadDk, id)).spills[0]?.ask).toBe(null)
    await purge(leadDk, id, null)
    expect((await position(leadFi, id)).spills[0]?.ask).toMatchObject({ version: null })
    // Of what was declined nothing can be confirmed.
    const old = asked.spills[0]?.ask?.id
    expect((await answer(leadFi, id, 'confirmed', old)).code).toBe('state_conflict')
    expect((await answer(leadDk, id, 'withdrawn')).status).toBe(200)
    await purge(leadDk, id, 1)
    const spillId = spillOf(await position(leadDk, id))
    const waiting = (await position(leadDk, id)).spills[0]?.ask?.id ?? ''
    await leadDk.call('endSpill', { params: { positionId: id, spillId }, body: { reason: 'A false alarm.' } })
    const late = await leadFi.ask('POST', `/api/positions/${id}/spills/${spillId}/asks/${waiting}`, {
      body: { how: 'confirmed' },
    })
    expect(late.code).toBe('state_conflict')
    expect((await position(leadDk, id)).status).toBe('agreed')
    expect(await everything(leadFi, id)).toContain(secret)
    expect((await kinds(id)).slice(0, 6)).toEqual([
      'spill.ended',
      'purge.asked',
      'purge.withdrawn',
      'purge.asked',
      'purge.declined',
      'purge.asked',
    ])
  })

  it('[A686] the check finds a purge that somebody of the country confirmed that asked for it', async () => {
    const id = await signedAndLocked()
    await purge(leadDk, id, 1)
    expect((await answer(leadFi, id, 'confirmed')).status).toBe(200)
    const elsewhere = await mkdtemp(join(tmpdir(), 'samsyn-purge-confirmed-'))
    try {
      const database = new DatabaseSync(join(folder, 'samsyn.sqlite'))
      database.exec(`vacuum into '${join(elsewhere, 'samsyn.sqlite')}'`)
      database.close()
      const attacked = attackerOf(elsewhere)
      const unconfirmedBy = async (personId: string, country: string) => {
        const faults = await attacked((copy) => {
          const { changes } = copy
            .prepare(
              `update events set person_id = ?, country = ? where position_id = ? and json_extract(event, '$.type') = 'spill.purged'`,
            )
            .run(personId, country, id)
          expect(changes).toBe(1)
        })
        return faults.filter((kind) => kind === 'purge_unconfirmed')
      }
      expect(await unconfirmedBy('lead-se', 'SE')).toEqual([])
      expect(await unconfirmedBy('drafter-dk', 'DK')).toEqual(['purge_unconfirmed'])
      expect(await unconfirmedBy('lead-dk', 'DK')).toEqual(['purge_unconfirmed'])
    } finally {
      await rm(elsewhere, { recursive: true, force: true })
    }
  })

  it('[A683] [A686] where no other party has a lead one purges alone, and the event says whose answers went', async () => {
    const id = await signedAndLocked()
    const others = ['lead-fi', 'lead-se']
    const isDisabled = async (is: boolean) => {
      for (const each of others) await server.storage.tables.people.setDisabled(each, is)
    }
    await isDisabled(true)
    try {
      expect((await position(leadDk, id)).spills[0]).toMatchObject({
        isAnybodyToConfirm: false,
        versions: [{ signers: [] }, { signers: ['FI', 'SE'] }],
      })
      const after = await purge(leadDk, id, 1)
      expect(after).toMatchObject({ status: 'in_coordination', spills: [] })
      const [told] = await leadDk.call('listPositionEvents', { params: { positionId: id } })
      expect(told?.data).toMatchObject({ signers: ['FI', 'SE'], askId: null })
      expect(await verified()).toEqual([])
    } finally {
      await isDisabled(false)
    }
    // Had they been there, it would be one that nobody confirmed.
    expect(await verified()).toMatchObject([{ kind: 'purge_unconfirmed', positionId: id }])
  })
})
