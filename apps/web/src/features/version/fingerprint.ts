import { contentHash, type DocJson } from '@samsyn/editor'

/** What a text's hash is and what it was when it was frozen. */
export interface Fingerprint {
  /** Of the text as it came; null where none can be taken of it. */
  readonly computed: string | null
  readonly stored: string
  readonly isGenuine: boolean
}

/** Takes the fingerprint of a text in the browser and holds it against the one stored when it was frozen. */
export function fingerprintOf(doc: DocJson, stored: string): Fingerprint {
  const computed = hashOf(doc)
  return { computed, stored, isGenuine: computed === stored }
}

/** The first characters of a hash: enough to say which, never enough to check by. */
export function shortHash(hash: string): string {
  return hash.slice(0, 8)
}

function hashOf(doc: DocJson): string | null {
  try {
    return contentHash(doc)
  } catch {
    // Half a surrogate pair, or no document at all: nobody froze that.
    return null
  }
}
