import { join } from 'node:path'
import process from 'node:process'
import { openForReading } from '@samsyn/storage'
import { ConfigError, parseConfig } from './config.ts'
import { linesOf } from './verify/report.ts'
import { verifyDatabase } from './verify/verify-database.ts'

// Checks the database that the environment names, reading it alone; says what is wrong, and ends with 1 where anything is.
try {
  const { databaseUrl, dataDir } = parseConfig(process.env)
  const storage = await openForReading(
    databaseUrl === null
      ? { kind: 'sqlite', path: join(dataDir, 'samsyn.sqlite') }
      : { kind: 'postgres', url: databaseUrl },
  )
  const report = await verifyDatabase(storage).finally(() => storage.close())
  process.stdout.write(`${linesOf(report).join('\n')}\n`)
  process.exitCode = report.faults.length === 0 ? 0 : 1
} catch (error) {
  if (!(error instanceof Error)) throw error
  process.stderr.write(
    `${error instanceof ConfigError ? '' : 'The database could not be read: '}${error.message}\n`,
  )
  process.exitCode = 2
}
