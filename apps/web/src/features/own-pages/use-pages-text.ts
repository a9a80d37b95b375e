import type { DocJson } from '@samsyn/editor'
import { useDraftText } from '../../app/queries.ts'
import type { Side } from '../compare/side.ts'
import { type Pages, usePagesVersion } from './use-own-pages.ts'

/** A text of own pages with its hash; both null until it has come. */
export interface PagesText {
  readonly doc: DocJson | null
  readonly hash: string | null
  readonly error: Error | null
  readonly retry: () => void
}

/** Fetches own pages as they were kept, stood at an instant, or stand now on the server. */
export function usePagesText(at: Pages, side: Side): PagesText {
  const isVersion = side.kind === 'version'
  const draft = useDraftText(at, side.kind === 'moment' ? side.at : null, { isEnabled: !isVersion })
  const version = usePagesVersion(at, isVersion ? side.number : 0, { isEnabled: isVersion })
  const { data, error, refetch } = isVersion ? version : draft
  return {
    // The routes' schema only says that it is a document; the server checked it against the editor's schema.
    doc: data ? (data.doc as unknown as DocJson) : null,
    hash: data?.contentHash ?? null,
    error,
    retry: () => void refetch(),
  }
}
