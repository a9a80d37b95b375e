import process from 'node:process'
import { StorageError } from '@samsyn/storage'
import { pino } from 'pino'
import { ConfigError, parseConfig } from './config.ts'
import { startServer } from './start-server.ts'

const shutdownPatience = 10_000

/** Runs the server as the environment says, until a signal ends it; what is wrong with the environment goes to stderr. */
export async function run(): Promise<void> {
  try {
    const config = parseConfig(process.env)
    const logger = pino({ level: config.logLevel })
    const server = await startServer(config, { logger })
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
      error instanceof ConfigError ||
      (error instanceof StorageError && (error.code === 'in_use' || error.code === 'not_writable'))
    if (!isExplained) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
