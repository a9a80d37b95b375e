import { type CreateTableBuilder, type Kysely, sql } from 'kysely'
import type { DialectName } from '../connection.ts'
import { refuseChanges, refuseChangesBut } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/**
 * Positions with their versions, rounds, decisions and releases. A frozen text is named by number and hash together
 * wherever it is named, and a foreign key holds both, so no row can speak of a text that is not there.
 */
export async function createPositions(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  await createPositionTable(db, dialect)
  await createVersions(db, dialect)
  await createRounds(db, dialect)
  await createReleases(db, dialect)
  if (dialect === 'postgres') await addPositionLinks(db)
}

async function createPositionTable(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  const { text, integer, tableEnd } = columnTypes[dialect]
  const table = db.schema
    .createTable('positions')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('revision', integer, (column) => column.notNull())
    .addColumn('title', text, (column) => column.notNull())
    .addColumn('dossier_id', text, (column) => column.notNull().references('dossiers.id'))
    .addColumn('forum_id', text, (column) => column.notNull().references('forums.id'))
    .addColumn('agenda_item_id', text, (column) => column.references('agenda_items.id'))
    .addColumn('instrument', text, (column) => column.notNull())
    .addColumn('parties', text, (column) => column.notNull())
    .addColumn('penholder', text, (column) => column.notNull())
    .addColumn('drafting_language', text, (column) => column.notNull())
    .addColumn('marking', text, (column) => column.notNull())
    .addColumn('latest_version', integer, (column) => column.notNull())
    .addColumn('release_in_force', text)
    .addColumn('status', text, (column) => column.notNull())
    .addColumn('frozen_version', integer)
    .addColumn('frozen_hash', text)
    .addColumn('round_id', text)
    .addColumn('release_id', text)
    .addColumn('withdrawal_reason', text)
    .addColumn('was_shared', integer)
    .addColumn('superseded_by', text)
    .addColumn('created_at', text, (column) => column.notNull())
    .addColumn('created_by', text, (column) => column.notNull().references('people.id'))
    .addCheckConstraint(
      'positions_frozen',
      sql`(status = 'frozen') = (frozen_version is not null) and (status = 'frozen') = (frozen_hash is not null)`,
    )
    .addCheckConstraint(
      'positions_round',
      sql`(status in ('in_sign_off', 'agreed', 'agreed_with_reservations', 'not_agreed')) = (round_id is not null)`,
    )
    .addCheckConstraint(
      'positions_release',
      sql`(status in ('released', 'used', 'reported', 'closed')) = (release_id is not null)`,
    )
    .addCheckConstraint(
      'positions_withdrawn',
      sql`(status = 'withdrawn') = (withdrawal_reason is not null) and (status = 'withdrawn') = (was_shared is not null)`,
    )
    .addCheckConstraint('positions_superseded', sql`(status = 'superseded') = (superseded_by is not null)`)
  await (dialect === 'sqlite' ? withPositionLinks(table) : table).modifyEnd(tableEnd).execute()
}

/** What a position points at and that points back; checked when the transaction ends, so the order is free. */
const positionLinks = [
  {
    name: 'positions_to_version',
    columns: ['id', 'frozen_version', 'frozen_hash'],
    table: 'versions',
    key: ['position_id', 'number', 'content_hash'],
  },
  { name: 'positions_to_round', columns: ['id', 'round_id'], table: 'rounds', key: ['position_id', 'id'] },
  {
    name: 'positions_to_release',
    columns: ['id', 'release_id'],
    table: 'releases',
    key: ['position_id', 'id'],
  },
  {
    name: 'positions_to_release_in_force',
    columns: ['id', 'release_in_force'],
    table: 'releases',
    key: ['position_id', 'id'],
  },
  { name: 'positions_to_successor', columns: ['superseded_by'], table: 'positions', key: ['id'] },
]

/** SQLite takes a foreign key to a table that comes later, but none after the table is there. */
function withPositionLinks<Table extends string>(table: CreateTableBuilder<Table, string>) {
  return positionLinks.reduce(
    (built, link) =>
      built.addForeignKeyConstraint(link.name, link.columns, link.table, link.key, (constraint) =>
        constraint.deferrable().initiallyDeferred(),
      ),
    table,
  )
}

async function addPositionLinks(db: Kysely<unknown>): Promise<void> {
  for (const link of positionLinks) {
    await db.schema
      .alterTable('positions')
      .addForeignKeyConstraint(link.name, link.columns, link.table, link.key)
      .deferrable()
      .initiallyDeferred()
      .execute()
  }
}

async function createVersions(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  const { text, integer, tableEnd } = columnTypes[dialect]
  await db.schema
    .createTable('versions')
    .addColumn('position_id', text, (column) => column.notNull().references('positions.id'))
    .addColumn('number', integer, (column) => column.notNull())
    .addColumn('content_hash', text, (column) => column.notNull())
    .addColumn('canonical_text', text, (column) => column.notNull())
    .addColumn('note', text, (column) => column.notNull())
    .addColumn('frozen_at', text, (column) => column.notNull())
    .addColumn('frozen_by', text, (column) => column.notNull().references('people.id'))
    .addPrimaryKeyConstraint('versions_key', ['position_id', 'number'])
    .addUniqueConstraint('versions_named', ['position_id', 'number', 'content_hash'])
    .modifyEnd(tableEnd)
    .execute()
  await refuseChanges(db, dialect, { table: 'versions', keys: [['position_id', 'number']] })
}

