import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { defaultLimits, type SyncLimits } from '@samsyn/sync'
import { z } from 'zod'
import type { MailConfig } from './mail/post.ts'

/** Everything the environment decides, parsed and checked once; the rest of the server gets it passed in. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  /** Null: the address the browser used, as long as that is a loopback one. */
  readonly publicUrl: URL | null
  /** Whether an empty database becomes a sample workspace. */
  readonly isSampleWanted: boolean
  readonly logLevel: LogLevel
  /** PostgreSQL's address; null for the embedded SQLite database under `dataDir`. */
  readonly databaseUrl: string | null
  /** File with the keys that own pages are sealed with. */
  readonly ownPagesKeys: string
  /** How mails leave; null where none are sent. */
  readonly mail: MailConfig | null
  /** Bounds on what sessions may cost each other. */
  readonly limits: SyncLimits
  /** How long a request may take to say what it wants, in milliseconds. */
  readonly handshake: number
  /** How often a line is asked whether it lives, in milliseconds. */
  readonly pingEvery: number
  /** Folder of the built web bundle. */
  readonly webDist: string
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

export type LogLevel = (typeof logLevels)[number]

/** A wrong environment: each problem names its variable. */
export class ConfigError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The configuration is wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}

const switchValue = z
  .enum(['1', '0', 'true', 'false', 'on', 'off'], 'must be one of on, off, true, false, 1, 0')
  .transform((value) => value === '1' || value === 'true' || value === 'on')

const whole = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d{1,12}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message)
}

const kibibyte = 1024
const gibibyte = 1024 ** 3

