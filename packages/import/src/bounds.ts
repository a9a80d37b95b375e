/** How much of a file is read. Whatever is more is refused, never cut off. */
export interface WordBounds {
  /** Of the file itself. */
  readonly fileBytes: number
  /** Files inside of it. */
  readonly entries: number
  /** What the file says that all of them unpack to. */
  readonly declaredBytes: number
  /** What the parts that are read do unpack to, counted while they do. */
  readonly unpackedBytes: number
  /** How deep elements may lie in each other. */
  readonly depth: number
}

/** Far beyond any position paper, pictures included, and little enough for a phone. */
export const defaultBounds: WordBounds = {
  fileBytes: 20 * 1024 * 1024,
  entries: 2_000,
  declaredBytes: 256 * 1024 * 1024,
  unpackedBytes: 32 * 1024 * 1024,
  depth: 200,
}
