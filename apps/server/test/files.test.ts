import type { DocJson } from '@samsyn/editor'
import { docToUpdate, templateDoc, updateToDoc } from '@samsyn/editor'
import { fileWords, paperWords } from '@samsyn/export'
import { type FileFormat, fileFormats, filePath } from '@samsyn/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { elements, textIn, WordFile } from '../../../packages/export/test/word-file.ts'
import type { TextJob } from '../src/files/docx-job.ts'
import { createDocxWriter } from '../src/files/docx-writer.ts'
import { openDraft } from './support/drafter.ts'
import { signIn, startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'reporting-template'
const draft = filePath('getDraftFile', { positionId })
const media = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

describe('files', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  const download = async (personId: string, path: string) => {
    const { cookie } = await signIn(server.url, personId)
    const response = await fetch(server.url + path, { headers: { cookie } })
    expect([path, response.status]).toEqual([path, 200])
    return { headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) }
  }
  const word = async (personId: string, path = draft) => WordFile.open((await download(personId, path)).bytes)
  const refusal = async (personId: string, path: string) => {
    const { status, code } = await (await server.signIn(personId)).ask('GET', path)
    return [status, code]
  }

  it('[A110] a draft is a Word file for whoever may read it', async () => {
    const { headers, bytes } = await download('drafter-dk', draft)
    expect(headers.get('content-type')).toBe(media)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-disposition')).toMatch(/^attachment; .*\.docx/)
    const file = await WordFile.open(bytes)
    const stored = await server.storage.tables.positions.byId(positionId)
    const lines = file.lines('word/document.xml')
    expect(lines).toContain(stored?.title)
    expect(lines.join('\n')).toContain('[six] [eight] weeks')
    expect(lines.find((line) => line.startsWith('DRAFT, '))).toMatch(
      /^DRAFT, \d{1,2} \p{L}+ \d{4} at \d\d:\d\d Brussels$/u,
    )
    expect(file.lines('word/header1.xml')[0]).toContain('DRAFT')
    for (const personId of ['lead-fi', 'secretariat', 'head-of-delegation-no']) {
      expect((await word(personId)).lines('word/document.xml')).toContain(stored?.title)
    }
  })

  it('[A110] a draft is refused to whoever may not read it, and unknown to whoever may not know of it', async () => {
    expect(await refusal('delegate-se', draft)).toEqual([403, 'forbidden'])
    expect(await refusal('administrator', draft)).toEqual([404, 'not_found'])
    expect(await refusal('drafter-dk', filePath('getDraftFile', { positionId: 'no-such' }))).toEqual([
      404,
      'not_found',
    ])
    const { status, code } = await server.anonymous().ask('GET', draft)
    expect([status, code]).toEqual([401, 'unauthenticated'])
  })

  it('[A111] threads for all delegations are comments in it, those of one delegation never, for anybody', async () => {
    const drafterFi = await server.signIn('drafter-fi')
    const secret = 'Only Helsinki knows this.'
    await drafterFi.call('raiseThread', {
      params: { positionId },
      body: { audience: 'FI', anchor: null, text: secret, mentions: [] },
    })
    for (const personId of ['drafter-fi', 'lead-fi', 'drafter-dk', 'secretariat']) {
      const file = await word(personId)
      const said = file.lines('word/comments.xml')
      expect(said.join('\n')).toContain('which of the two covers the time')
      expect(said).not.toContain(secret)
      for (const part of file.parts.values()) {
        expect(textIn(part)).not.toContain('Only Helsinki')
        expect(textIn(part)).not.toContain('for one delegation')
      }
      const authors = file
        .all('word/comments.xml', 'w:comment')
        .map(({ attributes }) => attributes['w:author'])
      expect(authors).toContain('Drafter, Sweden (SE)')
    }
  })

  it('[A115] tracked changes in a file carry the name of who proposed them, by the log, and the time', async () => {
    const drafter = openDraft(await server.signIn('drafter-is'), positionId)
    await drafter.synced()
    const section = drafter.ydoc.getXmlFragment('default').get(0) as Y.XmlElement
    drafter.ydoc.transact(() => {
      const [paragraph, text] = [new Y.XmlElement('paragraph'), new Y.XmlText()]
      section.insert(section.length, [paragraph])
      paragraph.insert(0, [text])
      text.insert(0, 'From Iceland.', { 'insertion--abcdefgh': { id: 'drafter-dk-1' } })
    })
    await drafter.saved()
    drafter.leave()
    const [inserted] = (await word('drafter-dk')).all('word/document.xml', 'w:ins')
    expect(inserted && textIn(inserted)).toBe('From Iceland.')
    expect(inserted?.attributes['w:author']).toBe('Drafter, Iceland (IS)')
    expect(inserted?.attributes['w:date']).toMatch(new RegExp(`^${new Date().getUTCFullYear()}-`))
  })

  it('[A111] a comment stands at the words it is about, its replies with it', async () => {
    const file = await word('drafter-dk')
    const body = file.part('word/document.xml')
    const [paragraph] = elements(body, 'w:p').filter((each) => textIn(each).includes('[six] [eight] weeks'))
    const names = paragraph?.children.flatMap((child) => ('name' in child ? [child.name] : [])) ?? []
    expect(names.filter((name) => name === 'w:commentRangeStart')).toHaveLength(2)
    const threads = file.all('word/commentsExtended.xml', 'w15:commentEx').map(({ attributes }) => attributes)
    expect(threads.filter((each) => 'w15:paraIdParent' in each)).toHaveLength(1)
  })

  it('[A111] whoever may read a draft and not its threads gets it without comments', async () => {
    const all = await server.storage.tables.people.all()
    const grantOf = (id: string) => all.find((person) => person.id === id)?.grants ?? []
    const [observer, registrar] = [grantOf('observer-fi'), grantOf('registrar-fi')]
    await server.storage.tables.people.insert({
      id: 'reader-fi',
      name: 'Reader, Finland',
      country: 'FI',
      ministryId: 'justice-fi',
      language: 'fi',
      isDisabled: false,
      deputyships: [],
      grants: [...registrar, ...observer.map((grant) => ({ ...grant, readsDrafts: true }))],
    })
    const file = await word('reader-fi')
    expect(file.lines('word/document.xml').join('\n')).toContain('[six] [eight] weeks')
    expect(file.parts.has('word/comments.xml')).toBe(false)
  })

  it('[A112] [X162] a version is a file in every format for whoever may read versions', async () => {
    const leadDk = await server.signIn('lead-dk')
    const position = (await leadDk.call('getDesk')).positions.find(({ latestVersion }) => latestVersion > 0)
    if (!position) throw new Error('There is no position with a version')
    const version = await leadDk.call('getVersion', { params: { positionId: position.id, number: 1 } })
    const { draftingLanguage, marking: key } = await leadDk.call('getPosition', {
      params: { positionId: position.id },
    })
    const marking = fileWords[draftingLanguage].marking[key]
    const { notFinal, notAgreed } = paperWords[draftingLanguage]
    const path = (format: FileFormat) =>
      filePath('getVersionFile', { positionId: position.id, number: 1, format })
    for (const format of fileFormats) {
      const { bytes, headers } = await download('lead-dk', path(format))
      expect(headers.get('content-disposition')).toContain(`v1.${format}`)
      // Of PDFs in pdf-files.test.ts.
      if (format === 'docx' || format === 'pdf') continue
      const text = new TextDecoder().decode(bytes)
      expect(text).toContain(version.contentHash)
      expect(text).toContain(notFinal)
      expect(text).toContain(notAgreed)
      expect([format, text.slice(0, format === 'html' ? undefined : 30)]).toEqual([
        format,
        expect.stringContaining(marking),
      ])
    }
    const file = await word('lead-dk', path('docx'))
    expect(file.lines('word/document.xml').at(-1)).toBe(`SHA-256 ${version.contentHash}`)
    expect(file.lines('word/header1.xml')[0]).toContain(
      `${marking}\t${notFinal} · Version 1 · SHA-256 ${version.contentHash.slice(0, 16)}`,
    )
    expect(file.lines('word/header1.xml')[1]).toBe(notFinal)
    expect(file.parts.has('word/comments.xml')).toBe(false)
    expect(await refusal('delegate-dk', path('docx'))).toEqual([403, 'forbidden'])
    expect(await refusal('administrator', path('docx'))).toEqual([404, 'not_found'])
    expect(await refusal('lead-dk', path('docx').replace('docx', 'exe'))).toEqual([404, 'not_found'])
    const unknown = filePath('getVersionFile', { positionId: position.id, number: 99, format: 'docx' })
    expect(await refusal('lead-dk', unknown)).toEqual([404, 'not_found'])
  })

  it('[A112] [X162] a final text is a Word file, too', async () => {
    const leadDk = await server.signIn('lead-dk')
    const released = (await leadDk.call('getDesk')).positions.find(({ releaseInForce }) => releaseInForce)
    const releaseId = released?.releaseInForce ?? ''
    const release = await leadDk.call('getRelease', { params: { releaseId } })
    const file = await word('delegate-dk', filePath('getReleaseFile', { releaseId, format: 'docx' }))
    const lines = file.lines('word/document.xml')
    expect(lines).toContain(release.partyFormula)
    const state = `${paperWords[release.draftingLanguage].finalText} · ${release.reference}`
    expect(lines.some((line) => line.startsWith(state))).toBe(true)
    expect(file.lines('word/header1.xml')).toEqual([expect.stringContaining(`\t${state} · `)])
    expect(lines).toContain(`SHA-256 ${release.version.contentHash}`)
  })

  describe('[A113] writing them', () => {
    const doc = templateDoc('joint_letter', { language: 'en', newId: () => 's1' })
    const facts: TextJob['facts'] = {
      title: 'T',
      language: 'en',
      head: [],
      notices: [],
      reservations: null,
      foot: [],
      sampleMark: null,
      state: 'DRAFT',
      marking: 'Public',
    }
    const job = (text: TextJob['text']): TextJob => ({
      text,
      facts,
      suggestions: new Map(),
      attribution: 'inline',
    })
    const frozen = job({ kind: 'frozen', doc })

    it('is done one by one, and refused as busy when too many wait', async () => {
      const writer = createDocxWriter()
      // Each another: for all who ask for the same, it is written once.
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_each, index) =>
          writer.write({ ...frozen, facts: { ...facts, title: `T${index}` } }),
        ),
      )
      expect(answers.filter(({ ok }) => ok)).toHaveLength(24)
      const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]))
      expect(refused).toEqual(Array.from({ length: 6 }, () => 'busy'))
      expect((await writer.write(frozen)).ok).toBe(true)
      await writer.close()
    })

    it('goes on after a text that cannot be written', async () => {
      const writer = createDocxWriter()
      const broken = { ...frozen, text: { kind: 'frozen', doc: { type: 'doc' } as DocJson } } as const
      const ydoc = new Y.Doc()
      Y.applyUpdate(ydoc, docToUpdate(doc))
      const section = ydoc.getXmlFragment('default').get(0) as Y.XmlElement
      section.insert(section.length, [new Y.XmlElement('hologram')])
      const state = Y.encodeStateAsUpdate(ydoc)
      expect(() => updateToDoc(state)).toThrow()
      await expect(writer.write(broken)).rejects.toThrow()
      const unreadable = await writer.write(job({ kind: 'draft', state, threads: [], support: new Map() }))
      expect(unreadable).toEqual({ ok: false, refusal: { code: 'draft_unreadable' } })
      expect((await writer.write(frozen)).ok).toBe(true)
      await writer.close()
    })
  })
})
