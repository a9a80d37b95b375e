import process from 'node:process'
import { StorageError } from '@samsyn/storage'
import { pino } from 'pino'
import { relyingPartyOf } from './auth/relying-party.ts'
import { systemClock } from './clock.ts'
import { ConfigError, parseConfig } from './config.ts'
import { openDatabase } from './open-database.ts'
import { invitationLink, offerSetUp } from './set-up.ts'

/** Prints a new link for the first administrator, to an operator who lost the one that the start printed. */
try {
  const config = parseConfig(process.env)
  const storage = await openDatabase(config, pino({ level: config.logLevel }))
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
