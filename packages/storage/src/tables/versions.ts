import type { DelegationContribution } from '@samsyn/domain'
import { atomically, type Connection } from '../connection.ts'
import type { VersionName, VersionsTable } from '../tables.ts'

export function versionsTable(connection: Connection): VersionsTable {
  const { db } = connection
  return {
    async insert({ name, contributions, ...version }) {
      const { positionId, number, frozenAt, frozenBy } = version
      await atomically(connection, async (inside) => {
        await inside.db
          .insertInto('versions')
          .values({
            position_id: positionId,
            number,
            content_hash: version.contentHash,
            canonical_text: version.canonicalText,
            note: version.note,
            contributions: contributions && JSON.stringify(contributions),
            frozen_at: frozenAt,
            frozen_by: frozenBy,
            place: inside.db
              .selectFrom('updates')
              .select('sequence')
              .where('draft_id', '=', positionId)
              .orderBy('sequence', 'desc')
              .limit(1),
          })
          .execute()
        if (name !== '') await addName(inside, { positionId, number, name, at: frozenAt, personId: frozenBy })
      })
    },
    rename: (named) => atomically(connection, (inside) => addName(inside, named)),
    async byNumber(positionId, number) {
      const row = await summaries(connection, positionId)
        .select('canonical_text as canonicalText')
        .where('number', '=', number)
        .executeTakeFirst()
      return row ? read(row) : null
    },
    async list(positionId) {
      const rows = await summaries(connection, positionId).orderBy('number', 'desc').execute()
      return rows.map(read)
    },
    async names(positionId) {
      const rows = await db
        .selectFrom('version_names')
        .select(['position_id as positionId', 'number', 'name', 'named_at as at', 'named_by as personId'])
        .where('position_id', '=', positionId)
        .orderBy('number')
        .orderBy('ordinal')
        .execute()
      return rows.map((row) => ({ ...row }))
    },
  }
}

async function addName(
  { db }: Connection,
  { positionId, number, name, at, personId }: VersionName,
): Promise<void> {
  const { count } = await db
    .selectFrom('version_names')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('position_id', '=', positionId)
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('version_names')
    .values({
      position_id: positionId,
      number,
      ordinal: Number(count),
      name,
      named_at: at,
      named_by: personId,
    })
    .execute()
}

function summaries({ db }: Connection, positionId: string) {
  return db
    .selectFrom('versions')
    .select(({ selectFrom }) => [
      'position_id as positionId',
      'number',
      'content_hash as contentHash',
      'note',
      'contributions',
      'frozen_at as frozenAt',
      'frozen_by as frozenBy',
      selectFrom('version_names')
        .select('name')
        .whereRef('version_names.position_id', '=', 'versions.position_id')
        .whereRef('version_names.number', '=', 'versions.number')
        .orderBy('ordinal', 'desc')
        .limit(1)
        .as('name'),
    ])
    .where('position_id', '=', positionId)
}

/** SQLite's rows have no prototype; what leaves here is an object like any other. */
function read<Row extends { readonly name: string | null; readonly contributions: string | null }>({
  name,
  contributions,
  ...row
}: Row) {
  return {
    ...row,
    name: name ?? '',
    // Written by `insert` and by nothing else.
    contributions: contributions === null ? null : (JSON.parse(contributions) as DelegationContribution[]),
  }
}
