import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { schemaVersion } from '@samsyn/editor'
import { type RouteBody, type RouteName, type RouteResponse, routes, syncPath } from '@samsyn/protocol'
import { samsynDialect } from '../wire/dialect.ts'
import { startChild } from './child.ts'
import { eachWithin } from './each-within.ts'
import type { Server, ServerKind } from './server.ts'

const people = ['drafter-dk', 'drafter-fi', 'drafter-is', 'drafter-no', 'drafter-se'] as const
/** A draft of the sample that all five may write in. */
const sampleDraft = 'reporting-template'
/** A document of each new position takes two commands, each a transaction of its own. */
const commandsAtOnce = 16

/** What was made in a data folder before measuring. */
interface Prepared {
  readonly cookies: readonly string[]
  readonly positionIds: readonly string[]
}

/** Samsyn as an operator runs it, over a sample workspace; `home` is the checkout that is measured. */
export function samsyn(home: string): ServerKind {
  return kind('samsyn', home, [])
}

/** How long each sync of the slow disk takes beyond its own time, in microseconds. */
const slowness = 5_000

/**
 * The same, each of its syncs, SQLite's own too, held back on its return by `strace`. Its tracer stands beside the process
 * and stops it at nothing else.
 */
export function samsynOnSlowDisk(home: string): ServerKind {
  const syncs = 'fsync,fdatasync'
  return kind('slow', home, [
    ...['strace', '-D', '-f', '--seccomp-bpf', '-o', '/dev/null'],
    ...['-e', `trace=${syncs}`, '-e', `inject=${syncs}:delay_exit=${slowness}`],
  ])
}

/** Whether this machine lets a disk be slowed down: there is a `strace`, and it may watch what it starts. */
export function canSlowDisk(): boolean {
  return (
    spawnSync('strace', ['--seccomp-bpf', '-f', '-e', 'trace=fsync', 'true'], { stdio: 'ignore' }).status ===
    0
  )
}

function kind(name: 'samsyn' | 'slow', home: string, through: readonly string[]): ServerKind {
  const program = join(home, 'apps/server/src/main.ts')
  return {
    name,
    isPersistent: true,
    home,
    async start({ folder, documents }): Promise<Server> {
      const env = {
        DATA_DIR: folder,
        PORT: '0',
        LOG_LEVEL: process.env.BENCH_LOG_LEVEL ?? 'error',
        // The load is far beyond people's; what guards against floods must not be what is measured.
        SYNC_MESSAGES_PER_SECOND: '100000',
        SYNC_BYTES_PER_SECOND: '100000000',
        SYNC_SESSIONS_PER_DRAFT: '1000',
      }
      let child = await startChild(program, env, through)
      const { cookies, positionIds } = await prepared(child.url, folder, documents)
      return {
        name,
        dialect: samsynDialect,
        get pid() {
          return child.pid
        },
        door(number, person) {
          const document = positionIds[number] ?? ''
          const url = `${child.url.replace('http', 'ws')}${syncPath}/${document}?schema=${schemaVersion}`
          return { url, headers: { cookie: cookies[person % cookies.length] ?? '' }, document }
        },
        async restart(signal) {
          await child.end(signal)
          child = await startChild(program, env, through)
        },
        stop: () => child.end('SIGTERM'),
      }
    },
  }
}

async function prepared(url: string, folder: string, documents: number): Promise<Prepared> {
  const path = join(folder, 'bench.json')
  if (existsSync(path)) {
    const found = JSON.parse(await readFile(path, 'utf8')) as Prepared
    if (found.positionIds.length >= documents) return found
  }
  const cookies = await Promise.all(people.map((personId) => signIn(url, personId)))
  const positionIds = [sampleDraft]
  const template = documents > 1 ? await call(url, cookies[1], 'getPosition', sampleDraft) : null
  if (template) {
    await eachWithin(commandsAtOnce, documents - 1, async (index) => {
      const body: RouteBody<'createPosition'> = {
        title: `Bench ${index}`,
        agendaItemId: template.agendaItem?.id ?? '',
        dossierId: template.dossier.id,
        instrument: template.instrument,
        parties: [...template.parties],
        penholder: 'DK',
        draftingLanguage: 'en',
        marking: template.marking,
      }
      const { id, revision } = await call(url, cookies[0], 'createPosition', '', body)
      await call(url, cookies[0], 'startCoordination', id, { revision })
      positionIds[index + 1] = id
    })
  }
  const made: Prepared = { cookies, positionIds }
  await writeFile(path, JSON.stringify(made))
  return made
}

async function signIn(url: string, personId: string): Promise<string> {
  const response = await fetch(`${url}/api/sample/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId }),
  })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (cookie === undefined) throw new Error(`${personId} could not sign in: ${response.status}`)
  return cookie
}

async function call<Name extends RouteName>(
  url: string,
  cookie: string | undefined,
  name: Name,
  positionId: string,
  body?: unknown,
): Promise<RouteResponse<Name>> {
  const { method, path } = routes[name]
  const response = await fetch(`${url}/api${path.replace(':positionId', positionId)}`, {
    method,
    headers: { cookie: cookie ?? '', 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${name} was answered ${response.status} ${await response.text()}`)
  return (await response.json()) as RouteResponse<Name>
}
