import { Document, Packer, Paragraph } from 'docx'
import { describe, expect, it } from 'vitest'
import { buildWord, packed, para, run, wordFiles } from '../test/build-word.ts'
import { type ReadWordOptions, readWord } from './index.ts'

const body = para(run('Words.'))
const newId = () => crypto.randomUUID()
const codeOf = async (file: Uint8Array, bounds: ReadWordOptions['bounds'] = {}) => {
  const read = await readWord(file, { newId, bounds })
  return read.ok ? 'read' : read.code
}
const withFiles = (more: Readonly<Record<string, string | Uint8Array>>) =>
  packed(new Map<string, string | Uint8Array>([...wordFiles({ body }), ...Object.entries(more)]))
const bytesOf = (text: string) => new TextEncoder().encode(text)
const zeros = (count: number) => new Uint8Array(count)

describe('[I2] a file is refused', () => {
  it('as nothing, when it is a text', async () => {
    expect(await codeOf(await buildWord({ body }))).toBe('read')
    expect(
      await codeOf(
        new Uint8Array(
          await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('x')] }] })),
        ),
      ),
    ).toBe('read')
  })

  it('as too large, before it is opened', async () => {
    expect(await codeOf(zeros(50 * 1024 * 1024))).toBe('too_large')
    const file = await buildWord({ body })
    expect(await codeOf(file, { fileBytes: file.length - 1 })).toBe('too_large')
    expect(await codeOf(file, { fileBytes: file.length })).toBe('read')
  })

  it('as unpacking to too much, when it says so', async () => {
    const bomb = await withFiles({ 'word/media/image1.bmp': zeros(300 * 1024 * 1024) })
    expect(bomb.length).toBeLessThan(1024 * 1024)
    expect(await codeOf(bomb)).toBe('unpacks_too_large')
  })

  it('as unpacking to too much, when a part that is read does so while it says that it does not', async () => {
    const parts = wordFiles({ body: body.repeat(200_000) })
    const honest = await packed(parts)
    expect(await codeOf(honest, { unpackedBytes: 1024 * 1024 })).toBe('unpacks_too_large')
    // The sizes in the directory and before the file itself, made small.
    const liar = honest.slice()
    const view = new DataView(liar.buffer)
    const large = parts.get('word/document.xml')?.length ?? 0
    let lies = 0
    for (let at = 0; at < liar.length - 4; at += 1) {
      if (view.getUint32(at, true) !== large) continue
      view.setUint32(at, 1000, true)
      lies += 1
    }
    expect(lies).toBeGreaterThan(0)
    expect(['unpacks_too_large', 'damaged']).toContain(await codeOf(liar, { unpackedBytes: 1024 * 1024 }))
  })

  it('as unpacking to too much, when it holds too many files', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 2_001 }, (_file, index) => [`word/media/${index}.txt`, 'x']),
    )
    expect(await codeOf(await withFiles(many))).toBe('unpacks_too_large')
  })

  it('as having macros, whatever it is called', async () => {
    expect(await codeOf(await withFiles({ 'word/vbaProject.bin': 'x' }))).toBe('has_macros')
    const macroType = 'application/vnd.ms-word.document.macroEnabled.main+xml'
    expect(await codeOf(await buildWord({ body, mainType: macroType }))).toBe('has_macros')
  })

  it('as encrypted, when Word or the archive has locked it', async () => {
    const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
    const stream = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0])
    expect(await codeOf(new Uint8Array([...compound, ...zeros(600), ...stream, ...zeros(600)]))).toBe(
      'encrypted',
    )
    expect(await codeOf(await packed(wordFiles({ body }), { password: 'secret' }))).toBe('encrypted')
  })

  it('as no Word file, when it is something else', async () => {
    const older = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...zeros(600)])
    const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'
    expect(await codeOf(older)).toBe('not_word')
    expect(await codeOf(bytesOf('%PDF-1.7'))).toBe('not_word')
    expect(await codeOf(new Uint8Array())).toBe('not_word')
    expect(await codeOf(await packed(new Map([['a.txt', 'x']])))).toBe('not_word')
    expect(await codeOf(await buildWord({ body, mainType: sheet }))).toBe('not_word')
  })

  it('as damaged, when its archive or its XML is broken', async () => {
    const file = await buildWord({ body })
    expect(await codeOf(file.slice(0, file.length / 2))).toBe('damaged')
    expect(await codeOf(await buildWord({ body: '<w:p><w:r></w:p>' }))).toBe('damaged')
    expect(await codeOf(await withFiles({ 'word/document.xml': new Uint8Array([0x3c, 0xff, 0xfe]) }))).toBe(
      'damaged',
    )
    expect(await codeOf(await withFiles({ 'word/document.xml': '<other/>' }))).toBe('damaged')
    const flipped = file.slice()
    const at = 60
    flipped[at] = (flipped[at] ?? 0) ^ 0xff
    expect(await codeOf(flipped)).toBe('damaged')
  })

  it('as damaged, when elements lie in each other without an end', async () => {
    const deep = (depth: number) =>
      `${'<w:sdt><w:sdtContent>'.repeat(depth)}${body}${'</w:sdtContent></w:sdt>'.repeat(depth)}`
    expect(await codeOf(await buildWord({ body: deep(50) }))).toBe('read')
    expect(await codeOf(await buildWord({ body: deep(300) }))).toBe('damaged')
    expect(await codeOf(await buildWord({ body: deep(100_000) }))).toBe('damaged')
  })

  it('as empty, when it has no words', async () => {
    expect(await codeOf(await buildWord({ body: para('') }))).toBe('empty')
    expect(await codeOf(await buildWord({ body: para(run('  ')) }))).toBe('empty')
  })
})

describe('[I1] what a file says of other files', () => {
  it('is not fetched: no entity is replaced, no address opened', async () => {
    const xml = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    const parts = wordFiles({ body: para(run('&secret;')) })
    const evil = new Map([...parts, ['word/document.xml', xml + (parts.get('word/document.xml') ?? '')]])
    expect(await codeOf(await packed(evil))).toBe('damaged')
    const billion = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`
    const laughs = new Map([
      ...parts,
      ['word/document.xml', billion + (parts.get('word/document.xml') ?? '').replace('secret', 'b')],
    ])
    expect(await codeOf(await packed(laughs))).toBe('damaged')
  })

  it('does not lead out of the archive', async () => {
    const parts = wordFiles({ body, styles: '' })
    const related = (parts.get('word/_rels/document.xml.rels') ?? '').replace(
      'styles.xml',
      '../../../../etc/passwd',
    )
    expect(await codeOf(await packed(new Map([...parts, ['word/_rels/document.xml.rels', related]])))).toBe(
      'read',
    )
  })
})

describe('[I3] whatever bytes it is given', () => {
  it('reading ends in a document or a refusal', async () => {
    const file = await buildWord({ body: body.repeat(20) })
    let state = 20261127
    const random = (below: number) => {
      state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 1) >>> 0
      return state % below
    }
    const codes = new Map<string, number>()
    for (let round = 0; round < 300; round += 1) {
      const mutant = file.slice(0, random(10) === 0 ? random(file.length) : file.length)
      for (let flips = 1 + random(4); flips > 0; flips -= 1)
        mutant[random(Math.max(1, mutant.length))] = random(256)
      const code = await codeOf(mutant)
      codes.set(code, (codes.get(code) ?? 0) + 1)
    }
    expect([...codes.keys()].sort()).toContain('damaged')
    expect([...codes.values()].reduce((sum, count) => sum + count)).toBe(300)
  })
})
