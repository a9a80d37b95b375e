import type { Words } from './i18n.ts'
import { type WordsFile, wordsIn } from './words-file.ts'

const languages = import.meta.glob('./words/*.ts') as Readonly<Record<string, WordsFile>>

/**
 * The words of the whole app, those of one language in one file: a page that lacked some would give way to their loading, and
 * take the caret out of its text.
 */
export const appWords: Words = (language) => wordsIn(languages[`./words/${language}.ts`], language)
