import { type ColumnDataType, type RawBuilder, sql } from 'kysely'
import type { DialectName } from '../connection.ts'

interface ColumnTypes {
  /** Compared byte by byte on both databases, so that both sort alike. */
  readonly text: ColumnDataType | RawBuilder<unknown>
  readonly integer: ColumnDataType
  readonly bytes: ColumnDataType
  /** A key that the database counts up by itself and never gives twice. */
  readonly counted: ColumnDataType | RawBuilder<unknown>
  /** What follows a table's last parenthesis. */
  readonly tableEnd: RawBuilder<unknown>
}

/** The column types that mean the same in each database. */
export const columnTypes: Readonly<Record<DialectName, ColumnTypes>> = {
  sqlite: {
    text: 'text',
    integer: 'integer',
    bytes: 'blob',
    counted: sql`integer primary key autoincrement`,
    tableEnd: sql`strict`,
  },
  postgres: {
    text: sql`text collate "C"`,
    integer: 'bigint',
    bytes: 'bytea',
    counted: sql`bigserial primary key`,
    tableEnd: sql``,
  },
}
