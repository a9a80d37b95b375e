import type { Connection } from '../connection.ts'
import type { WorkspaceTable } from '../tables.ts'

const theOnly = 1

export function workspaceTable({ db }: Connection): WorkspaceTable {
  return {
    async get() {
      const row = await db.selectFrom('workspace').selectAll().executeTakeFirst()
      return row ? { name: row.name, isSample: row.is_sample === 1, createdAt: row.created_at } : null
    },
    async create({ name, isSample, createdAt }) {
      await db
        .insertInto('workspace')
        .values({ id: theOnly, name, is_sample: Number(isSample), created_at: createdAt })
        .execute()
    },
  }
}
