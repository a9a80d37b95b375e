import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { canonicalJson, type DocJson } from '@samsyn/editor'
import { routes } from '@samsyn/protocol'
import { startChild } from './servers/child.ts'
import { residentKilobytes } from './servers/process-figures.ts'
import { seededRandom } from './texts/random.ts'
import { quantile } from './workloads/statistics.ts'

/**
 * Search over many final texts on SQLite: how long the index takes to be made, how much room it takes, how long somebody waits for
 * an answer. The texts are two pages of words as often as words are; positions are copies of one of the sample.
 *
 *   node apps/bench/src/search.ts [number of final texts, 5000 unless said]
 */
const count = Number(process.argv[2] ?? 5_000)
const wordsInText = 900
const asked = 40
const home = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
const folder = await mkdtemp(join(tmpdir(), 'samsyn-search-'))
const env = { DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error' }
const program = join(home, 'apps/server/src/main.ts')
const file = join(folder, 'samsyn.sqlite')

const questions = [
  ['a word of one text', 'zq17'],
  ['a word of every fifth text', 'w60s'],
  ['a word of every text', 'w0'],
  ['four words', 'w3 w9 w60 w120'],
  ['a phrase', '“w0 w1”'],
  ['a beginning', 'w1*'],
  ['a reference', 'ST 10017/26'],
  ['the archive, no words', ''],
] as const
const people = ['DK', 'FI', 'NO', 'SE'].flatMap((country) => [
  `lead-${country.toLowerCase()}`,
  `drafter-${country.toLowerCase()}`,
])

try {
  await (await startChild(program, env)).end('SIGTERM')
  fill()
  const before = await sizeOnDisk()
  const began = performance.now()
  const rebuilt = spawn(process.execPath, [join(home, 'apps/server/src/search-index.ts')], {
    env: { ...process.env, ...env },
    stdio: 'inherit',
  })
  await once(rebuilt, 'exit')
  const seconds = (performance.now() - began) / 1000
  const size = (await sizeOnDisk()) - before
  print('final texts', `${count}, and as many versions, ${wordsInText} words each`)
  print(
    'index made anew',
    `${seconds.toFixed(1)} s (${((seconds * 1000) / (2 * count)).toFixed(2)} ms a text)`,
  )
  print('database without index', megabytes(before))
  print(
    'index, with words and passages',
    `${megabytes(size)} (${(size / (2 * count) / 1024).toFixed(1)} kB a text)`,
  )
  const server = await startChild(program, env)
  try {
    for (const [index, [name, words]] of questions.entries()) {
      const cookie = await signIn(server.url, people[index % people.length] ?? '')
      const times: number[] = []
      let total = 0
      for (let turn = 0; turn < asked; turn += 1) {
        const at = performance.now()
        const answer = await fetch(
          `${server.url}/api${routes.searchTexts.path}?${new URLSearchParams(words ? { words } : {})}`,
          {
            headers: { cookie },
          },
        )
        const { total: found } = (await answer.json()) as { total: number }
        total = found
        times.push(performance.now() - at)
      }
      print(
        name,
        `${quantile(times, 0.5).toFixed(0)} ms, 95 % within ${quantile(times, 0.95).toFixed(0)} ms; ${total} found`,
      )
    }
    print('memory of the server', megabytes(residentKilobytes(server.pid) * 1024))
  } finally {
    await server.end('SIGTERM')
  }
  print('machine', `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version.slice(1)}`)
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** Copies of a released position of the sample, each with a text of its own. */
function fill(): void {
  using database = new DatabaseSync(file)
  database.exec('pragma foreign_keys = off; begin')
  const rowOf = (table: string, column: string) =>
    database.prepare(`select * from ${table} where ${column} = 'comment-periods' limit 1`).get() ?? {}
  const [position, version, round, release] = [
    rowOf('positions', 'id'),
    rowOf('versions', 'position_id'),
    rowOf('rounds', 'position_id'),
    rowOf('releases', 'position_id'),
  ]
  const insert = (table: string, row: Readonly<Record<string, unknown>>) => {
    const columns = Object.keys(row)
    database
      .prepare(`insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`)
      // Read from the same table a moment before.
      .run(...(Object.values(row) as (string | number | null)[]))
  }
  for (let index = 0; index < count; index += 1) {
    const ids = { id: `bench-${index}`, round: `round-bench-${index}`, release: `release-bench-${index}` }
    const canonicalText = canonicalJson(textOf(index))
    const content_hash = createHash('sha256').update(canonicalText).digest('hex')
    const title = `Bench text ${index} on w${index % 50}`
    insert('positions', {
      ...position,
      id: ids.id,
      title,
      latest_version: 1,
      round_id: position.round_id === null ? null : ids.round,
      release_id: ids.release,
      release_in_force: ids.release,
    })
    insert('versions', {
      ...version,
      position_id: ids.id,
      number: 1,
      content_hash,
      canonical_text: canonicalText,
    })
    insert('rounds', { ...round, id: ids.round, position_id: ids.id, version_number: 1, content_hash })
    insert('releases', {
      ...release,
      id: ids.release,
      position_id: ids.id,
      reference: `SAM B${index} v1`,
      title,
      version_number: 1,
      content_hash,
      round_id: ids.round,
    })
  }
  database.exec('commit; pragma wal_checkpoint(truncate)')
}

/** Two pages in six sections: words with the frequencies of a language, one that no other text has, and a reference. */
function textOf(index: number): DocJson {
  const random = seededRandom(index + 1)
  const word = () => {
    const rank = Math.floor(6_000 ** random()) - 1
    return `w${rank}${random() < 0.3 ? 's' : ''}`
  }
  const paragraph = (text: string) => ({
    type: 'paragraph' as const,
    attrs: {},
    content: [{ type: 'text' as const, text }],
  })
  const sections = Array.from({ length: 6 }, (_none, section) => ({
    type: 'section',
    attrs: { id: `s${section}`, kind: section === 0 ? 'speaking_points' : 'background' },
    content: [
      { type: 'sectionTitle', content: [{ type: 'text', text: `Section ${section}` }] },
      ...Array.from({ length: 3 }, () =>
        paragraph(`${Array.from({ length: wordsInText / 18 }, word).join(' ')}.`),
      ),
      ...(section === 1 ? [paragraph(`See ST ${10_000 + index}/26 on zq${index}.`)] : []),
    ],
  }))
  // As the editor writes it, as far as reading it goes.
  return { type: 'doc', content: sections } as unknown as DocJson
}

async function sizeOnDisk(): Promise<number> {
  using database = new DatabaseSync(file)
  database.exec('pragma wal_checkpoint(truncate)')
  return (await stat(file)).size
}

async function signIn(url: string, personId: string): Promise<string> {
  const answer = await fetch(`${url}/api/sample/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId }),
  })
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

function print(name: string, value: string): void {
  console.log(`${name.padEnd(32)}${value}`)
}
