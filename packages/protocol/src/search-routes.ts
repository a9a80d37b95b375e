import { z } from 'zod'
import { type Route, read } from './route-parts.ts'
import { archiveOrders, dossierDetail, searchResult, textState } from './search-shapes.ts'
import { country, id } from './shapes.ts'

/** Longer questions nobody types. */
export const longestQuestion = 200
/** Texts on a page of what was found. */
export const hitsPerPage = 20

/** Finding texts, and what became of a dossier. */
export const searchRoutes = {
  searchTexts: {
    ...read,
    path: '/search',
    summary:
      'Texts that the signed-in person may read, by their words; all final texts where no words are given',
    query: z.strictObject({
      words: z.string().max(longestQuestion).exactOptional(),
      forum: id.exactOptional(),
      dossier: id.exactOptional(),
      meeting: id.exactOptional(),
      state: textState.exactOptional(),
      party: country.exactOptional(),
      /** Days in Brussels, both included. */
      from: z.iso.date().exactOptional(),
      to: z.iso.date().exactOptional(),
      order: z.enum(archiveOrders).exactOptional(),
      page: z.coerce.number().int().min(1).max(10_000).exactOptional(),
    }),
    response: searchResult,
    refusals: ['busy'],
  },
  getDossier: {
    ...read,
    path: '/dossiers/:dossierId',
    summary: 'A dossier with its positions and final texts, meeting by meeting',
    params: z.object({ dossierId: id }),
    response: dossierDetail,
    refusals: ['not_found'],
  },
} as const satisfies Readonly<Record<string, Route>>
