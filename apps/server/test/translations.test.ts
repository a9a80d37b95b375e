import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { textHash } from '@samsyn/editor'
import { evidencePaths, fileWords, manifestText, unpackZip, verifyPackage } from '@samsyn/export'
import { filePath, liveEventName, pdfHeader, type ReleaseDetail } from '@samsyn/protocol'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPdfTools, runPdfTool, textOfPdf } from '../../../packages/export/test/pdf-tools.ts'
import { appendTo, attackerOf } from './support/attack.ts'
import { eventually } from './support/drafter.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'
import { translate, translated, translationOf } from './support/translation.ts'

/** Released in the sample, with all five as parties, in English. */
const positionId = 'comment-periods'

describe('working translations', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-translations-'))
  let server: TestServer
  let leadFi: Client
  let delegateFi: Client
  let delegateSe: Client
  let secretariat: Client
  let release: ReleaseDetail
  let releaseId: string
  beforeAll(async () => {
    server = await startTestServer({ DATA_DIR: folder })
    ;[leadFi, delegateFi, delegateSe, secretariat] = (await Promise.all(
      ['lead-fi', 'delegate-fi', 'delegate-se', 'secretariat'].map((id) => server.signIn(id)),
    )) as [Client, Client, Client, Client]
    releaseId = (await leadFi.call('getPosition', { params: { positionId } })).releaseInForce ?? ''
    release = await leadFi.call('getRelease', { params: { releaseId } })
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true })
  })

  const path = () => `/api/releases/${releaseId}/translations`
  const issue = (client: Client, body: unknown) => client.ask('POST', path(), { body })
  const list = (client: Client) => client.call('listTranslations', { params: { releaseId } })
  const read = (client: Client, query = {}) => client.call('getRelease', { params: { releaseId }, query })

  it('[A592] is refused with a code, and nothing is issued', async () => {
    const code = async (more: Parameters<typeof translationOf>[2], client = leadFi) => {
      const { status, body } = await issue(client, translationOf(release, 'fi', more))
      return [status, (body as { error: { code: string; field?: string } }).error]
    }
    const doc = release.doc as unknown as { content: { attrs: { kind: string }; content: unknown[] }[] }
    const fewer = JSON.stringify(translated({ ...doc, content: doc.content.slice(0, -1) }, (words) => words))
    const at = doc.content.length - 1
    expect(await code({ text: fewer })).toEqual([
      400,
      { code: 'translation_mismatch', field: `text.content.${at}` },
    ])
    for (const text of ['{', '{}', '"\\ud800"', JSON.stringify(doc).replace('"paragraph"', '"script"')])
      expect(await code({ text })).toEqual([400, { code: 'invalid_request', field: 'text' }])
    const saying = (words: string) => JSON.stringify(translated(doc, () => words))
    expect(await code({ text: saying('SECRET UE/EU SECRET') })).toEqual([409, { code: 'text_classified' }])
    expect(await code({ title: 'SECRET UE/EU SECRET' })).toEqual([
      400,
      { code: 'classified_words', field: 'title' },
    ])
    expect(await code({ text: saying('LIMITE') })).toEqual([409, { code: 'limite_unconfirmed' }])
    expect(await code({ text: saying('[ehkä]') })).toEqual([409, { code: 'translation_open' }])
    expect(await code({ language: 'da' })).toEqual([400, { code: 'translation_language' }])
    expect(await code({ translates: '0'.repeat(64) })).toEqual([409, { code: 'version_stale' }])
    expect(await code({ replaces: 'another' })).toEqual([409, { code: 'state_conflict' }])
    expect(await code({}, delegateFi)).toEqual([403, { code: 'forbidden' }])
    expect(await code({}, await server.signIn('administrator'))).toEqual([404, { code: 'not_found' }])
    expect(await code({ text: 'x'.repeat(1_500_001) })).toMatchObject([400, { code: 'invalid_request' }])
    const far = 'x'.repeat(3_000_000)
    expect(await code({ text: far })).toEqual([413, { code: 'too_large' }])
    // Nobody makes the server read so much who is not signed in.
    expect(await code({ text: far }, server.anonymous())).toEqual([401, { code: 'unauthenticated' }])
    expect((await list(leadFi)).translations).toEqual([])
  })

  it('[A590] [A591] is issued once under its id, in canonical form under the ids of its sections, and told by country', async () => {
    const body = translationOf(release, 'fi')
    expect((await list(leadFi)).mayIssue).toEqual(['sv', 'fi'])
    expect((await list(secretariat)).mayIssue).toEqual(['sv', 'da', 'nb', 'fi', 'is'])
    expect((await list(delegateFi)).mayIssue).toEqual([])
    for (const _time of [1, 2]) expect((await issue(leadFi, body)).status).toBe(201)
    expect((await issue(leadFi, { ...body, title: 'Toinen' })).code).toBe('state_conflict')
    const { translations } = await list(delegateSe)
    const stored = await server.storage.tables.translations.byId(body.id)
    expect(translations).toEqual([
      {
        id: body.id,
        language: 'fi',
        number: 1,
        title: 'Otsikko fi',
        contentHash: textHash(stored?.canonicalText ?? ''),
        translates: release.version.contentHash,
        country: 'FI',
        issuedAt: stored?.issuedAt,
      },
    ])
    const ids = (doc: unknown) =>
      (doc as { content: { attrs: { id: string } }[] }).content.map(({ attrs }) => attrs.id)
    expect(ids(JSON.parse(stored?.canonicalText ?? ''))).toEqual(ids(release.doc))
    expect(JSON.stringify(translations)).not.toContain('lead-fi')
    const outsider = await server.signIn('administrator')
    expect((await outsider.ask('GET', path())).code).toBe('not_found')
  })

  it('[A593] the reader has the newest in the language asked for, else in their own; others the text alone', async () => {
    const [first] = (await list(leadFi)).translations
    const second = translationOf(release, 'fi', { replaces: first?.id ?? '', title: 'Toinen' })
    await leadFi.call('issueTranslation', { params: { releaseId }, body: second })
    await translate(await server.signIn('lead-se'), releaseId, 'sv')
    const own = await read(delegateFi)
    expect(own.translations.map(({ language, number }) => [language, number])).toEqual([
      ['fi', 2],
      ['sv', 1],
    ])
    expect(own.doc).toEqual(release.doc)
    expect(own.translation).toMatchObject({ id: second.id, title: 'Toinen', country: 'FI' })
    expect(JSON.stringify(own.translation?.doc)).toContain('Käännös: ')
    expect((await read(delegateFi, { language: 'sv' })).translation?.language).toBe('sv')
    expect((await read(delegateFi, { language: 'is' })).translation?.language).toBe('fi')
    expect((await read(delegateSe)).translation?.language).toBe('sv')
    expect((await read(await server.signIn('lead-dk'))).translation).toBeNull()
    const meeting = own.meeting?.id ?? ''
    const inFolder = async (client: Client, query = {}) => {
      const { agenda } = await client.call('getFolder', { params: { meetingId: meeting }, query })
      return agenda.flatMap(({ entries }) => entries).find((entry) => entry.positionId === positionId)
        ?.release
    }
    expect((await inFolder(delegateFi))?.translation).toEqual(own.translation)
    expect((await inFolder(delegateSe, { language: 'fi' }))?.translation).toEqual(own.translation)
  })

  it('[A594] [X115] [X116] each is a file that says on each page what it is of, in its own language', async () => {
    const { translations } = await list(leadFi)
    const [newest, earlier] = translations.filter(({ language }) => language === 'fi')
    if (!newest || !earlier) throw new Error('Two were issued')
    const file = (client: Client, translationId: string, format: 'pdf' | 'docx' | 'md' | 'txt' | 'html') =>
      fetch(server.url + filePath('getTranslationFile', { releaseId, translationId, format }), {
        headers: { cookie: client.cookie },
      })
    const banner = fileWords.fi.translation.en
    expect(banner).toBe('Työkäännös – todistusvoimainen teksti on englanninkielinen')
    for (const format of ['md', 'txt', 'html'] as const) {
      const response = await file(delegateSe, newest.id, format)
      const text = (await response.text()).replaceAll('\\', '')
      for (const words of [banner, 'Toinen', newest.contentHash, release.version.contentHash, 'Käännös'])
        expect(text, format).toContain(words)
      if (format === 'html') expect(text).toContain('lang="fi"')
      expect(response.headers.get('content-disposition')).toContain(`fi 2.${format}`)
    }
    const word = await unpackZip(await (await file(delegateSe, newest.id, 'docx')).blob())
    const parts = [...word].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)] as const)
    expect(parts.some(([name, xml]) => name.includes('header') && xml.includes('Työkäännös'))).toBe(true)
    const response = await file(delegateFi, earlier.id, 'pdf')
    expect([response.status, response.headers.get(pdfHeader)]).toEqual([200, 'ua-1'])
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (hasPdfTools) {
      runPdfTool('qpdf', bytes, ['--check'])
      const text = textOfPdf(bytes)
      const pages = runPdfTool('pdftotext', bytes)
        .split('\f')
        .filter((page) => page.trim() !== '')
      expect(pages.length).toBeGreaterThan(0)
      for (const page of pages) expect(page).toContain(banner)
      for (const words of [earlier.contentHash, release.version.contentHash, release.partyFormula])
        expect(text.replaceAll(/\s+/g, ' ')).toContain(words)
      expect(runPdfTool('qpdf', bytes, ['--json=2']).toString()).toContain('u:fi')
    }
    expect((await file(await server.signIn('administrator'), newest.id, 'txt')).status).toBe(404)
    const other = filePath('getTranslationFile', {
      releaseId: 'none',
      translationId: newest.id,
      format: 'txt',
    })
    expect((await leadFi.ask('GET', other)).status).toBe(404)
  })

  it('[A597] is told at once to whoever may read the text, and in the list to those who read its language', async () => {
    const listening = (client: Client) =>
      io(server.url, { extraHeaders: { cookie: client.cookie }, transports: ['websocket'] })
    const heard: string[] = []
    const socket = listening(delegateSe)
    await new Promise((resolve) => socket.once('connect', () => resolve(null)))
    socket.on(liveEventName, ({ type }: { type: string }) => heard.push(type))
    await translate(secretariat, releaseId, 'is')
    await eventually(() => heard.includes('translation.issued'))
    socket.disconnect()
    const topics = async (personId: string) => {
      const { notifications } = await (await server.signIn(personId)).call('getNotifications')
      return notifications.map(({ topic }) => topic)
    }
    await eventually(async () => (await topics('delegate-is')).includes('translation.issued'))
    expect(await topics('delegate-dk')).not.toContain('translation.issued')
    const feed = await delegateSe.call('listPositionEvents', { params: { positionId } })
    const told = feed.filter(({ type }) => type === 'translation.issued')
    expect(told.length).toBeGreaterThan(2)
  })

  it('[A596] [X117] the evidence package has them, and what is forged in it is found', async () => {
    const address = server.url + filePath('getReleaseEvidence', { releaseId })
    const archive = await fetch(address, { headers: { cookie: leadFi.cookie } })
    expect(archive.status).toBe(200)
    const files = new Map(await unpackZip(await archive.blob()))
    const report = await verifyPackage(files)
    expect(report.faults).toEqual([])
    expect(report.translations.map(({ language, number }) => `${language} ${number}`)).toEqual([
      'fi 1',
      'fi 2',
      'is 1',
      'sv 1',
    ])
    expect(new TextDecoder().decode(files.get('README.txt'))).toContain('translations/')
    /** With a manifest made anew, as whoever forges would. */
    const forged = async (change: (files: Map<string, Uint8Array<ArrayBuffer>>) => void) => {
      const copy = new Map(files)
      change(copy)
      copy.delete(evidencePaths.manifest)
      const packed = [...copy].map(([name, content]) => ({ path: name, content }))
      copy.set(evidencePaths.manifest, new TextEncoder().encode(await manifestText(packed)))
      return (await verifyPackage(copy)).faults.map(({ path: at, kind }) => `${at} ${kind}`)
    }
    const rewrite =
      (name: string, from: string, to: string) => (all: Map<string, Uint8Array<ArrayBuffer>>) => {
        const text = new TextDecoder().decode(all.get(name))
        expect(text).toContain(from)
        all.set(name, new TextEncoder().encode(text.replace(from, to)))
      }
    const text = 'translations/fi-1/text.json'
    const about = 'translations/fi-1/translation.json'
    expect(await forged(rewrite(text, 'Käännös', 'Väärennös'))).toContain(`${text} translation_differs`)
    expect(await forged(rewrite(about, 'Otsikko', 'Toinen'))).toContain('events.json event_missing')
    expect(
      await forged((all) => {
        all.delete(text)
        all.delete(about)
      }),
    ).toContain(`${about} missing`)
    expect(
      await forged((all) => {
        rewrite(text, 'Käännös', 'Väärennös')(all)
        const hash = textHash(new TextDecoder().decode(all.get(text)))
        const { contentHash } = JSON.parse(new TextDecoder().decode(all.get(about))) as {
          contentHash: string
        }
        rewrite(about, contentHash, hash)(all)
      }),
    ).toContain('events.json event_missing')
  })

  it('[A595] a locked text has none; a later one in force leaves those of the one before where they were', async () => {
    const drafter = await server.signIn('drafter-fi')
    const { id: spillId } = (
      await drafter
        .call('reportSpill', { params: { positionId }, body: { country: null, reason: 'A trial.' } })
        .then(() => leadFi.call('getPosition', { params: { positionId } }))
    ).spills[0] ?? { id: '' }
    const [newest] = await server.storage.tables.translations.byRelease(releaseId)
    const file = filePath('getTranslationFile', {
      releaseId,
      translationId: newest?.id ?? '',
      format: 'txt',
    })
    for (const asked of [path(), file]) expect((await delegateFi.ask('GET', asked)).code).toBe('spill_locked')
    expect((await issue(leadFi, translationOf(release, 'sv'))).code).toBe('spill_locked')
    const lead = await server.signIn(`lead-${(await penholder()).toLowerCase()}`)
    const ended = await lead.ask('POST', `/api/positions/${positionId}/spills/${spillId}/end`, {
      body: { reason: 'Nothing was there.' },
    })
    expect(ended.status).toBeLessThan(300)
    expect((await read(delegateFi)).translation?.language).toBe('fi')
  })

  const penholder = async () => (await leadFi.call('getPosition', { params: { positionId } })).penholder

  it('[A596] samsyn verify finds what was put in, changed or taken away', async () => {
    await server.stop()
    const attacked = attackerOf(folder)
    expect(await attacked(() => undefined)).toEqual([])
    const set = (assignment: string) =>
      attacked((database) => database.exec(`update translations set ${assignment}`))
    for (const assignment of [
      "canonical_text = '{}'",
      "translates = '0'",
      "title = 'Forged'",
      "issued_by = 'lead-se'",
      "issued_at = '2026-01-01T00:00:00.000Z'",
      'country = null',
      "language = 'en'",
    ])
      expect(new Set(await set(`${assignment} where language = 'fi' and number = 2`)), assignment).toEqual(
        new Set([
          /canonical|translates|'en'/.test(assignment) ? 'translation_changed' : 'translation_untold',
        ]),
      )
    const gone = await attacked((database) => database.exec("delete from translations where language = 'sv'"))
    expect(gone).toEqual(['translation_missing'])
    const twice = await attacked(async (database, at) => {
      const row = database.prepare("select event from events where event like '%translation.issued%'").get()
      await appendTo(at, positionId, JSON.parse(String(row?.event)), {
        personId: 'lead-fi',
        country: 'FI',
        at: '2026-11-23T09:00:00.000Z',
      })
    })
    expect(twice).toEqual([])
    const put = await attacked((database) =>
      database.exec(
        "insert into translations select 'forged', position_id, release_id, translates, 'da', 1, title, canonical_text, content_hash, country, issued_by, issued_at from translations where language = 'sv'",
      ),
    )
    expect(put).toEqual(['translation_untold'])
  })
})
