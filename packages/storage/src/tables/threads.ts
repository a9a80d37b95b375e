import type { Comment, Thread, Turn, Wording } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import { atomically, type Connection } from '../connection.ts'
import type { Database } from '../schema.ts'
import { StorageError } from '../storage-error.ts'
import type { ThreadsTable } from '../tables.ts'
import { groupConsecutive } from './group.ts'

export function threadsTable(connection: Connection): ThreadsTable {
  const { db, dialect } = connection
  return {
    insert: (thread) =>
      atomically(connection, async ({ db: inside }) => {
        await inside
          .insertInto('threads')
          .values({
            id: thread.id,
            position_id: thread.positionId,
            audience: thread.audience,
            anchor: thread.anchor && JSON.stringify(thread.anchor),
            raised_at: thread.comments[0].wordings[0].at,
          })
          .execute()
        for (const [index, comment] of thread.comments.entries()) {
          await insertComment(inside, thread.id, index, comment)
        }
        for (const [index, turn] of thread.turns.entries()) await insertTurn(inside, thread.id, index, turn)
      }),
    async byId(id) {
      const row = await db
        .selectFrom('threads')
        .selectAll()
        .where('id', '=', id)
        .$if(db.isTransaction && dialect === 'postgres', (query) => query.forUpdate())
        .executeTakeFirst()
      if (!row) return null
      const [thread] = await withContents(db, [row])
      return thread ?? null
    },
    async byPositions(positionIds) {
      if (positionIds.length === 0) return []
      const rows = await db
        .selectFrom('threads')
        .selectAll()
        .where('position_id', 'in', positionIds)
        .orderBy('raised_at')
        .orderBy('id')
        .execute()
      return withContents(db, rows)
    },
    addComment: ({ id, comments }, comment) =>
      atomically(connection, ({ db: inside }) => insertComment(inside, id, comments.length, comment)),
    addWording: ({ id, wordings }, wording) => insertWording(db, id, wordings.length, wording),
    addTurn: ({ id, turns }, turn) => insertTurn(db, id, turns.length, turn),
  }
}

type Db = Connection['db']
type ThreadRow = Selectable<Database['threads']>

async function insertComment(db: Db, threadId: string, ordinal: number, comment: Comment): Promise<void> {
  await db
    .insertInto('comments')
    .values({
      id: comment.id,
      thread_id: threadId,
      ordinal,
      person_id: comment.personId,
      country: comment.country,
    })
    .execute()
  for (const [index, wording] of comment.wordings.entries())
    await insertWording(db, comment.id, index, wording)
}

async function insertWording(
  db: Db,
  commentId: string,
  ordinal: number,
  { text, mentions, at }: Wording,
): Promise<void> {
  await db
    .insertInto('wordings')
    .values({ comment_id: commentId, ordinal, text, mentions: JSON.stringify(mentions), at })
    .execute()
}

async function insertTurn(
  db: Db,
  threadId: string,
  ordinal: number,
  { kind, personId, country, at }: Turn,
): Promise<void> {
  await db
    .insertInto('turns')
    .values({ thread_id: threadId, ordinal, kind, person_id: personId, country, at })
    .execute()
}

async function withContents(db: Db, rows: readonly ThreadRow[]): Promise<readonly Thread[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const said = await db
    .selectFrom('comments')
    .innerJoin('wordings', 'wordings.comment_id', 'comments.id')
    .selectAll('comments')
    .select(['wordings.text', 'wordings.mentions', 'wordings.at'])
    .where('thread_id', 'in', ids)
    .orderBy('thread_id')
    .orderBy('comments.ordinal')
    .orderBy('wordings.ordinal')
    .execute()
  const taken = await db
    .selectFrom('turns')
    .selectAll()
    .where('thread_id', 'in', ids)
    .orderBy('thread_id')
    .orderBy('ordinal')
    .execute()
  const comments = new Map(
    groupConsecutive(said, (row) => row.thread_id).map((group) => [
      group[0].thread_id,
      groupConsecutive(group, (row) => row.id).map(readComment),
    ]),
  )
  const turns = new Map(
    groupConsecutive(taken, (row) => row.thread_id).map((group) => [group[0].thread_id, group.map(readTurn)]),
  )
  return rows.map((row) => {
    const [first, ...later] = comments.get(row.id) ?? []
    if (!first) throw new StorageError('row_corrupt', 'A thread has no comment')
    return {
      id: row.id,
      positionId: row.position_id,
      audience: row.audience,
      anchor: row.anchor === null ? null : JSON.parse(row.anchor),
      comments: [first, ...later],
      turns: turns.get(row.id) ?? [],
    }
  })
}

type SaidRow = Selectable<Database['comments']> &
  Pick<Selectable<Database['wordings']>, 'text' | 'mentions' | 'at'>

function readComment(rows: readonly [SaidRow, ...SaidRow[]]): Comment {
  const [{ id, person_id, country }] = rows
  const [first, ...later] = rows
  return {
    id,
    personId: person_id,
    country,
    wordings: [readWording(first), ...later.map(readWording)],
  }
}

function readWording({ text, mentions, at }: SaidRow): Wording {
  return { text, mentions: JSON.parse(mentions), at }
}

function readTurn({ kind, person_id, country, at }: Selectable<Database['turns']>): Turn {
  return { kind, personId: person_id, country, at }
}
