import type { Compilable, CompiledQuery } from 'kysely'
import { assertOutsideTransaction, type Connection, type DialectName } from './connection.ts'

/** Stands for an argument while a query is built. */
class Place {
  readonly index: number

  constructor(index: number) {
    this.index = index
  }
}

type Columns = Readonly<Record<string, unknown>>

/**
 * A query that is built once for each dialect instead of each time it is asked, which takes longer than its answer
 * (ADR 9). For reading alone: what it writes would not be counted. `build` is given stand-ins for the arguments, to be used as values only; the result takes the connection and
 * the arguments, and gives the rows.
 */
export function prepared<Arguments extends readonly (string | number)[], Row extends Columns>(
  build: (connection: Connection, ...places: Arguments) => Compilable<Row>,
): (connection: Connection, ...given: Arguments) => Promise<Row[]> {
  const built = new Map<DialectName, CompiledQuery<Row>>()
  // The first parameter is the connection.
  const places = Array.from({ length: build.length - 1 }, (_, index) => new Place(index))
  return async (connection, ...given) => {
    const { db, dialect } = connection
    // Once it is built, the plugin that guards the queries is no longer asked.
    if (!db.isTransaction) assertOutsideTransaction()
    const known = built.get(dialect)
    const query = known ?? build(connection, ...(places as unknown as Arguments)).compile()
    if (!known) built.set(dialect, query)
    const parameters = query.parameters.map((value) => (value instanceof Place ? given[value.index] : value))
    return (await db.executeQuery<Row>({ ...query, parameters })).rows
  }
}
