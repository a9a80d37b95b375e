import process from 'node:process'
import { openForReading, type Storage, StorageError } from '@samsyn/storage'
import { type Logger, pino } from 'pino'
import { relyingPartyOf } from './auth/relying-party.ts'
import { systemClock } from './clock.ts'
import { ConfigError, parseConfig } from './config.ts'
import { databaseFile, openDatabase } from './open-database.ts'
import { watchSeals } from './own-pages-keys/seal-watch.ts'
import { addMissing } from './search/index-texts.ts'
import { invitationLink, offerSetUp } from './set-up.ts'
import { startServer } from './start-server.ts'
import { linesOf } from './verify/report.ts'
import { verifyDatabase } from './verify/verify-database.ts'

const shutdownPatience = 10_000

/** What an operator understands by its sentence alone. */
const explained: ReadonlySet<StorageError['code']> = new Set(['in_use', 'not_writable', 'key_missing'])

/** Runs the server as the environment says, until a signal ends it; what is wrong with the environment goes to stderr. */
export async function run(): Promise<void> {
  try {
    const config = parseConfig(process.env)
    const logger = pino({ level: config.logLevel })
    // Nothing is waited for: what is not on disk yet comes back from its page, and goes to the other server.
    const server = await startServer(config, { logger, onLockLost: () => process.exit(1) })
    let isStopping = false
    const stop = (signal: string) => {
      if (isStopping) return
      isStopping = true
      logger.info({ signal }, 'shutting down')
      setTimeout(() => {
        logger.error('shutdown took too long')
        process.exit(1)
      }, shutdownPatience).unref()
      server.stop().catch((error: unknown) => {
        logger.error({ err: error }, 'shutdown failed')
        process.exitCode = 1
      })
    }
    process.on('SIGINT', () => stop('SIGINT'))
    process.on('SIGTERM', () => stop('SIGTERM'))
    // Said last: whoever waits for it may send a signal at once.
    process.stdout.write(`\nSamsyn is ready: ${server.url}\n\n`)
    if (server.setUpLink !== null) {
      process.stdout.write(
        `There is no administrator yet. Whoever opens this link within a day becomes the first one:\n${server.setUpLink}\n\n`,
      )
    }
  } catch (error) {
    const isExplained =
      error instanceof ConfigError || (error instanceof StorageError && explained.has(error.code))
    if (!isExplained) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

/** Prints a new link for the first administrator, to an operator who lost the one that the start printed. */
export async function printSetUpLink(): Promise<void> {
  try {
    const config = parseConfig(process.env)
    const logger = pino({ level: config.logLevel })
    const storage = await openDatabase(config, { logger, watch: watchSeals(logger) })
    const token = (await storage.tables.workspace.get()) ? await offerSetUp(storage, systemClock) : null
    await storage.close()
    const { origin } = relyingPartyOf(config.publicUrl, config.port)
    process.stdout.write(
      token === null
        ? 'This workspace has an administrator, or has never been started: there is nothing to set up.\n'
        : `${invitationLink(origin, token)}\n`,
    )
    process.exitCode = token === null ? 1 : 0
  } catch (error) {
    if (error instanceof StorageError && error.code === 'in_use') {
      process.stderr.write(
        'The server is running. Start it again: it prints a new link while it has no administrator.\n',
      )
    } else if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`)
    else throw error
    process.exitCode = 1
  }
}

/** Makes the index of texts anew and prints how many are in it; the drafts follow when the server runs. */
export function rebuildSearchIndex(): Promise<void> {
  return withTheDatabaseAlone('Stop it first: it keeps the index itself.', async (storage, logger) => {
    await storage.tables.search.clear()
    const count = await addMissing(storage, { logger })
    return `${count} versions and final texts are in the index. Drafts follow when the server runs.`
  })
}

/** Ends every session and prints how many there were. */
export function endAllSessions(): Promise<void> {
  return withTheDatabaseAlone('Stop it first.', async (storage) => {
    const ended = await storage.tables.sessions.removeExpired(endOfTime, { endedOfBefore: endOfTime })
    return `${ended.length} sessions were ended. Everybody signs in again.`
  })
}

/** No session lasts as long. */
const endOfTime = '9999-12-31T23:59:59.999Z'

/** One statement of it may go through a whole table: an hour, in milliseconds. */
const operatorsWork = 60 * 60 * 1000

/** Does an operator's work on the database while no server runs, and prints what came of it. */
async function withTheDatabaseAlone(
  whileRunning: string,
  work: (storage: Storage, logger: Logger) => Promise<string>,
): Promise<void> {
  try {
    const config = parseConfig(process.env)
    const logger = pino({ level: config.logLevel })
    const storage = await openDatabase(config, {
      logger,
      watch: watchSeals(logger),
      alone: { onLockLost: () => process.exit(1) },
      answerWithin: operatorsWork,
    })
    const said = await work(storage, logger).finally(() => storage.close())
    process.stdout.write(`${said}\n`)
  } catch (error) {
    if (error instanceof StorageError && error.code === 'in_use')
      process.stderr.write(`The server is running. ${whileRunning}\n`)
    else if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`)
    else throw error
    process.exitCode = 1
  }
}

/** Checks the database that the environment names, reading it alone, and prints what was found: ends with 1 where anything is wrong. */
export async function printVerification(): Promise<void> {
  try {
    const { databaseUrl, dataDir } = parseConfig(process.env)
    const storage = await openForReading(
      databaseUrl === null
        ? { kind: 'sqlite', path: databaseFile(dataDir) }
        : { kind: 'postgres', url: databaseUrl },
    )
    const report = await verifyDatabase(storage).finally(() => storage.close())
    process.stdout.write(`${linesOf(report).join('\n')}\n`)
    process.exitCode = report.faults.length === 0 ? 0 : 1
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const what = error instanceof ConfigError ? '' : 'The database could not be read: '
    process.stderr.write(`${what}${error.message}\n`)
    process.exitCode = 2
  }
}
