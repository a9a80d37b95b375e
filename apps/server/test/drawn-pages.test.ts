import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDraft } from './support/drafter.ts'
import { releaseAgain, releasePosition } from './support/released-position.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'
import { translate } from './support/translation.ts'

describe('a page that comes with its text', () => {
  let server: TestServer
  let shell: string
  const clients = new Map<string, Client>()
  const as = async (personId: string) => {
    const client = clients.get(personId) ?? (await server.signIn(personId))
    clients.set(personId, client)
    return client
  }
  const pageAt = async (client: Client, path: string) => String((await client.ask('GET', path)).body)
  const stateIn = (page: string) => /class="release" data-state="(\w+)"/.exec(page)?.[1]

  beforeAll(async () => {
    server = await startTestServer()
    shell = await pageAt(server.anonymous(), '/read')
    expect(shell).toContain('<div id="app"></div>')
  })
  afterAll(() => server.stop())

  it('[A600] has what the API would answer, in the language of the session', async () => {
    const client = await as('delegate-fi')
    await client.ask('PATCH', '/api/session', {
      body: { language: 'fi' },
      headers: { origin: server.url },
    })
    const { releaseInForce } = await client.call('getPosition', { params: { positionId: 'comment-periods' } })
    const releaseId = releaseInForce ?? ''
    const release = await client.call('getRelease', { params: { releaseId } })
    const page = await pageAt(client, `/read/${releaseId}`)
    expect(page).toContain('<html lang="fi"')
    expect(page).toContain(`<title>${release.title} · Samsyn</title>`)
    expect(page).toContain('Lopullinen teksti')
    expect(page).toContain('First request: the final template should be')
    expect(stateIn(page)).toBe('final')
    const [, embedded = ''] = /<script type="application\/json" id="drawn-from">([^<]*)</.exec(page) ?? []
    const drawn = JSON.parse(embedded) as { release: unknown; isGenuine: boolean }
    expect(drawn.release).toEqual(release)
    expect(drawn.isGenuine).toBe(true)
    // The text is before what the page needs to take it over.
    expect(page.indexOf('First request')).toBeLessThan(page.indexOf('type="module"'))
  })

  it('[A682] is in the language that its address asks for, as the API answers the same question', async () => {
    const client = await as('delegate-se')
    const { id: positionId, releaseInForce, meeting } = await releasePosition(server, 'One report a year.')
    const releaseId = releaseInForce ?? ''
    await translate(await as('lead-fi'), releaseId, 'fi')
    for (const [path, asked] of [
      [`/read/${releaseId}`, `/api/releases/${releaseId}`],
      [`/meetings/${meeting?.id}/folder/${positionId}`, `/api/meetings/${meeting?.id}/folder`],
    ] as const) {
      const drawnFrom = async (query: string) => {
        const page = await pageAt(client, path + query)
        const [, embedded = ''] = /<script type="application\/json" id="drawn-from">([^<]*)</.exec(page) ?? []
        return {
          page,
          drawn: JSON.parse(embedded) as { release: unknown; folder: unknown; textLanguage: unknown },
        }
      }
      const { page, drawn } = await drawnFrom('?language=fi')
      expect(drawn.textLanguage).toBe('fi')
      expect(page.slice(0, page.indexOf('drawn-from'))).toContain('Käännös: One report a year.')
      expect(page).toContain('<title>Otsikko fi · Samsyn</title>')
      // Without a mark of its own in the JSON, as the embedding escapes it.
      const answer = (await client.ask('GET', `${asked}?language=fi`)).body
      expect(drawn.release ?? drawn.folder).toEqual(answer)
      for (const query of ['', '?language=en', '?language=tlh', '?language=fi&language=fi']) {
        const other = await drawnFrom(query)
        expect([query, other.page.slice(0, other.page.indexOf('drawn-from')).includes('Käännös')]).toEqual([
          query,
          false,
        ])
      }
    }
  })

  it('[A600] [A601] is drawn for exactly those whom the API gives the text or the folder', async () => {
    const people = (await server.storage.tables.people.all()).filter(({ isDisabled }) => !isDisabled)
    const releases = (await server.storage.tables.positions.all()).map(({ id }) =>
      server.storage.tables.releases.byPosition(id),
    )
    const ids = (await Promise.all(releases)).flat().map(({ id }) => id)
    const outcomes = new Set<boolean>()
    for (const { id: personId } of people) {
      const client = await as(personId)
      for (const id of ids) {
        const { status } = await client.ask('GET', `/api/releases/${id}`)
        const page = await pageAt(client, `/read/${id}`)
        outcomes.add(status === 200)
        if (status === 200) expect(page).toContain('class="release"')
        else expect(page === shell, `${personId} at ${id}`).toBe(true)
      }
      const folder = await client.ask('GET', '/api/meetings/lewp-next/folder')
      const page = await pageAt(client, '/meetings/lewp-next/folder')
      if (folder.status === 200) {
        const [, embedded = ''] = /id="drawn-from">([^<]*)</.exec(page) ?? []
        expect((JSON.parse(embedded) as { folder: unknown }).folder).toEqual(folder.body)
      } else expect(page === shell).toBe(true)
    }
    expect([...outcomes].sort()).toEqual([false, true])
    for (const path of [
      `/read/${ids[0]}`,
      '/meetings/lewp-next/folder',
      '/meetings/lewp-next/folder/comment-periods',
    ])
      expect(await pageAt(server.anonymous(), path)).toBe(shell)
    for (const path of [
      '/read/nothing-like-it',
      '/read/%00',
      '/meetings/nowhere/folder',
      '/read/position/comment-periods',
    ])
      expect(await pageAt(await as('delegate-se'), path)).toBe(shell)
  })

  it('[A600] says what became of a text since', async () => {
    const reader = await as('delegate-se')
    const lead = await as('lead-dk')
    const first = await releasePosition(server, 'Words that will be replaced')
    const params = { positionId: first.id }
    const path = `/read/${first.releaseInForce}`
    expect(stateIn(await pageAt(reader, path))).toBe('final')
    await lead.call('reopenDraft', { params, body: { revision: first.revision, reason: 'Once more.' } })
    const second = await releaseAgain(server, first.id)
    expect(stateIn(await pageAt(reader, path))).toBe('superseded')
    const newPath = `/read/${second.releaseInForce}`
    await lead.call('doAct', {
      params,
      body: {
        act: { kind: 'withdraw_support', releaseId: second.releaseInForce ?? '', reason: 'As it is.' },
      },
    })
    expect(stateIn(await pageAt(reader, newPath))).toBe('suspended')
    const { revision } = await lead.call('getPosition', { params })
    await lead.call('withdrawPosition', { params, body: { revision, reason: 'It is over.' } })
    expect(stateIn(await pageAt(reader, newPath))).toBe('withdrawn')
  })

  it('[A601] has nothing of a text that is locked, and all of it when it is no more', async () => {
    const lead = await as('lead-dk')
    const released = await releasePosition(server, 'Words that are locked for a while')
    const params = { positionId: released.id }
    const reader = await as('delegate-se')
    const path = `/read/${released.releaseInForce}`
    expect(await pageAt(reader, path)).toContain('Words that are locked')
    const reported = await lead.call('reportSpill', { params, body: { country: null, reason: 'An annex.' } })
    for (const personId of ['delegate-se', 'lead-dk', 'secretariat'])
      expect(await pageAt(await as(personId), path)).toBe(shell)
    await lead.call('endSpill', {
      params: { ...params, spillId: reported.spills[0]?.id ?? '' },
      body: { reason: 'Dealt with.' },
    })
    expect(await pageAt(reader, path)).toContain('Words that are locked')
  })

  it('[A601] has no word of a draft, also where the text is drafted anew', async () => {
    const released = await releasePosition(server, 'The words of the final text')
    const params = { positionId: released.id }
    const lead = await as('lead-dk')
    await lead.call('reopenDraft', { params, body: { revision: released.revision, reason: 'Once more.' } })
    const draft = openDraft(await as('drafter-dk'), released.id)
    await draft.synced()
    draft.type('Unreleased words of zebras')
    await draft.saved()
    draft.leave()
    for (const personId of ['delegate-se', 'drafter-dk']) {
      const page = await pageAt(await as(personId), `/read/${released.releaseInForce}`)
      expect(page).toContain('The words of the final text')
      expect(page).not.toContain('zebras')
    }
  })

  it('[A602] is kept by nobody and compressed by what the browser takes; the page that is kept is the same for all', async () => {
    const client = await as('delegate-se')
    const path = '/meetings/lewp-next/folder'
    const get = (accepted: string) =>
      new Promise<{ headers: Record<string, unknown>; bytes: Buffer }>((resolve, reject) => {
        const headers = { cookie: client.cookie, 'accept-encoding': accepted }
        request(server.url + path, { headers }, (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('end', () => resolve({ headers: response.headers, bytes: Buffer.concat(parts) }))
        })
          .on('error', reject)
          .end()
      })
    const plain = await get('identity')
    expect(plain.headers).toMatchObject({ 'cache-control': 'no-store', vary: 'Accept-Encoding' })
    expect(plain.headers.etag).toBeUndefined()
    const brotli = await get('gzip, br')
    expect(brotli.headers['content-encoding']).toBe('br')
    const gzip = await get('gzip')
    expect(gzip.headers['content-encoding']).toBe('gzip')
    for (const text of [plain.bytes, brotliDecompressSync(brotli.bytes), gunzipSync(gzip.bytes)])
      expect(text.toString()).toContain('class="folder-agenda"')
    expect(await pageAt(client, '/read')).toBe(shell)
  })

  it('[A603] runs nothing but files of the bundle, whatever words are in the text', async () => {
    const words = '</script><script>alert(1)</script><!--$!--><img src=x onerror=alert(2)>'
    const released = await releasePosition(server, words)
    const client = await as('delegate-se')
    const answer = await client.ask('GET', `/read/${released.releaseInForce}`)
    const page = String(answer.body)
    expect(page).toContain('&lt;script&gt;alert(1)')
    const scripts = [...page.matchAll(/<script\b([^>]*)>/g)].map(([, attributes = '']) => attributes)
    const inline = scripts.filter((attributes) => !attributes.includes(' src="/'))
    expect(inline).toEqual([' type="application/json" id="drawn-from"'])
    expect(page).not.toMatch(/<[^>]* on\w+=/)
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';")
    const start = page.indexOf('id="drawn-from">') + 'id="drawn-from">'.length
    const { release } = JSON.parse(page.slice(start, page.indexOf('</script>', start))) as { release: object }
    expect(JSON.stringify(release)).toContain(words)
  })

  it('[A604] goes out without its text where it could not be drawn', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'samsyn-undrawn-'))
    await Promise.all(['assets', 'drawing'].map((name) => mkdir(join(folder, name))))
    const broken = "export const pageDrawer = () => async () => { throw new Error('No ink') }"
    await Promise.all([
      writeFile(join(folder, 'drawing/reading-server.js'), broken),
      ...['index', 'position', 'read'].map((name) => writeFile(join(folder, `${name}.html`), name)),
    ])
    const other = await startTestServer({ WEB_DIST: folder })
    const client = await other.signIn('delegate-se')
    expect((await client.ask('GET', '/meetings/lewp-next/folder')).body).toBe('read')
    // What the server draws with is no page of anybody's.
    expect((await client.ask('GET', '/drawing/reading-server.js')).code).toBe('not_found')
    await other.stop()
    await rm(folder, { recursive: true })
  })
})
