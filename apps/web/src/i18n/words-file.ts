/** Loads the file with the words of one language, by the paths of its catalogues. */
export type WordsFile = () => Promise<{
  readonly words: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}>

/** The words in such a file by namespace. */
export async function wordsIn(
  load: WordsFile | undefined,
  language: string,
): Promise<Readonly<Record<string, unknown>>> {
  if (!load) throw new Error(`No catalogues of ${language}`)
  const { words } = await load()
  return Object.fromEntries(
    Object.entries(words).map(([path, catalogue]) => [path.replace(/^.*\/|\.json$/g, ''), catalogue]),
  )
}