async function createRounds(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  const { text, integer, tableEnd } = columnTypes[dialect]
  await db.schema
    .createTable('rounds')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('position_id', text, (column) => column.notNull().references('positions.id'))
    .addColumn('opened_revision', integer, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('version_number', integer, (column) => column.notNull())
    .addColumn('content_hash', text, (column) => column.notNull())
    .addColumn('parties', text, (column) => column.notNull())
    .addColumn('notice', text, (column) => column.notNull())
    .addColumn('open_points_reason', text)
    .addColumn('opened_at', text, (column) => column.notNull())
    .addColumn('opened_by', text, (column) => column.notNull().references('people.id'))
    .addColumn('deadline', text, (column) => column.notNull())
    .addColumn('outcome', text)
    .addColumn('closed_at', text)
    .addUniqueConstraint('rounds_of_position', ['position_id', 'id'])
    .addUniqueConstraint('rounds_in_order', ['position_id', 'opened_revision'])
    .addUniqueConstraint('rounds_named', ['id', 'version_number', 'content_hash'])
    .addForeignKeyConstraint(
      'rounds_to_version',
      ['position_id', 'version_number', 'content_hash'],
      'versions',
      ['position_id', 'number', 'content_hash'],
      (constraint) => constraint.deferrable().initiallyDeferred(),
    )
    .addCheckConstraint('rounds_closed', sql`(outcome is null) = (closed_at is null)`)
    .modifyEnd(tableEnd)
    .execute()
  await db.schema
    .createIndex('rounds_open')
    .unique()
    .on('rounds')
    .column('position_id')
    .where(sql.ref('outcome'), 'is', null)
    .execute()
  await refuseChangesBut(db, dialect, {
    table: 'rounds',
    keys: [['id'], ['position_id', 'opened_revision']],
    fillable: ['outcome', 'closed_at'],
  })
  await db.schema
    .createTable('decisions')
    .addColumn('id', text, (column) => column.notNull().unique())
    .addColumn('round_id', text, (column) => column.notNull())
    .addColumn('ordinal', integer, (column) => column.notNull())
    .addColumn('country', text, (column) => column.notNull())
    .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
    .addColumn('version_number', integer, (column) => column.notNull())
    .addColumn('content_hash', text, (column) => column.notNull())
    .addColumn('value', text, (column) => column.notNull())
    .addColumn('at', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('decisions_key', ['round_id', 'ordinal'])
    .addForeignKeyConstraint(
      'decisions_on_text_of_round',
      ['round_id', 'version_number', 'content_hash'],
      'rounds',
      ['id', 'version_number', 'content_hash'],
    )
    .modifyEnd(tableEnd)
    .execute()
  await refuseChanges(db, dialect, { table: 'decisions', keys: [['id'], ['round_id', 'ordinal']] })
}

async function createReleases(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  const { text, integer, tableEnd } = columnTypes[dialect]
  await db.schema
    .createTable('releases')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('position_id', text, (column) => column.notNull().references('positions.id'))
    .addColumn('reference', text, (column) => column.notNull())
    .addColumn('title', text, (column) => column.notNull())
    .addColumn('version_number', integer, (column) => column.notNull())
    .addColumn('content_hash', text, (column) => column.notNull())
    .addColumn('round_id', text, (column) => column.notNull())
    .addColumn('supporters', text, (column) => column.notNull())
    .addColumn('party_formula', text, (column) => column.notNull())
    .addColumn('reservations', text, (column) => column.notNull())
    .addColumn('drafting_language', text, (column) => column.notNull())
    .addColumn('marking', text, (column) => column.notNull())
    .addColumn('released_at', text, (column) => column.notNull())
    .addColumn('released_by', text, (column) => column.notNull().references('people.id'))
    .addColumn('superseded_by', text)
    .addUniqueConstraint('releases_of_position', ['position_id', 'id'])
    .addUniqueConstraint('releases_of_version', ['position_id', 'version_number'])
    .addForeignKeyConstraint(
      'releases_to_version',
      ['position_id', 'version_number', 'content_hash'],
      'versions',
      ['position_id', 'number', 'content_hash'],
      (constraint) => constraint.deferrable().initiallyDeferred(),
    )
    .addForeignKeyConstraint(
      'releases_to_round',
      ['round_id', 'version_number', 'content_hash'],
      'rounds',
      ['id', 'version_number', 'content_hash'],
      (constraint) => constraint.deferrable().initiallyDeferred(),
    )
    .addForeignKeyConstraint('releases_to_successor', ['superseded_by'], 'releases', ['id'], (constraint) =>
      constraint.deferrable().initiallyDeferred(),
    )
    .modifyEnd(tableEnd)
    .execute()
  await refuseChangesBut(db, dialect, {
    table: 'releases',
    keys: [['id'], ['position_id', 'version_number']],
    fillable: ['superseded_by'],
  })
}
