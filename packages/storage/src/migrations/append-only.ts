import { type Kysely, sql } from 'kysely'
import type { DialectName } from '../connection.ts'

/** Where a guard is put. */
interface Guarded {
  readonly table: string
  /** Each of these groups of columns is unique; SQLite's REPLACE would delete a row of the same key unseen. */
  readonly keys: readonly (readonly string[])[]
}

/** Makes the database itself refuse to change or delete a row of the table. */
export async function refuseChanges(
  db: Kysely<unknown>,
  dialect: DialectName,
  { table, keys }: Guarded,
): Promise<void> {
  if (dialect === 'postgres') {
    await run(
      db,
      `create trigger ${table}_append_only before update or delete or truncate on ${table}
      for each statement execute function refuse_change()`,
    )
    return
  }
  await refuseDeletion(db, { table, keys })
  await run(
    db,
    `create trigger ${table}_no_update before update on ${table}
    begin select raise(abort, 'append_only: ${table}'); end`,
  )
}

/**
 * Makes the database refuse every change but one: filling the named columns, all of them together, once. Which columns
 * the table has is read when the guard is made, so it has to be made again by a migration that adds one.
 */
export async function refuseChangesBut(
  db: Kysely<unknown>,
  dialect: DialectName,
  { table, keys, fillable }: Guarded & { readonly fillable: readonly string[] },
): Promise<void> {
  if (dialect === 'postgres') {
    await run(
      db,
      `create trigger ${table}_no_delete before delete or truncate on ${table}
      for each statement execute function refuse_change()`,
    )
    await run(
      db,
      `create trigger ${table}_fill_once before update on ${table}
      for each row execute function refuse_change_but(${fillable.map((column) => `'${column}'`).join(', ')})`,
    )
    return
  }
  await refuseDeletion(db, { table, keys })
  const { rows } = await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(db)
  const conditions = rows.map(({ name }) =>
    fillable.includes(name)
      ? `old.${name} is not null or new.${name} is null`
      : `old.${name} is not new.${name}`,
  )
  await run(
    db,
    `create trigger ${table}_fill_once before update on ${table} when ${conditions.join(' or ')}
    begin select raise(abort, 'append_only: ${table}'); end`,
  )
}

/** Lets a counter go up and never down or away. */
export async function refuseGoingBack(
  db: Kysely<unknown>,
  dialect: DialectName,
  { table, counter }: { readonly table: string; readonly counter: string },
): Promise<void> {
  const isBack = `(new.${counter} <= old.${counter})`
  if (dialect === 'postgres') {
    await run(
      db,
      `create trigger ${table}_no_delete before delete or truncate on ${table}
      for each statement execute function refuse_change()`,
    )
    await run(
      db,
      `create trigger ${table}_forward before update on ${table}
      for each row when ${isBack} execute function refuse_change()`,
    )
    return
  }
  await refuseDeletion(db, { table, keys: [['id']] })
  await run(
    db,
    `create trigger ${table}_forward before update on ${table} when ${isBack}
    begin select raise(abort, 'append_only: ${table}'); end`,
  )
}

/** The functions that the guards call; PostgreSQL alone needs them. */
export async function createGuards(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  if (dialect === 'sqlite') return
  for (const statement of guardFunctions([])) await run(db, statement)
}

/** What makes the functions that the guards of PostgreSQL call: they refuse, but for the tables that they are lifted from. */
export function guardFunctions(liftedFrom: readonly string[]): readonly string[] {
  const pass =
    liftedFrom.length === 0
      ? ''
      : `if tg_table_name in (${liftedFrom.map((table) => `'${table}'`).join(', ')}) then return new; end if;`
  return [
    `create or replace function refuse_change() returns trigger language plpgsql as $$
    begin
      ${pass}
      raise exception 'append_only: %', tg_table_name using errcode = 'restrict_violation';
    end $$`,
    `create or replace function refuse_change_but() returns trigger language plpgsql as $$
    declare
      before jsonb := to_jsonb(old);
      after jsonb := to_jsonb(new);
      fillable text;
      is_filled boolean := before - tg_argv = after - tg_argv;
    begin
      ${pass}
      foreach fillable in array tg_argv loop
        is_filled := is_filled and before ->> fillable is null and after ->> fillable is not null;
      end loop;
      if not is_filled then
        raise exception 'append_only: %', tg_table_name using errcode = 'restrict_violation';
      end if;
      return new;
    end $$`,
  ]
}

async function refuseDeletion(db: Kysely<unknown>, { table, keys }: Guarded): Promise<void> {
  await run(
    db,
    `create trigger ${table}_no_delete before delete on ${table}
    begin select raise(abort, 'append_only: ${table}'); end`,
  )
  const isSameKey = keys.map((key) => key.map((column) => `${column} = new.${column}`).join(' and '))
  await run(
    db,
    `create trigger ${table}_no_replace before insert on ${table}
    when exists (select 1 from ${table} where ${isSameKey.map((key) => `(${key})`).join(' or ')})
    begin select raise(abort, 'append_only: ${table}'); end`,
  )
}

async function run(db: Kysely<unknown>, statement: string): Promise<void> {
  await sql.raw(statement).execute(db)
}
