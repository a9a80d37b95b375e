import type { Consolidation, Report, ReportNote } from '@samsyn/domain'
import { sql } from 'kysely'
import type { Connection } from '../connection.ts'
import type { ReportsTable } from '../tables.ts'

type WordsOfReport = Pick<Report, 'sections' | 'said' | 'facts' | 'conclusion' | 'assessment' | 'evidence'>
type WordsOfConsolidation = Pick<
  Consolidation,
  'basedOn' | 'said' | 'conclusion' | 'dividingLine' | 'nextStep'
>

export function reportsTable({ db }: Connection): ReportsTable {
  /** The next number of a row of the position; two who take the same one fail, and whoever changes a position has it alone. */
  const nextOrdinal = async (table: 'reports' | 'consolidations', positionId: string) => {
    const row = await db
      .selectFrom(table)
      .select(sql<number | string | null>`max(ordinal)`.as('last'))
      .where('position_id', '=', positionId)
      .executeTakeFirst()
    return row?.last === null || row?.last === undefined ? 0 : Number(row.last) + 1
  }
  const notesOf = async (consolidations: readonly { readonly id: string }[]): Promise<readonly NoteRow[]> =>
    consolidations.length === 0
      ? []
      : db
          .selectFrom('report_notes')
          .selectAll()
          .where(
            'consolidation_id',
            'in',
            consolidations.map(({ id }) => id),
          )
          .orderBy('at')
          .orderBy('country')
          .execute()
  return {
    async insert({ id, positionId, releaseId, country, personId, at, outcome, ...words }) {
      const content: WordsOfReport = words
      await db
        .insertInto('reports')
        .values({
          id,
          position_id: positionId,
          ordinal: await nextOrdinal('reports', positionId),
          release_id: releaseId,
          country,
          person_id: personId,
          at,
          outcome,
          content: JSON.stringify(content),
        })
        .execute()
    },
    async byId(id) {
      const row = await db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? readReport(row) : null
    },
    async byPosition(positionId) {
      const reports = await db
        .selectFrom('reports')
        .selectAll()
        .where('position_id', '=', positionId)
        .orderBy('ordinal')
        .execute()
      const consolidations = await db
        .selectFrom('consolidations')
        .selectAll()
        .where('position_id', '=', positionId)
        .orderBy('ordinal')
        .execute()
      const notes = await notesOf(consolidations)
      return {
        reports: reports.map(readReport),
        consolidations: consolidations.map((row) => readConsolidation(row, notes)),
      }
    },
    async consolidationById(id) {
      const rows = await db.selectFrom('consolidations').selectAll().where('id', '=', id).execute()
      const notes = await notesOf(rows)
      const [row] = rows
      return row ? readConsolidation(row, notes) : null
    },
    async consolidate({ id, positionId, personId, at, outcome, notes: _none, ...words }) {
      const content: WordsOfConsolidation = words
      await db
        .insertInto('consolidations')
        .values({
          id,
          position_id: positionId,
          ordinal: await nextOrdinal('consolidations', positionId),
          person_id: personId,
          at,
          outcome,
          content: JSON.stringify(content),
        })
        .execute()
    },
    async note(consolidationId, { country, personId, at }) {
      await db
        .insertInto('report_notes')
        .values({ consolidation_id: consolidationId, country, person_id: personId, at })
        .execute()
    },
  }
}

interface Row extends Pick<Report, 'id' | 'country' | 'at' | 'outcome'> {
  readonly position_id: string
  readonly release_id: string
  readonly person_id: string
  readonly content: string
}

interface ConsolidationRow extends Pick<Consolidation, 'id' | 'at' | 'outcome'> {
  readonly position_id: string
  readonly person_id: string
  readonly content: string
}

interface NoteRow extends Pick<ReportNote, 'country' | 'at'> {
  readonly consolidation_id: string
  readonly person_id: string
}

function readConsolidation(
  { id, position_id, person_id, at, outcome, content }: ConsolidationRow,
  notes: readonly NoteRow[],
): Consolidation {
  // Written by this table alone.
  const words = JSON.parse(content) as WordsOfConsolidation
  return {
    id,
    positionId: position_id,
    personId: person_id,
    at,
    outcome,
    ...words,
    notes: notes
      .filter((note) => note.consolidation_id === id)
      .map((note) => ({ country: note.country, personId: note.person_id, at: note.at })),
  }
}

function readReport({ id, position_id, release_id, country, person_id, at, outcome, content }: Row): Report {
  // Written by this table alone.
  const words = JSON.parse(content) as WordsOfReport
  return {
    id,
    positionId: position_id,
    releaseId: release_id,
    country,
    personId: person_id,
    at,
    outcome,
    ...words,
  }
}
