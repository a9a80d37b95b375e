import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { canonicalJson, type DocJson } from '@samsyn/editor'
import { filePath, pdfHeader } from '@samsyn/protocol'
import { startChild } from './servers/child.ts'
import { childrenOf, peakKilobytes } from './servers/process-figures.ts'
import { seededRandom } from './texts/random.ts'

/**
 * The final texts of a meeting as one PDF, through the server: how long whoever asks waits for the first one and for the next ones,
 * and what memory the server and the process that lays pages out take at most. Needs qpdf. `docs/performance.md` has the figures.
 *
 *   node apps/bench/src/folder-pdf.ts [number of texts of six pages, 10 unless said]
 */
const count = Number(process.argv[2] ?? 10)
if (!Number.isInteger(count) || count < 1 || count > 200)
  throw new Error('texts: a whole number from 1 to 200')
/** A position of the sample with a final text: its meeting is filled. */
const model = { positionId: 'comment-periods', meetingId: 'lewp-next' }
const home = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
const folder = await mkdtemp(join(tmpdir(), 'samsyn-folder-'))
const env = { DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error' }
const program = join(home, 'apps/server/src/main.ts')

try {
  await (await startChild(program, env)).end('SIGTERM')
  fill()
  const server = await startChild(program, env)
  try {
    const cookie = await signedIn(server.url)
    const before = peakKilobytes(server.pid)
    // Another language is another file; the last one is kept.
    for (const [name, language] of [
      ['first, with the start of the process', 'en'],
      ['second', 'sv'],
      ['third', 'fi'],
      ['asked for once more', 'fi'],
    ] as const) {
      const at = performance.now()
      const path = filePath('getMeetingFolder', { meetingId: model.meetingId }, { language })
      const answer = await fetch(server.url + path, { headers: { cookie } })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      const content = new Uint8Array(await answer.arrayBuffer())
      const seconds = (performance.now() - at) / 1000
      const file = join(folder, `${language}.pdf`)
      await writeFile(file, content)
      // Fails, and with it the program, where something is wrong with the file.
      execFileSync('qpdf', ['--check', file], { stdio: ['ignore', 'ignore', 'inherit'] })
      const pages = execFileSync('qpdf', ['--show-npages', file], { encoding: 'utf8' }).trim()
      const kind = answer.headers.get(pdfHeader) ?? ''
      print(name, `${seconds.toFixed(2)} s, ${pages} pages, ${(content.length / 1000).toFixed(0)} kB ${kind}`)
    }
    print(
      'memory of the server at most',
      `${megabytes(peakKilobytes(server.pid))}, ${megabytes(before)} before`,
    )
    for (const pid of childrenOf(server.pid))
      print('of the process that lays out', megabytes(peakKilobytes(pid)))
    print('machine', `load ${loadavg()[0]?.toFixed(1)}, Node ${process.version.slice(1)}`)
  } finally {
    await server.end('SIGTERM')
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** Copies of the model on its agenda item, each with a longer text of its own. */
function fill(): void {
  using database = new DatabaseSync(join(folder, 'samsyn.sqlite'))
  database.exec('pragma foreign_keys = off; begin')
  const rowOf = (table: string, column: string) =>
    database.prepare(`select * from ${table} where ${column} = ? limit 1`).get(model.positionId) ?? {}
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
    const canonical_text = canonicalJson(textOf(index))
    const content_hash = createHash('sha256').update(canonical_text).digest('hex')
    const title = `Bench text ${index}`
    insert('positions', {
      ...position,
      id: ids.id,
      title,
      latest_version: 1,
      round_id: position.round_id === null ? null : ids.round,
      release_id: ids.release,
      release_in_force: ids.release,
    })
    insert('versions', { ...version, position_id: ids.id, number: 1, content_hash, canonical_text })
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

/** Six pages in five sections: paragraphs, a list, and a table of amendments in each. */
function textOf(index: number): DocJson {
  const random = seededRandom(index + 1)
  const words = (length: number) =>
    Array.from({ length }, () => `ord${Math.floor(6_000 ** random())}`).join(' ')
  const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })
  const row = (type: 'tableHeader' | 'tableCell', texts: readonly string[]) => ({
    type: 'tableRow',
    content: texts.map((text) => ({ type, content: [paragraph(text)] })),
  })
  const sections = Array.from({ length: 5 }, (_none, section) => ({
    type: 'section',
    attrs: { id: `s${section}`, kind: section === 0 ? 'speaking_points' : 'background' },
    content: [
      { type: 'sectionTitle', content: [{ type: 'text', text: `Section ${section + 1}` }] },
      ...Array.from({ length: 3 }, () => paragraph(`${words(60)}.`)),
      {
        type: 'bulletList',
        content: Array.from({ length: 4 }, () => ({
          type: 'listItem',
          content: [paragraph(`${words(14)}.`)],
        })),
      },
      {
        type: 'table',
        content: [
          row('tableHeader', ['Commission text', 'Nordic proposal', 'Justification']),
          ...Array.from({ length: 3 }, () => row('tableCell', [words(16), words(16), words(12)])),
        ],
      },
    ],
  }))
  // As the editor writes it, as far as reading it goes.
  return { type: 'doc', content: sections } as unknown as DocJson
}

async function signedIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/sample/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId: 'delegate-se' }),
  })
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

function megabytes(kilobytes: number): string {
  return `${(kilobytes / 1024).toFixed(0)} MB`
}

function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(40)}${value}\n`)
}
