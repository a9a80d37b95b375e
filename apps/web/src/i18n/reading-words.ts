import type { Words } from './i18n.ts'
import { type WordsFile, wordsIn } from './words-file.ts'

const languages = import.meta.glob('./light-words/*.ts') as Readonly<Record<string, WordsFile>>

/** The words of the light pages on which final texts are read, and no others: those of one language in one file. */
export const readingWords: Words = (language) => wordsIn(languages[`./light-words/${language}.ts`], language)