const environment = z.object({
  HOST: z.string().min(1, 'must not be empty').default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a whole number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a whole number from 0 to 65535')
    .default(3000),
  DATA_DIR: z.string().min(1, 'must not be empty').default('./data'),
  PUBLIC_URL: z
    .string()
    .refine((value) => URL.canParse(value), 'must be an absolute address such as https://samsyn.example.org')
    .transform((value) => new URL(value))
    .refine(
      (url) => url.protocol === 'https:' || url.protocol === 'http:',
      'must begin with https:// or http://',
    )
    .refine((url) => url.pathname === '/' && url.search === '', 'must have no path: Samsyn lives at the root')
    .optional(),
  SAMPLE_WORKSPACE: switchValue.optional(),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional(),
  OWN_PAGES_KEYS: z.string().min(1, 'must not be empty').optional(),
  SMTP_URL: z
    .string()
    .refine(
      isMailServer,
      'must be like smtp://mail.example.org:587 or smtps://name:password@mail.example.org, with nothing behind the port',
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .refine(isSender, 'must be an address like samsyn@example.org, or Samsyn <samsyn@example.org>')
    .optional(),
  SYNC_MESSAGE_BYTES: whole(kibibyte, 64 * 1024 * kibibyte).default(defaultLimits.messageBytes),
  SYNC_MESSAGES_PER_SECOND: whole(1, 1_000_000).default(defaultLimits.messagesPerSecond),
  SYNC_BYTES_PER_SECOND: whole(kibibyte, gibibyte).default(defaultLimits.bytesPerSecond),
  SYNC_BUFFERED_BYTES: whole(kibibyte, gibibyte).default(defaultLimits.bufferedBytes),
  SYNC_WAITING_BYTES: whole(kibibyte, 64 * gibibyte).default(defaultLimits.waitingBytes),
  SYNC_DRAFT_BYTES: whole(kibibyte, gibibyte).default(defaultLimits.draftBytes),
  SYNC_SESSIONS_PER_DRAFT: whole(1, 100_000).default(defaultLimits.sessionsPerDraft),
  SYNC_OPEN_DRAFTS: whole(1, 1_000_000).default(defaultLimits.openDrafts),
  SYNC_OPEN_BYTES: whole(kibibyte, 64 * gibibyte).default(defaultLimits.openBytes),
  SYNC_SILENCE_SECONDS: whole(1, 3600).default(defaultLimits.silence / 1000),
  SYNC_PING_SECONDS: whole(1, 3600).default(30),
  HANDSHAKE_SECONDS: whole(1, 300).default(10),
  WEB_DIST: z.string().min(1, 'must not be empty').optional(),
})

/** Parses the environment. Throws `ConfigError`, which names every variable that is wrong. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(env)
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`))
  }
  const {
    HOST,
    PORT,
    DATA_DIR,
    PUBLIC_URL,
    SAMPLE_WORKSPACE,
    LOG_LEVEL,
    DATABASE_URL,
    OWN_PAGES_KEYS,
    SMTP_URL,
    MAIL_FROM,
    ...more
  } = parsed.data
  const { WEB_DIST, ...sync } = more
  // A database elsewhere outlives this folder; own pages would be lost with the keys in it.
  if (DATABASE_URL !== undefined && OWN_PAGES_KEYS === undefined) {
    throw new ConfigError(['OWN_PAGES_KEYS must be set when DATABASE_URL is'])
  }
  if (PUBLIC_URL === undefined && !isLoopback(HOST)) {
    throw new ConfigError(['PUBLIC_URL must be set when HOST is not a loopback address'])
  }
  if ((SMTP_URL === undefined) !== (MAIL_FROM === undefined)) {
    const [missing, given] = SMTP_URL === undefined ? ['SMTP_URL', 'MAIL_FROM'] : ['MAIL_FROM', 'SMTP_URL']
    throw new ConfigError([`${missing} must be set when ${given} is`])
  }
  return {
    host: HOST,
    port: PORT,
    dataDir: resolve(DATA_DIR),
    publicUrl: PUBLIC_URL ?? null,
    isSampleWanted: SAMPLE_WORKSPACE ?? isLoopback(HOST),
    logLevel: LOG_LEVEL,
    databaseUrl: DATABASE_URL ?? null,
    ownPagesKeys: resolve(OWN_PAGES_KEYS ?? join(DATA_DIR, 'own-pages.keys.json')),
    mail: SMTP_URL === undefined || MAIL_FROM === undefined ? null : mailConfig(new URL(SMTP_URL), MAIL_FROM),
    limits: {
      ...defaultLimits,
      messageBytes: sync.SYNC_MESSAGE_BYTES,
      messagesPerSecond: sync.SYNC_MESSAGES_PER_SECOND,
      bytesPerSecond: sync.SYNC_BYTES_PER_SECOND,
      bufferedBytes: sync.SYNC_BUFFERED_BYTES,
      waitingBytes: sync.SYNC_WAITING_BYTES,
      draftBytes: sync.SYNC_DRAFT_BYTES,
      sessionsPerDraft: sync.SYNC_SESSIONS_PER_DRAFT,
      openDrafts: sync.SYNC_OPEN_DRAFTS,
      openBytes: sync.SYNC_OPEN_BYTES,
      silence: sync.SYNC_SILENCE_SECONDS * 1000,
    },
    handshake: sync.HANDSHAKE_SECONDS * 1000,
    pingEvery: sync.SYNC_PING_SECONDS * 1000,
    webDist: resolve(WEB_DIST ?? new URL('../../web/dist', import.meta.url).pathname),
  }
}

/** Whether a host name or address reaches this machine only. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'))
}

function isMailServer(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, pathname, search, hash } = new URL(value)
  return (
    (protocol === 'smtp:' || protocol === 'smtps:') &&
    hostname !== '' &&
    /^\/?$/.test(pathname) &&
    search + hash === ''
  )
}

/** One address that a mail can be from, alone or behind a name in plain words. */
function isSender(value: string): boolean {
  const address = /^[^<>@,;:"\\\r\n]* <([^<>]+)>$/.exec(value)?.[1] ?? value
  return z.email().safeParse(address).success
}

/** TLS is asked of every mail server but one on this machine. */
function mailConfig({ protocol, hostname, port, username, password }: URL, from: string): MailConfig {
  const isImplicitTls = protocol === 'smtps:'
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isImplicitTls ? 465 : 587) : Number(port),
    isImplicitTls,
    isTlsNeeded: !isImplicitTls && !isLoopback(hostname),
    user: username === '' ? null : decodeURIComponent(username),
    password: password === '' ? null : decodeURIComponent(password),
    from,
  }
}
