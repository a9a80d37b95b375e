import { agendaItemKinds } from '@samsyn/domain'
import { z } from 'zod'
import { atTheTable } from './report-shapes.ts'
import {
  country,
  dossier,
  id,
  instant,
  instrument,
  language,
  marking,
  meetingSummary,
  positionSummary,
  releaseSummary,
} from './shapes.ts'

/**
 * What a text that was found is: a final one that is in force, that a country no longer stands behind, that another followed, or whose
 * position was withdrawn; a version; the joint draft.
 */
export const textStates = ['final', 'suspended', 'superseded', 'withdrawn', 'version', 'draft'] as const

export const textState = z.enum(textStates)
export type TextState = z.infer<typeof textState>

/** In what order all final texts are listed where no words are looked for. */
export const archiveOrders = ['time', 'meeting', 'dossier'] as const

/** A piece of text, and whether it is what was looked for. */
const part = z.object({ text: z.string(), isHit: z.boolean() })
const count = z.int().positive()

export const searchHit = z.object({
  state: textState,
  positionId: id,
  /** Null for the draft. */
  versionNumber: z.int().positive().nullable(),
  /** Null for what is no final text. */
  release: releaseSummary.pick({ id: true, reference: true, issuedCorrigenda: true }).nullable(),
  title: z.array(part).min(1),
  /** In which the text is. */
  language,
  /** The passage that has most of what was looked for, and the section it stands in; null for a text without a word. */
  passage: z.object({ section: z.string(), parts: z.array(part) }).nullable(),
  instrument,
  marking,
  releasableTo: z.array(country),
  /** Who stands behind a final text; of others, the parties. */
  countries: z.array(country),
  /** When it was released, frozen, or last written in. */
  at: instant,
  dossier: z.object({ id, title: z.string() }),
  forum: z.object({ id, shortName: z.string() }),
  meeting: z.object({ id, title: z.string(), startsAt: instant, endsAt: instant }).nullable(),
})

/** By what the texts that were found can be narrowed, with how many each would leave. */
export const searchFilters = z.object({
  forums: z.array(z.object({ id, shortName: z.string(), count })),
  dossiers: z.array(z.object({ id, title: z.string(), count })),
  meetings: z.array(z.object({ id, title: z.string(), startsAt: instant, count })),
  states: z.array(z.object({ state: textState, count })),
  parties: z.array(z.object({ country, count })),
})

export const searchResult = z.object({
  total: z.int().nonnegative(),
  /** How many of the words, phrases and references that were typed are not looked for, since they are too many. */
  leftOut: z.int().nonnegative(),
  page: z.int().positive(),
  pages: z.int().positive(),
  hits: z.array(searchHit),
  filters: searchFilters,
})

/** A final text in the history of its dossier. */
const archivedRelease = z.object({
  id,
  reference: z.string(),
  versionNumber: z.int().positive(),
  state: textState,
  issuedCorrigenda: releaseSummary.shape.issuedCorrigenda,
  releasedAt: instant,
  countries: z.array(country),
})

/** A dossier with everything that the person may know of its way through the meetings, in the order of time; what is on no agenda comes last. */
export const dossierDetail = dossier.extend({
  history: z.array(
    z.object({
      meeting: meetingSummary.nullable(),
      agendaItem: z
        .object({ id, number: z.string(), title: z.string(), kind: z.enum(agendaItemKinds) })
        .nullable(),
      positions: z.array(
        positionSummary.extend({
          releases: z.array(archivedRelease),
          /** Null before its meeting is over where nothing was reported, and to whoever may not read its reports. */
          atTheTable: atTheTable.nullable(),
        }),
      ),
    }),
  ),
})

export type SearchHit = z.infer<typeof searchHit>
export type SearchFilters = z.infer<typeof searchFilters>
export type SearchResult = z.infer<typeof searchResult>
export type DossierDetail = z.infer<typeof dossierDetail>
