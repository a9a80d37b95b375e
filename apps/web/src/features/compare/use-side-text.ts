import type { DocJson } from '@samsyn/editor'
import { useDraftText, useVersion } from '../../app/queries.ts'
import type { Side } from './side.ts'

/** The text of a side, its hash, and when it was that. */
export interface SideText {
  readonly doc: DocJson
  readonly contentHash: string
  readonly at: string
}

export type SideTextState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: Error; readonly retry: () => void }
  | { readonly kind: 'ready'; readonly text: SideText; readonly refresh: () => void }

/** Fetches the text of a side; a version that is not there is not asked for. */
export function useSideText(positionId: string, side: Side | null): SideTextState {
  const version = useVersion(positionId, side?.kind === 'version' ? side.number : 0, {
    isEnabled: side?.kind === 'version',
  })
  const draft = useDraftText({ positionId, country: null }, side?.kind === 'moment' ? side.at : null, {
    isEnabled: side?.kind === 'moment' || side?.kind === 'now',
  })
  const query = side?.kind === 'version' ? version : draft
  const fetchAgain = () => void query.refetch()
  if (query.error && !query.data) return { kind: 'failed', error: query.error, retry: fetchAgain }
  if (!query.data) return { kind: 'loading' }
  const { data } = query
  return {
    kind: 'ready',
    text: {
      // The route's schema only says that it is a document; the server checked it against the editor's schema.
      doc: data.doc as unknown as DocJson,
      contentHash: data.contentHash,
      at: 'frozenAt' in data ? data.frozenAt : data.at,
    },
    refresh: fetchAgain,
  }
}
