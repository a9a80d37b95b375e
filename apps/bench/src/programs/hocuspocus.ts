import process from 'node:process'
import { DatabaseSync } from 'node:sqlite'
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'

/**
 * Hocuspocus as it comes. With HOCUSPOCUS_DATABASE its SQLite extension keeps documents in that file; the extension's
 * better-sqlite3, which wants a compiler, is replaced by Node's own SQLite. The statements are the extension's.
 */
class NodeSQLite extends SQLite {
  override async onConfigure(): Promise<void> {
    const database = new DatabaseSync(this.configuration.database)
    database.exec(this.configuration.schema)
    // The extension prepares, gets and runs by name, which both databases do alike.
    this.db = database as unknown as NonNullable<SQLite['db']>
  }
}

const path = process.env.HOCUSPOCUS_DATABASE
const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  extensions: path === undefined ? [] : [new NodeSQLite({ database: path })],
})
await server.listen()
console.log(`ws://127.0.0.1:${server.address.port}`)
