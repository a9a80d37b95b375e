import {
  assertNever,
  type Grant,
  type HeldDeputyship,
  isSameGrant,
  type Person,
  type Scope,
} from '@samsyn/domain'
import { atomically, type Connection } from '../connection.ts'
import { prepared } from '../prepared.ts'
import { StorageError } from '../storage-error.ts'
import type { PeopleTable } from '../tables.ts'
import { readDeputyship } from './deputyships.ts'
import { groupConsecutive } from './group.ts'

export function peopleTable(connection: Connection): PeopleTable {
  const read = async (id: string) => {
    const [person] = groupConsecutive(await byId(connection, id), (row) => row.id)
    return person ? readPerson(person, await heldBy(connection, id)) : null
  }
  return {
    insert: (person) => atomically(connection, (inside) => insertPerson(inside, person)),
    all: () => readAll(connection),
    async allAlone() {
      // Rows of people are named by what others write meanwhile, which this lets them.
      if (connection.db.isTransaction && connection.dialect === 'postgres')
        await connection.db.selectFrom('people').select('id').orderBy('id').forNoKeyUpdate().execute()
      return readAll(connection)
    },
    async byIdHeld(id) {
      // Whoever changes what anybody may, or in whose stead, has everybody alone: one row keeps them all out.
      if (connection.db.isTransaction && connection.dialect === 'postgres')
        await connection.db.selectFrom('people').select('id').where('id', '=', id).forShare().execute()
      return read(id)
    },
    byId: read,
    async setLanguage(id, language) {
      const { numUpdatedRows } = await connection.db
        .updateTable('people')
        .set({ language })
        .where('id', '=', id)
        .executeTakeFirst()
      assertFound(numUpdatedRows, id)
    },
    setRoles: (id, { ministryId, grants }, at) =>
      atomically(connection, async (inside) => {
        const { numUpdatedRows } = await inside.db
          .updateTable('people')
          .set({ ministry_id: ministryId })
          .where('id', '=', id)
          .executeTakeFirst()
        assertFound(numUpdatedRows, id)
        const rows = await readGrants(inside, id)
        const held = rows.filter(({ ended_at }) => ended_at === null)
        const kept = held.filter((row) =>
          grants.some((grant) => isSameGrant(grant, readGrant(row, row.role))),
        )
        const ended = held.filter((row) => !kept.includes(row))
        if (ended.length > 0)
          await inside.db
            .updateTable('grants')
            .set({ ended_at: at })
            .where('person_id', '=', id)
            .where(
              'ordinal',
              'in',
              ended.map(({ ordinal }) => ordinal),
            )
            .execute()
        const begun = grants.filter(
          (grant) => !kept.some((row) => isSameGrant(grant, readGrant(row, row.role))),
        )
        await insertGrants(inside, { id, grants: begun }, rows.length)
      }),
    async endedGrants(id) {
      const rows = await readGrants(connection, id)
      return rows.flatMap((row) =>
        row.ended_at === null ? [] : [{ ...readGrant(row, row.role), endedAt: row.ended_at }],
      )
    },
    async setDisabled(id, isDisabled) {
      const { numUpdatedRows } = await connection.db
        .updateTable('people')
        .set({ is_disabled: Number(isDisabled) })
        .where('id', '=', id)
        .executeTakeFirst()
      assertFound(numUpdatedRows, id)
    },
  }
}

async function insertPerson({ db }: Connection, person: Person): Promise<void> {
  await db
    .insertInto('people')
    .values({
      id: person.id,
      name: person.name,
      country: person.country,
      ministry_id: person.ministryId,
      language: person.language,
      is_disabled: Number(person.isDisabled),
    })
    .execute()
  await insertGrants({ db }, person)
}

async function insertGrants(
  { db }: Pick<Connection, 'db'>,
  person: Pick<Person, 'id' | 'grants'>,
  from = 0,
): Promise<void> {
  if (person.grants.length === 0) return
  await db
    .insertInto('grants')
    .values(
      person.grants.map((grant, index) => ({
        person_id: person.id,
        ordinal: from + index,
        role: grant.role,
        country: grant.country,
        ...scopeColumns(grant.scope),
        reads_drafts: Number(grant.readsDrafts),
        valid_from: grant.validFrom,
        valid_to: grant.validTo,
      })),
    )
    .execute()
}

/** One statement for a person and the grants, so that what is read belongs together. */
function selectPeople({ db }: Connection) {
  return db
    .selectFrom('people')
    .leftJoin('grants', (join) =>
      join.onRef('grants.person_id', '=', 'people.id').on('grants.ended_at', 'is', null),
    )
    .select([
      'people.id',
      'people.name',
      'people.country',
      'people.ministry_id',
      'people.language',
      'people.is_disabled',
      'grants.role as grant_role',
      'grants.country as grant_country',
      'grants.scope',
      'grants.forum_id',
      'grants.dossier_id',
      'grants.reads_drafts',
      'grants.valid_from',
      'grants.valid_to',
    ])
    .orderBy('people.name')
    .orderBy('people.id')
    .orderBy('grants.ordinal')
}

