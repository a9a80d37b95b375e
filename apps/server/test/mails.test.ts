import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { languages } from '@samsyn/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mostAnHour, mostTries } from '../src/mail/mailer.ts'
import { openPost } from '../src/mail/post.ts'
import { topicWords } from '../src/mail/topic-words.ts'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { eventually } from './support/drafter.ts'
import { confirmAddress, type MailServer, startMailServer } from './support/mail-server.ts'
import { manualClock } from './support/manual-clock.ts'
import { startServerProcess } from './support/server-process.ts'
import { type Client, signIn, startTestServer, type TestServer } from './support/test-server.ts'

const hour = 60 * 60 * 1000
const anchor = { start: 'AQID', end: 'BAUG', quote: 'Definitions matter' }
/** A Monday, nine o'clock in Brussels. */
const monday = '2026-11-30T08:00:00.000Z'
const from = 'Samsyn <samsyn@example.org>'
const envOf = ({ port }: MailServer) => ({ SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: from })

const mention = (by: Client, personId: string, positionId = 'reporting-template') =>
  by.call('raiseThread', {
    params: { positionId },
    body: { audience: null, anchor, text: 'secret-words', mentions: [{ kind: 'person', personId }] },
  })

describe('mails', () => {
  let clock: ReturnType<typeof manualClock>
  let post: MailServer
  let server: TestServer
  let leadFi: Client
  let drafterDk: Client
  beforeEach(async () => {
    clock = manualClock(monday)
    post = await startMailServer()
    server = await startTestServer(envOf(post), { clock })
    ;[leadFi, drafterDk] = await Promise.all([server.signIn('lead-fi'), server.signIn('drafter-dk')])
    await confirmAddress(leadFi, post, 'lead-fi@example.org')
    post.mails.length = 0
    // The rounds of the sample end while days pass.
    const quiet = { round: 'list', deadline: 'list', release: 'list', text: 'list' } as const
    await leadFi.call('changeNotificationSettings', { body: { ways: { ...quiet, comment: 'mail' } } })
    clock.advance(1)
  })
  afterEach(async () => {
    await server.stop()
    await post.stop()
  })
  const arrived = (count: number) => eventually(() => post.mails.length >= count)
  /** Lets everything happen that is due. */
  const settle = async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      clock.advance(1_000)
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  }

  it('[A477] an address is used once its person has shown by a code that it is theirs', async () => {
    const leadSe = await server.signIn('lead-se')
    const ask = (address: string) =>
      leadSe.ask('POST', '/api/account/mail-address/codes', { body: { address } })
    const guess = (code: string) => leadSe.ask('POST', '/api/account/mail-address', { body: { code } })
    expect((await ask('no address')).code).toBe('invalid_request')
    expect((await guess('000000')).code).toBe('code_wrong')
    expect((await ask('lead-se@example.org')).status).toBe(204)
    expect((await ask('other@example.org')).code).toBe('mail_asked_lately')
    const [mail] = post.mails
    expect([mail?.to, mail?.from?.text]).toMatchObject([
      { text: 'lead-se@example.org' },
      '"Samsyn" <samsyn@example.org>',
    ])
    const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? ''
    const wrong = code === '111111' ? '222222' : '111111'
    for (let guesses = 0; guesses < 5; guesses += 1) expect((await guess(wrong)).code).toBe('code_wrong')
    expect((await guess(code)).code).toBe('code_wrong')
    clock.advance(60_000)
    expect((await ask('lead-se@example.org')).status).toBe(204)
    const next = /\b\d{6}\b/.exec(post.mails[1]?.text ?? '')?.[0] ?? ''
    clock.advance(hour + 1)
    expect((await guess(next)).code).toBe('code_wrong')
    await confirmAddress(leadSe, post, 'lead-se@example.org')
    const { mail: settings } = await leadSe.call('changeNotificationSettings', { body: { digestHour: 7 } })
    expect(settings).toEqual({ isOn: true, address: 'lead-se@example.org', digestHour: 7 })
    expect((await leadSe.call('removeMailAddress', { body: {} })).mail.address).toBeNull()
    post.refuseWith(451)
    clock.advance(60_000)
    expect((await ask('lead-se@example.org')).code).toBe('mail_unreachable')
  })

  it('[A478] a mail says what happened and where, in the person’s language, and nothing of a text', async () => {
    await leadFi.call('setLanguage', { body: { language: 'fi' } })
    await mention(drafterDk, 'lead-fi')
    await arrived(1)
    const [mail] = post.mails
    expect(mail?.subject).toBe('Samsyn: Sinut mainittiin kommentissa')
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    const { title } = await leadFi.call('getPosition', { params: { positionId: 'reporting-template' } })
    for (const part of [mail?.text, mail?.html || '']) {
      expect(part).toContain(`${server.origin}/positions/reporting-template?thread=`)
      expect(part).toContain(`${server.origin}/account#notifications`)
      expect(part).not.toContain(title)
      expect(part).not.toContain('secret-words')
      expect(part).not.toContain('Definitions matter')
    }
    expect(mail?.html).toContain('<html lang="fi">')
  })

  it('[A478] the title is in it where the position is public, and nowhere else', async () => {
    await leadFi.call('changeNotificationSettings', { body: { ways: { text: 'mail' } } })
    for (const marking of ['public', 'parties', 'delegates', 'member_states_only'] as const) {
      const title = `Sample: <b>telling</b> title ${marking}`
      const begun = await beginPosition(drafterDk, { title, marking })
      const count = post.mails.length
      await sharePosition(drafterDk, begun)
      await arrived(count + 1)
      const mail = post.mails.at(-1)
      expect(mail?.subject).not.toContain('telling')
      expect(mail?.text?.includes(title), marking).toBe(marking === 'public')
      expect(mail?.html, marking).not.toContain('<b>telling')
      expect(mail?.text?.includes(begun.id.slice(0, 8).toUpperCase()), marking).toBe(marking !== 'public')
    }
  })

  it('[A479] nothing is mailed of what is read, or may not be seen by then', async () => {
    post.refuseWith(451)
    await mention(drafterDk, 'lead-fi')
    const thread = await mention(drafterDk, 'lead-fi')
    await eventually(() => post.refused === 2)
    await settle()
    await drafterDk.call('removeComment', {
      params: {
        positionId: 'reporting-template',
        threadId: thread.id,
        commentId: thread.comments[0]?.id ?? '',
      },
    })
    const [told] = (await leadFi.call('getNotifications')).notifications
    await leadFi.call('readNotifications', { body: { through: told?.number ?? 0 } })
    post.refuseWith(null)
    for (let tries = 0; tries < mostTries; tries += 1) {
      clock.advance(4 * hour)
      await settle()
    }
    expect(post.mails).toEqual([])
  })

  it('[A479] a thread of one delegation is mailed there alone', async () => {
    const leadSe = await server.signIn('lead-se')
    await confirmAddress(leadSe, post, 'lead-se@example.org')
    post.mails.length = 0
    const drafterFi = await server.signIn('drafter-fi')
    await drafterFi.call('raiseThread', {
      params: { positionId: 'reporting-template' },
      body: { audience: 'FI', anchor, text: 'A word', mentions: [{ kind: 'delegation', country: 'FI' }] },
    })
    await arrived(1)
    await settle()
    expect(post.mails.map(({ to }) => (Array.isArray(to) ? '' : to?.text))).toEqual(['lead-fi@example.org'])
  })

  it('[A630] [A690] that somebody is to lead for a country is mailed to its lead, also where they want no mails of accounts', async () => {
    await leadFi.call('changeNotificationSettings', { body: { ways: { account: 'list' } } })
    const administrator = await server.signIn('administrator')
    await administrator.call('makeInvitation', {
      body: {
        name: 'Another lead',
        country: 'FI',
        ministry: { kind: 'none' },
        roles: [{ role: 'lead', readsDrafts: false }],
      },
    })
    await settle()
    await arrived(1)
    expect(post.mails[0]?.to).toMatchObject({ text: 'lead-fi@example.org' })
    expect(post.mails[0]?.subject).toContain('Uusi kansallinen vastuuhenkilö (Suomi) odottaa hyväksyntääsi')
    expect(post.mails[0]?.text).toContain('Uusi kansallinen vastuuhenkilö (Suomi) odottaa hyväksyntääsi')
    expect(post.mails[0]?.text).toContain(`${server.origin}/people\n`)
  })

  it('[A480] a mail server that is away is tried again, ever later, until the mail goes', async () => {
    const { port } = post
    await post.stop()
    await mention(drafterDk, 'lead-fi')
    await settle()
    clock.advance(60_000)
    await settle()
    post = await startMailServer({ port })
    clock.advance(30_000)
    await settle()
    expect(post.mails).toHaveLength(0)
    clock.advance(120_000)
    await arrived(1)
    await settle()
    expect(post.mails).toHaveLength(1)
  })

  it('[A480] what is refused for good, or failed twelve times, is given up', async () => {
    post.refuseWith(550)
    await mention(drafterDk, 'lead-fi')
    await eventually(() => post.refused === 1)
    await settle()
    post.refuseWith(null)
    clock.advance(24 * hour)
    await settle()
    expect(post.mails).toHaveLength(0)
    post.refuseWith(451)
    await mention(drafterDk, 'lead-fi')
    for (let tries = 1; tries <= mostTries; tries += 1) {
      await eventually(() => post.refused === 1 + tries)
      await settle()
      clock.advance(4 * hour)
    }
    await settle()
    expect(post.refused).toBe(1 + mostTries)
    post.refuseWith(null)
    clock.advance(24 * hour)
    await settle()
    expect(post.mails).toHaveLength(0)
  })

  it('[A481] beyond ten in an hour the rest waits for the digest, which comes once on a working day', async () => {
    const more = 3
    for (let each = 0; each < mostAnHour + more; each += 1) await mention(drafterDk, 'lead-fi')
    await arrived(mostAnHour)
    await settle()
    expect(post.mails).toHaveLength(mostAnHour)
    clock.advance(22 * hour)
    await settle()
    expect(post.mails).toHaveLength(mostAnHour)
    // Tuesday, eight o'clock in Brussels.
    clock.advance(hour)
    await arrived(mostAnHour + 1)
    await settle()
    const digest = post.mails.at(-1)
    expect(digest?.subject).toMatch(/1. joulukuuta 2026/)
    expect(digest?.text?.match(/thread=/g)).toHaveLength(more)
    expect(post.mails).toHaveLength(mostAnHour + 1)
  })

  it('[A694] [D511] what must be known at once is mailed at once, however much else there was', async () => {
    await leadFi.call('changeNotificationSettings', { body: { ways: { deadline: 'mail' } } })
    for (let each = 0; each <= mostAnHour; each += 1) await mention(drafterDk, 'lead-fi')
    await arrived(mostAnHour)
    await settle()
    expect(post.mails).toHaveLength(mostAnHour)
    await (await server.signIn('administrator')).call('makeInvitation', {
      body: {
        name: 'Another',
        country: 'FI',
        ministry: { kind: 'none' },
        roles: [{ role: 'lead', readsDrafts: false }],
      },
    })
    await arrived(mostAnHour + 1)
    const leadSe = await server.signIn('lead-se')
    const params = { positionId: 'yearly-overview' }
    const { round } = await leadSe.call('getPosition', { params })
    await leadSe.call('remindRound', { params, body: { roundId: round?.id ?? '' } })
    await arrived(mostAnHour + 2)
    await settle()
    expect(post.mails).toHaveLength(mostAnHour + 2)
  })

  it('[A481] no digest on a day on which Brussels does not work', async () => {
    await leadFi.call('changeNotificationSettings', { body: { ways: { comment: 'digest' } } })
    clock.advance(4 * 24 * hour)
    await settle()
    await mention(drafterDk, 'lead-fi')
    // Saturday and Sunday.
    for (let days = 0; days < 2; days += 1) {
      clock.advance(24 * hour)
      await settle()
      expect(post.mails).toEqual([])
    }
    clock.advance(24 * hour)
    await arrived(1)
  })

  it('[A482] each mail says of each topic what the app says of it', async () => {
    for (const language of languages) {
      const file = new URL(`../../web/src/i18n/catalogues/${language}/notifications.json`, import.meta.url)
      const { default: words } = (await import(file.pathname, { with: { type: 'json' } })) as {
        default: { topic: Record<string, Record<string, string>> }
      }
      const flat = Object.entries(words.topic).flatMap(([group, of]) =>
        Object.entries(of).map(([key, said]) => [`${group}.${key}`, said] as const),
      )
      expect(Object.fromEntries(flat), language).toEqual(topicWords[language])
    }
  })

  it('[A483] without TLS nothing leaves this machine, and a server without mail says so', async () => {
    const send = (isTlsNeeded: boolean, to: MailServer) =>
      openPost({
        host: '127.0.0.1',
        port: to.port,
        isImplicitTls: false,
        isTlsNeeded,
        user: null,
        password: null,
        from,
      }).send({ id: 'one', to: 'a@example.org', letter: { subject: 'a', text: 'a', html: 'a' } })
    expect((await send(true, post)).delivery).toBe('failed')
    const offering = await startMailServer({ isTlsOffered: true })
    // A certificate that nobody vouches for is none.
    expect((await send(true, offering)).delivery).toBe('failed')
    expect([...post.mails, ...offering.mails]).toEqual([])
    expect((await send(false, post)).delivery).toBe('sent')
    await offering.stop()
    const silent = await startTestServer()
    const lead = await silent.signIn('lead-fi')
    expect((await lead.call('getNotificationSettings')).mail).toMatchObject({ isOn: false, address: null })
    const body = { address: 'lead@example.org' }
    expect((await lead.ask('POST', '/api/account/mail-address/codes', { body })).code).toBe('mail_off')
    await silent.stop()
  })
})

