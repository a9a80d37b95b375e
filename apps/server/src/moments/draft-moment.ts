import { contentHash, type DocJson } from '@samsyn/editor'

/** A draft as it stood once, in its normal form. */
export interface DraftMoment {
  readonly doc: DocJson
  readonly contentHash: string
}

/** The moment of a text. */
export function momentOf(doc: DocJson): DraftMoment {
  return { doc, contentHash: contentHash(doc) }
}
