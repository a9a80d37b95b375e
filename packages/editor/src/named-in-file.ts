/** Whom a file that was brought in names for a change. Anybody can write any name into a file. */
export interface NamedInFile {
  readonly author: string
  /** As the file says it; null where it says none. */
  readonly at: string | null
}

const prefix = 'file'
const longestName = 80

/**
 * The id of a suggestion that was brought in from a file: it carries whom the file names, so that the name stays with the
 * text wherever that goes. Who proposed it is whoever brought it in, which the server knows.
 */
export function suggestionIdFromFile(ownId: string, { author, at }: NamedInFile): string {
  const name = [...author].slice(0, longestName).join('')
  return [prefix, ownId, at ?? '', encodeURIComponent(name).replaceAll('~', '%7E')].join('~')
}

/** Whom a file named for this suggestion; null where it comes from no file, or names nobody. */
export function namedInFile(suggestionId: string): NamedInFile | null {
  const [first, _ownId, at, author, ...rest] = suggestionId.split('~')
  if (first !== prefix || !author || at === undefined || rest.length > 0) return null
  const name = decoded(author)
  if (name === null) return null
  return { author: name, at: at === '' || Number.isNaN(Date.parse(at)) ? null : at }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    // An id is written by pages, and can be anything.
    return null
  }
}