const byId = prepared((connection, id: string) => selectPeople(connection).where('people.id', '=', id))
const all = prepared((connection) => selectPeople(connection))

async function readAll(connection: Connection): Promise<readonly Person[]> {
  const rows = groupConsecutive(await all(connection), ({ id }) => id)
  const held = await allHeld(connection)
  const byDeputy = Map.groupBy(held, ({ deputy_id }) => deputy_id)
  return rows.map((person) => readPerson(person, byDeputy.get(person[0].id) ?? []))
}

/** The deputyships of deputies, each with what its lead may as one; a disabled lead may nothing. */
function selectHeld({ db }: Connection) {
  return db
    .selectFrom('deputyships')
    .innerJoin('people as leads', 'leads.id', 'deputyships.lead_id')
    .leftJoin('grants', (join) =>
      join
        .onRef('grants.person_id', '=', 'leads.id')
        .on('grants.role', '=', 'lead')
        .on('grants.ended_at', 'is', null)
        .on('leads.is_disabled', '=', 0),
    )
    .select([
      'deputyships.id',
      'deputyships.lead_id',
      'deputyships.deputy_id',
      'deputyships.named_at',
      'deputyships.valid_from as held_from',
      'deputyships.valid_to as held_to',
      'deputyships.ended_at',
      'grants.role as grant_role',
      'grants.country as grant_country',
      'grants.scope',
      'grants.forum_id',
      'grants.dossier_id',
      'grants.reads_drafts',
      'grants.valid_from',
      'grants.valid_to',
    ])
    .orderBy('deputyships.named_at')
    .orderBy('deputyships.id')
    .orderBy('grants.ordinal')
}

const heldBy = prepared((connection, id: string) =>
  selectHeld(connection).where('deputyships.deputy_id', '=', id),
)
const allHeld = prepared((connection) => selectHeld(connection))

type HeldRow = Awaited<ReturnType<ReturnType<typeof selectHeld>['execute']>>[number]

function readHeld(rows: readonly [HeldRow, ...HeldRow[]]): HeldDeputyship {
  const [row] = rows
  return {
    ...readDeputyship({ ...row, valid_from: row.held_from, valid_to: row.held_to }),
    grants: rows.flatMap((joined) =>
      joined.grant_role === null ? [] : [readGrant(joined, joined.grant_role)],
    ),
  }
}

type PersonRow = Awaited<ReturnType<ReturnType<typeof selectPeople>['execute']>>[number]

function readPerson(rows: readonly [PersonRow, ...PersonRow[]], held: readonly HeldRow[]): Person {
  const [row] = rows
  return {
    id: row.id,
    name: row.name,
    country: row.country,
    ministryId: row.ministry_id,
    language: row.language,
    isDisabled: row.is_disabled === 1,
    grants: rows.flatMap((joined) =>
      joined.grant_role === null ? [] : [readGrant(joined, joined.grant_role)],
    ),
    deputyships: groupConsecutive(held, (each) => each.id).map(readHeld),
  }
}

/** Every grant that a person has or had. */
function readGrants({ db }: Pick<Connection, 'db'>, personId: string) {
  return db
    .selectFrom('grants')
    .select([
      'person_id as id',
      'ordinal',
      'role',
      'country as grant_country',
      'scope',
      'forum_id',
      'dossier_id',
      'reads_drafts',
      'valid_from',
      'valid_to',
      'ended_at',
    ])
    .where('person_id', '=', personId)
    .orderBy('ordinal')
    .execute()
}

/** A grant as it comes with the row that it was joined to, which is its person's or a deputyship. */
type GrantColumns = Pick<
  PersonRow,
  'id' | 'grant_country' | 'scope' | 'forum_id' | 'dossier_id' | 'reads_drafts' | 'valid_from' | 'valid_to'
>

function readGrant(row: GrantColumns, role: Grant['role']): Grant {
  if (row.valid_from === null) throw new StorageError('row_corrupt', `A grant of ${row.id} has no beginning`)
  return {
    role,
    country: row.grant_country,
    scope: readScope(row),
    readsDrafts: row.reads_drafts === 1,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }
}

function scopeColumns(scope: Scope) {
  switch (scope.kind) {
    case 'everything':
      return { scope: scope.kind, forum_id: null, dossier_id: null }
    case 'forum':
      return { scope: scope.kind, forum_id: scope.forumId, dossier_id: null }
    case 'dossier':
      return { scope: scope.kind, forum_id: null, dossier_id: scope.dossierId }
    default:
      return assertNever(scope)
  }
}

function readScope({ id, scope, forum_id, dossier_id }: GrantColumns): Scope {
  if (scope === 'everything') return { kind: scope }
  if (scope === 'forum' && forum_id !== null) return { kind: scope, forumId: forum_id }
  if (scope === 'dossier' && dossier_id !== null) return { kind: scope, dossierId: dossier_id }
  throw new StorageError('row_corrupt', `A grant of ${id} has no scope`)
}

function assertFound(changed: bigint, id: string): void {
  if (changed === 0n) throw new StorageError('row_not_changeable', `There is no person ${id}`)
}
