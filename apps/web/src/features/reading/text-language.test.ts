import type { TranslationText } from '@samsyn/protocol'
import { describe, expect, it } from 'vitest'
import { shownText } from './text-language.ts'

const translation = { language: 'fi', title: 'Otsikko' } as TranslationText
const release = { draftingLanguage: 'en', title: 'Title', translation } as const

describe('the language in which a final text is shown', () => {
  it.each([
    [null, 'fi', 'fi'],
    ['en', 'fi', 'en'],
    ['fi', 'da', 'fi'],
    // Not there, or not yet.
    ['sv', 'fi', 'fi'],
    ['sv', 'da', 'en'],
    [null, 'da', 'en'],
  ] as const)('[W460] chosen %s, own %s: %s', (chosen, own, language) => {
    expect(shownText(release, { chosen, own })).toEqual(
      language === 'fi'
        ? { language: 'fi', title: 'Otsikko', translation }
        : { language: 'en', title: 'Title', translation: null },
    )
  })

  it('[W460] of a text that nobody translated it is its own', () => {
    expect(shownText({ ...release, translation: null }, { chosen: 'fi', own: 'fi' }).language).toBe('en')
  })
})
