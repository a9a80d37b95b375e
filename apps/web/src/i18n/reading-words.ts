import type { Words } from './i18n.ts'

const catalogues = import.meta.glob<Readonly<Record<string, unknown>>>(
  './catalogues/*/{common,domain,errors,folder,reading}.json',
  { import: 'default' },
)

/** The words of the light pages on which final texts are read, and no others. */
export const readingWords: Words = async (language) => {
  const ofLanguage = Object.entries(catalogues).filter(([path]) =>
    path.startsWith(`./catalogues/${language}/`),
  )
  return Object.fromEntries(
    await Promise.all(
      ofLanguage.map(async ([path, load]) => [path.replace(/^.*\/|\.json$/g, ''), await load()] as const),
    ),
  )
}
