import { join } from 'node:path'
import { type Dialect, hocuspocusDialect, plainDialect } from '../wire/dialect.ts'
import { startChild } from './child.ts'
import type { Server, ServerKind, ServerName } from './server.ts'

interface PeerOptions {
  readonly name: ServerName
  readonly program: string
  readonly dialect: Dialect
  readonly isPersistent?: boolean
  /** What the process is told, given the folder it may write to. */
  readonly env: (folder: string) => Readonly<Record<string, string>>
}

/** A peer: any document exists, anybody may open it. */
function peer({ name, program, dialect, isPersistent = false, env }: PeerOptions): ServerKind {
  const path = new URL(`../programs/${program}.ts`, import.meta.url).pathname
  return {
    name,
    isPersistent,
    async start({ folder }): Promise<Server> {
      let child = await startChild(path, env(folder))
      return {
        name,
        dialect,
        get pid() {
          return child.pid
        },
        door(number) {
          const document = `document-${number}`
          return { url: `${child.url}/${document}`, headers: {}, document }
        },
        async restart(signal) {
          await child.end(signal)
          child = await startChild(path, env(folder))
        },
        stop: () => child.end('SIGTERM'),
      }
    },
  }
}

const relay = (name: ServerName, settings: Readonly<Record<string, string>>): ServerKind =>
  peer({
    name,
    program: 'relay',
    dialect: plainDialect,
    env: (folder) => ({ ...settings, RELAY_FOLDER: folder }),
  })

/** The floor: passes on and stores nothing. */
export const rawRelay = relay('raw', {})
/** Passes on only what is on disk. */
export const syncedRelay = relay('rf', { RELAY_SYNC: '1' })
/** Passes on only what is on disk, in one write per receiver: the floor for durable before seen. */
export const coalescedRelay = relay('rbf', { RELAY_SYNC: '1', RELAY_COALESCE: '1' })

/** y-websocket's own server, in memory. */
export const yWebsocket = peer({ name: 'Y', program: 'y-websocket', dialect: plainDialect, env: () => ({}) })

/** y-websocket's own server with its LevelDB persistence. */
export const yWebsocketLevel = peer({
  name: 'YL',
  program: 'y-websocket',
  dialect: plainDialect,
  isPersistent: true,
  env: (folder) => ({ YPERSISTENCE: join(folder, 'level') }),
})

/** Hocuspocus, in memory. */
export const hocuspocus = peer({
  name: 'H',
  program: 'hocuspocus',
  dialect: hocuspocusDialect,
  env: () => ({}),
})

/** Hocuspocus with its SQLite extension and default settings. */
export const hocuspocusSqlite = peer({
  name: 'HS',
  program: 'hocuspocus',
  dialect: hocuspocusDialect,
  isPersistent: true,
  env: (folder) => ({ HOCUSPOCUS_DATABASE: join(folder, 'documents.sqlite') }),
})