describe('mails of a server that is killed', () => {
  let folder: string
  let post: MailServer
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-mails-'))
    post = await startMailServer()
  })
  afterAll(async () => {
    await post.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('[A484] none is lost; one that was handed over as it was killed may come twice, under one Message-ID', async () => {
    const env = { DATA_DIR: folder, ...envOf(post) }
    let server = await startServerProcess(env)
    let leadFi = await signIn(server.url, 'lead-fi')
    await confirmAddress(leadFi, post, 'lead-fi@example.org')
    await leadFi.call('changeNotificationSettings', { body: { ways: { comment: 'mail' } } })
    post.mails.length = 0
    const threads: string[] = []
    for (let round = 0; round < 3; round += 1) {
      const drafterDk = await signIn(server.url, 'drafter-dk')
      // Killed between the mail server's taking it and its yes.
      const killed = new Promise<void>((resolve) => {
        post.onMail(() => {
          post.onMail(() => undefined)
          resolve(server.end('SIGKILL').then(() => undefined))
        })
      })
      threads.push((await mention(drafterDk, 'lead-fi')).id)
      await killed
      server = await startServerProcess(env)
    }
    leadFi = await signIn(server.url, 'lead-fi')
    const told = (thread: string) => post.mails.filter(({ text }) => text?.includes(thread))
    // The next try is a minute after the first.
    await eventually(() => threads.every((thread) => told(thread).length === 2))
    for (const thread of threads) {
      const ids = told(thread).map(({ messageId }) => messageId)
      expect(new Set(ids).size).toBe(1)
    }
    expect(await server.end('SIGTERM')).toBe(0)
  }, 150_000)
})
