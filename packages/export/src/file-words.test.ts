import { languages } from '@samsyn/domain'
import { expect, it } from 'vitest'
import { fileWords } from './file-words.ts'

it.each(languages)(
  '[X113] a corrigendum says in %s which words of which section are to be read how, or left out',
  (language) => {
    const given = {
      number: 3,
      at: 'a time',
      section: 'A section',
      passage: 'the old words',
      reading: 'the new words',
    }
    const said = fileWords[language].corrigendum(given)
    for (const part of ['3', 'a time', 'A section', 'the old words', 'the new words'])
      expect(said).toContain(part)
    expect(said).not.toMatch(/undefined|\{/)
    const omitted = fileWords[language].corrigendum({ ...given, reading: '' })
    expect(omitted).toContain('the old words')
    expect(omitted).not.toContain('the new words')
    expect(omitted).not.toBe(said)
  },
)
