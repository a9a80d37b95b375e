import { usualAttribution } from '@samsyn/domain'
import { docToUpdate, templateDoc } from '@samsyn/editor'
import { fileWords } from '@samsyn/export'
import { filePath, pdfHeader } from '@samsyn/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paperFacts } from '../../../packages/export/test/paper.ts'
import { hasPdfTools, runPdfTool, textOfPdf } from '../../../packages/export/test/pdf-tools.ts'
import type { TextJob } from '../src/files/docx-job.ts'
import { createDocxWriter } from '../src/files/docx-writer.ts'
import { createFileProcess } from '../src/files/file-thread.ts'
import type { PdfRequest } from '../src/files/pdf-job.ts'
import { createPdfWriter } from '../src/files/pdf-writer.ts'
import { signIn, startTestServer, type TestServer } from './support/test-server.ts'

describe('PDFs', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer({ PUBLIC_URL: 'https://samsyn.example.org' })
  })
  afterAll(() => server.stop())

  const ask = async (personId: string, path: string) => {
    const { cookie } = await signIn(server.url, personId)
    return fetch(server.url + path, { headers: { cookie } })
  }
  const released = async () => {
    const { positions } = await (await server.signIn('lead-dk')).call('getDesk')
    return positions.flatMap(({ id, releaseInForce }) =>
      releaseInForce ? [{ positionId: id, releaseId: releaseInForce }] : [],
    )
  }

  it('[A440] [A444] every final text is one by the rules of PDF/UA-1, for whoever may read it, with the address of its page', async () => {
    const releases = await released()
    expect(releases.length).toBeGreaterThan(1)
    for (const { releaseId } of releases) {
      const response = await ask('lead-dk', filePath('getReleaseFile', { releaseId, format: 'pdf' }))
      const release = await server.storage.tables.releases.byId(releaseId)
      expect([releaseId, response.status, response.headers.get(pdfHeader)]).toEqual([releaseId, 200, 'ua-1'])
      expect(response.headers.get('content-type')).toBe('application/pdf')
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(response.headers.get('content-disposition')).toMatch(/^attachment; .*\.pdf/)
      const bytes = new Uint8Array(await response.arrayBuffer())
      if (!hasPdfTools || !release) continue
      runPdfTool('qpdf', bytes, ['--check'])
      const text = textOfPdf(bytes)
      const words = fileWords[release.draftingLanguage]
      expect(text).toContain(release.partyFormula)
      expect(text).toContain(release.reference)
      expect(text).toContain(release.version.contentHash)
      expect(text).toContain(words.marking[release.marking])
      expect(text).toContain(`https://samsyn.example.org/read/${releaseId}`)
      for (const { country, type } of release.reservations)
        expect(text).toContain(`${country}: ${words.reservation[type]}`)
    }
  })

  it('[A440] [A444] so is every version, which says that it is not final; to everybody else it is what the text itself is', async () => {
    for (const { id, draftingLanguage } of await server.storage.tables.positions.all()) {
      for (const { number } of await server.storage.tables.versions.list(id)) {
        const path = filePath('getVersionFile', { positionId: id, number, format: 'pdf' })
        const response = await ask('secretariat', path)
        expect([path, response.status, response.headers.get(pdfHeader)]).toEqual([path, 200, 'ua-1'])
        const bytes = new Uint8Array(await response.arrayBuffer())
        if (hasPdfTools && draftingLanguage === 'en') {
          const text = textOfPdf(bytes)
          expect(text).toContain(`Not a final text · Version ${number}`)
          expect(text).toContain(`https://samsyn.example.org/positions/${id}/versions/${number}`)
        }
        for (const personId of ['delegate-dk', 'administrator']) {
          const { status } = await ask(personId, path)
          expect([403, 404]).toContain(status)
          expect(status).toBe((await ask(personId, path.replace('/pdf', '/txt'))).status)
        }
      }
    }
    expect(
      (await ask('lead-dk', filePath('getReleaseFile', { releaseId: 'none', format: 'pdf' }))).status,
    ).toBe(404)
  })

  it('[A440] one whose letters have no shape says that it is tagged and no more', async () => {
    const writer = createPdfWriter()
    const doc = templateDoc('joint_letter', { language: 'en', newId: () => 's1' })
    const smiling = JSON.parse(JSON.stringify(doc).replace('"text":"', '"text":"😀 ')) as typeof doc
    const attribution = usualAttribution('joint_letter')
    const file = await writer.write({ kind: 'text', doc: smiling, facts: paperFacts(), attribution })
    expect(file).toMatchObject({ ok: true, value: { kind: 'tagged' } })
    await writer.close()
  })

  describe('[A441] writing them', () => {
    const doc = templateDoc('joint_letter', { language: 'en', newId: () => 's1' })
    const job = (version: number): PdfRequest => ({
      kind: 'text',
      doc,
      facts: paperFacts({ version }),
      attribution: 'inline',
    })
    const contentOf = async (writing: ReturnType<ReturnType<typeof createPdfWriter>['write']>) => {
      const written = await writing
      if (!written.ok) throw new Error(written.refusal.code)
      return written.value.content
    }

    it('is done one by one, once for all who ask for the same, and refused as busy when too many wait', async () => {
      const writer = createPdfWriter()
      const same = await Promise.all(Array.from({ length: 40 }, () => contentOf(writer.write(job(1)))))
      expect(new Set(same).size).toBe(1)
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_each, index) => writer.write(job(index + 2))),
      )
      expect(answers.filter(({ ok }) => ok)).toHaveLength(24)
      expect(answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]))).toEqual(
        Array.from({ length: 6 }, () => 'busy'),
      )
      await writer.close()
    })

    it('[A442] keeps the last ones, as far as they fit, until something is removed for good', async () => {
      const writer = createPdfWriter()
      const first = await contentOf(writer.write(job(1)))
      expect(await contentOf(writer.write(job(1)))).toBe(first)
      writer.forget()
      const again = await contentOf(writer.write(job(1)))
      expect(again).not.toBe(first)
      expect(again).toEqual(first)
      await writer.close()
      const small = createPdfWriter({ mostBytes: Math.round(first.length * 2.5) })
      const kept = [await contentOf(small.write(job(1))), await contentOf(small.write(job(2)))]
      expect(await contentOf(small.write(job(1)))).toBe(kept[0])
      await contentOf(small.write(job(3)))
      expect(await contentOf(small.write(job(1)))).toBe(kept[0])
      expect(await contentOf(small.write(job(2)))).not.toBe(kept[1])
      await small.close()
    })

    it('[A734] keeps Word files as well, none of a draft, until something is removed for good', async () => {
      const writer = createDocxWriter()
      const asked = (given: Partial<TextJob> = {}): TextJob => ({
        text: { kind: 'frozen', doc },
        facts: {
          title: 'A letter',
          language: 'en',
          marking: 'For delegates',
          head: ['Final text'],
          notices: [],
          reservations: null,
          foot: ['SHA-256 abc'],
          sampleMark: null,
          state: 'Version 1',
        },
        suggestions: new Map(),
        attribution: 'inline',
        ...given,
      })
      const written = async (given?: Partial<TextJob>) => {
        const file = await writer.write(asked(given))
        return file.ok ? file.value : null
      }
      const [first, same] = await Promise.all([written(), written()])
      expect(first?.length).toBeGreaterThan(1000)
      expect([same, await written()].every((each) => each === first)).toBe(true)
      const signedAt = new Map([['one', { author: 'Drafter, Denmark', at: '2026-11-28T09:00:00.000Z' }]])
      expect(await written({ suggestions: signedAt })).not.toBe(first)
      const draft: Partial<TextJob> = {
        text: { kind: 'draft', state: docToUpdate(doc), threads: [], support: new Map() },
      }
      expect(await written(draft)).not.toBe(await written(draft))
      writer.forget()
      expect(await written()).not.toBe(first)
      await writer.close()
    })

    it('goes on after its process has ended, with those that wait', async () => {
      const process = createFileProcess<number, number>(
        new URL('./support/ending-worker.ts', import.meta.url),
      )
      const done = await Promise.allSettled([1, 2, 0, 3, 4].map((job) => process.do(job)))
      expect(
        done.map((each) => (each.status === 'fulfilled' && each.value.ok ? each.value.value : null)),
      ).toEqual([1, 2, null, 3, 4])
      await process.close()
      await expect(process.do(5)).rejects.toThrow()
    })

    it('goes on after a text that cannot be laid out', async () => {
      const writer = createPdfWriter()
      const broken = { ...job(1), doc: { type: 'doc' } as unknown as typeof doc }
      await expect(writer.write(broken)).rejects.toThrow()
      expect((await writer.write(job(1))).ok).toBe(true)
      await writer.close()
    })
  })
})
