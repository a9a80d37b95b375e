import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openStorage, type Storage } from '@samsyn/storage'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { keysFor } from './own-pages-keys/key-file.ts'
import type { SealWatch } from './own-pages-keys/seal-watch.ts'

export interface OpenDatabaseOptions {
  readonly logger: Logger
  readonly watch: SealWatch
  /** Given by whoever works on the database; told when another server may have taken it over. */
  readonly alone?: { readonly onLockLost: () => void }
  /** As the storage's, where nobody waits for an answer. */
  readonly answerWithin?: number
}

/** Opens the database that the environment names, with the keys of own pages. */
export function openDatabase(
  config: Config,
  { logger, watch, alone, answerWithin }: OpenDatabaseOptions,
): Promise<Storage> {
  const keys = {
    pagesKeys: keysFor(config.ownPagesKeys, { logger, watch }),
    onSealFault: watch.fault,
  }
  if (config.databaseUrl !== null) {
    return openStorage({
      kind: 'postgres',
      url: config.databaseUrl,
      onConnectionLost: (error) => logger.error({ err: error }, 'a connection to the database was lost'),
      ...(alone ? { alone } : {}),
      ...(answerWithin === undefined ? {} : { answerWithin }),
      ...keys,
    })
  }
  mkdirSync(config.dataDir, { recursive: true })
  return openStorage({ kind: 'sqlite', path: databaseFile(config.dataDir), ...keys })
}

/** Where the embedded database is. */
export function databaseFile(dataDir: string): string {
  return join(dataDir, 'samsyn.sqlite')
}
