import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from './support/drafter.ts'
import { confirmAddress, type MailServer, startMailServer } from './support/mail-server.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

/** The sample that all five parties know in two versions. */
const params = { positionId: 'yearly-overview' }
const countries = ['dk', 'fi', 'is', 'no', 'se'] as const
/** Monday, ten o'clock in Brussels, and Thursday noon. */
const monday = '2026-11-23T09:00:00.000Z'
const thursday = '2026-11-26T11:00:00.000Z'

describe('how mails reach leads when a silence opens', () => {
  let clock: ReturnType<typeof manualClock>
  let post: MailServer
  let server: TestServer
  let leadSe: Client
  let leadIs: Client
  beforeEach(async () => {
    clock = manualClock(monday)
    post = await startMailServer()
  })
  afterEach(async () => {
    await server.stop()
    await post.stop()
  })

  /** A server on which a version waits for its round. */
  async function start(env: Record<string, string>): Promise<void> {
    server = await startTestServer(env, { clock })
    ;[leadSe, leadIs] = await Promise.all([server.signIn('lead-se'), server.signIn('lead-is')])
    const { revision } = await leadSe.call('getPosition', { params })
    const body = { revision, reason: 'Another round.' }
    const reopened = await leadSe.call('reopenDraft', { params, body })
    await leadSe.call('freezeVersion', { params, body: { revision: reopened.revision, note: '' } })
  }
  const mailed = () =>
    start({ SMTP_URL: `smtp://127.0.0.1:${post.port}`, MAIL_FROM: 'Samsyn <samsyn@example.org>' })
  const open = async (kind: 'explicit' | 'silence') => {
    const { revision, versions, latestVersion } = await leadSe.call('getPosition', { params })
    const version = versions.find(({ number }) => number === latestVersion)
    return leadSe.ask('POST', `/api/positions/${params.positionId}/rounds`, {
      body: {
        revision,
        kind,
        versionNumber: latestVersion,
        contentHash: version?.contentHash,
        deadline: thursday,
        notice: '',
        openPointsReason: null,
      },
    })
  }
  const reach = async (by = leadSe) => (await by.call('getPosition', { params })).leadReach
  const reaches = async () =>
    Object.fromEntries((await reach())?.parties.map((each) => [each.country, each.reach]) ?? [])
  const all = { DK: 'mail', FI: 'mail', IS: 'mail', NO: 'mail', SE: 'mail' }
  const confirmAll = async () => {
    for (const country of countries)
      await confirmAddress(await server.signIn(`lead-${country}`), post, `lead-${country}@example.org`)
    await leadIs.call('changeNotificationSettings', { body: { ways: { comment: 'mail' } } })
  }
  /** Makes a mail to a person, and no open point in the text that waits. */
  const tell = async (personId: string) => {
    clock.advance(1_000)
    await (await server.signIn('drafter-dk')).call('raiseThread', {
      params: { positionId: 'reporting-template' },
      body: {
        audience: null,
        anchor: { start: 'AQID', end: 'BAUG', quote: 'Definitions matter' },
        text: 'A word',
        mentions: [{ kind: 'person', personId }],
      },
    })
  }

  it('[A675] [A676] a silence waits for an address in every party; only who may open it is told how each is reached', async () => {
    await mailed()
    const list = countries.map((country) => ({ country: country.toUpperCase(), reach: 'list' }))
    expect(await reach()).toEqual({ isMailOn: true, parties: list })
    expect((await open('silence')).code).toBe('lead_not_reachable')
    await confirmAll()
    expect(await reaches()).toEqual(all)
    const { body } = await leadSe.ask('GET', `/api/positions/${params.positionId}`)
    expect(JSON.stringify(body)).not.toContain('@example.org')
    for (const other of [leadIs, await server.signIn('drafter-se')]) expect(await reach(other)).toBeNull()
    await leadIs.call('removeMailAddress', { body: {} })
    expect(await reaches()).toEqual({ ...all, IS: 'list' })
    expect((await open('silence')).code).toBe('lead_not_reachable')
    // Whoever stands in for the lead decides as the lead does.
    await confirmAddress(await server.signIn('drafter-is'), post, 'drafter-is@example.org')
    expect(await reaches()).toEqual({ ...all, IS: 'list' })
    await leadIs.call('nameDeputy', { body: { deputyId: 'drafter-is', from: null, to: thursday } })
    expect(await reaches()).toEqual(all)
    expect((await open('silence')).status).toBe(200)
    expect(await reach()).toBeNull()
  })

  it('[A675] [A676] an address whose last mail was given up reaches nobody, until one is taken or it is shown anew', async () => {
    await mailed()
    await confirmAll()
    const failing = async () => (await reaches()).IS === 'failing'
    // What cannot be delivered now is no mail that was given up.
    post.refuseWith(451)
    const before = post.refused
    await tell('lead-is')
    await eventually(() => post.refused > before)
    expect(await reaches()).toEqual(all)
    post.refuseWith(550)
    await tell('lead-is')
    await eventually(failing)
    expect(await reaches()).toEqual({ ...all, IS: 'failing' })
    expect((await open('silence')).code).toBe('lead_not_reachable')
    post.refuseWith(null)
    await tell('lead-is')
    await eventually(async () => !(await failing()))
    post.refuseWith(550)
    await tell('lead-is')
    await eventually(failing)
    post.refuseWith(null)
    clock.advance(60_000)
    await confirmAddress(leadIs, post, 'other-is@example.org')
    expect(await reaches()).toEqual(all)
    expect((await open('silence')).status).toBe(200)
  })

  it('[A675] [A676] somebody who chose to be told of rounds in the list alone is not reached by mail', async () => {
    await mailed()
    await confirmAll()
    await leadIs.call('changeNotificationSettings', { body: { ways: { round: 'list' } } })
    expect(await reaches()).toEqual({ ...all, IS: 'list' })
    expect((await open('silence')).code).toBe('lead_not_reachable')
    await leadIs.call('changeNotificationSettings', { body: { ways: { round: 'digest' } } })
    expect(await reaches()).toEqual(all)
    expect((await open('silence')).status).toBe(200)
  })

  it('[A676] an explicit round asks for no mails', async () => {
    await mailed()
    expect((await open('explicit')).status).toBe(200)
  })

  it('[A676] where the server sends no mails nothing is refused, and the form is told so', async () => {
    await start({})
    expect((await reach())?.isMailOn).toBe(false)
    expect((await open('silence')).status).toBe(200)
  })
})
