import { describe, expect, it } from 'vitest'
import { packed, para, run, wordFiles } from '../test/build-word.ts'
import { readWord } from './read-word.ts'

const box = (content: string) =>
  `<w:r><w:drawing><wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx></w:drawing></w:r>`

describe('[I5] the lines of a file', () => {
  it('are all that stand in it, wherever and however', async () => {
    const files = wordFiles({
      header: para(run('RESTREINT UE') + run('/EU RESTRICTED')),
      footnotes: `<w:footnote w:id="2">${para(run('Under the line'))}</w:footnote>`,
      comments: `<w:comment w:id="1" w:author="Bo">${para(run('In the margin'))}</w:comment>`,
      body: [
        para(`${run('One line')}<w:r><w:br/></w:r>${run('and the next')}`),
        para(`${run('Before the box')}${box(para(run('In the box')))}${run(', after it')}`),
        para(run('Not to be seen', '<w:vanish/>')),
        para('<w:del w:author="Bo"><w:r><w:delText>Gone</w:delText></w:r></w:del>'),
        `<w:tbl><w:tr><w:tc>${para(run('In a cell'))}</w:tc></w:tr></w:tbl>`,
        para('<w:r><w:instrText>DATE</w:instrText></w:r>'),
        para(''),
      ].join(''),
    })
    const relationships = files.get('_rels/.rels') ?? ''
    files.set(
      '_rels/.rels',
      relationships.replace(
        '</Relationships>',
        '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>',
      ),
    )
    files.set(
      'docProps/custom.xml',
      '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property name="Label"><vt:lpwstr>EU SECRET</vt:lpwstr></property></Properties>',
    )
    const read = await readWord(await packed(files), { newId: () => 'an-id' })
    expect(read.ok && read.text.lines).toEqual([
      'EU SECRET',
      'RESTREINT UE/EU RESTRICTED',
      'One line',
      'and the next',
      'Before the box, after it',
      'Not to be seen',
      'Gone',
      'In a cell',
      'In the box',
      'Under the line',
      'In the margin',
    ])
  })
})
