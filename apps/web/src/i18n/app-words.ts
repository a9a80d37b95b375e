import type { Words } from './i18n.ts'

type Loader = () => Promise<{ readonly words: Readonly<Record<string, Readonly<Record<string, unknown>>>> }>

const languages = import.meta.glob('./words/*.ts') as Readonly<Record<string, Loader>>

/**
 * The words of the whole app, those of one language in one file: a page that lacked some would give way to their loading, and
 * take the caret out of its text.
 */
export const appWords: Words = async (language) => {
  const load = languages[`./words/${language}.ts`]
  if (!load) throw new Error(`No catalogues of ${language}`)
  const { words } = await load()
  return Object.fromEntries(
    Object.entries(words).map(([path, catalogue]) => [path.replace(/^.*\/|\.json$/g, ''), catalogue]),
  )
}
