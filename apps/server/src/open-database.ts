import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openStorage, type Storage } from '@samsyn/storage'
import type { Logger } from 'pino'
import type { Config } from './config.ts'

/** Opens the database that the environment names. */
export function openDatabase(config: Config, logger: Logger): Promise<Storage> {
  if (config.databaseUrl !== null) {
    return openStorage({
      kind: 'postgres',
      url: config.databaseUrl,
      onConnectionLost: (error) => logger.error({ err: error }, 'a connection to the database was lost'),
    })
  }
  mkdirSync(config.dataDir, { recursive: true })
  return openStorage({ kind: 'sqlite', path: join(config.dataDir, 'samsyn.sqlite') })
}
