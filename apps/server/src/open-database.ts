import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openStorage, type Storage } from '@samsyn/storage'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { keysFor } from './own-pages-keys/key-file.ts'
import type { SealWatch } from './own-pages-keys/seal-watch.ts'

/** Opens the database that the environment names, with the keys of own pages. */
export function openDatabase(config: Config, logger: Logger, watch: SealWatch): Promise<Storage> {
  const keys = {
    pagesKeys: keysFor(config.ownPagesKeys, { logger, watch }),
    onSealFault: watch.fault,
  }
  if (config.databaseUrl !== null) {
    return openStorage({
      kind: 'postgres',
      url: config.databaseUrl,
      onConnectionLost: (error) => logger.error({ err: error }, 'a connection to the database was lost'),
      ...keys,
    })
  }
  mkdirSync(config.dataDir, { recursive: true })
  return openStorage({ kind: 'sqlite', path: join(config.dataDir, 'samsyn.sqlite'), ...keys })
}
