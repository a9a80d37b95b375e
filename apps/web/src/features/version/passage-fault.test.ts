import type { DocJson } from '@samsyn/editor'
import { expect, it } from 'vitest'
import { passageFault } from './passage-fault.ts'

const paragraph = (text: string) => ({
  type: 'paragraph' as const,
  content: [{ type: 'text' as const, text }],
})
const doc: DocJson = {
  type: 'doc',
  content: [
    {
      type: 'section',
      attrs: { id: 's', kind: 'position' },
      content: [
        { type: 'sectionTitle' },
        paragraph('Member States shall report within ten\u{a0}days.'),
        paragraph('The Commission shall answer.'),
      ],
    },
  ],
}

it('[W630] words of a reservation stand in the version once, whatever spaces are in them', () => {
  expect(passageFault(doc, 'within ten days')).toBeNull()
  expect(passageFault(doc, 'The Commission shall')).toBeNull()
  expect(passageFault(doc, 'shall')).toBe('wordsOften')
  expect(passageFault(doc, 'within twelve days')).toBe('wordsWrong')
  expect(passageFault(doc, ' ')).toBe('wordsWrong')
})
