// Runs on any Node >= 20 with nothing installed: brings pnpm and Node 26, then runs one of the project's tasks with them.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { countsOf, filesToRepeat } from './second-run.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const pnpm = 'pnpm@12.21.0'
const env = { ...process.env, PATH: join(root, 'node_modules/.bin') + delimiter + process.env.PATH }

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const tasks = {
  start: async () => {
    buildWeb()
    return attached('node', ['apps/server/src/main.ts'])
  },
  'set-up-link': async () => attached('node', ['apps/server/src/set-up-link.ts']),
  'end-sessions': async () => attached('node', ['apps/server/src/end-sessions.ts']),
  'search-index': async () => attached('node', ['apps/server/src/search-index.ts']),
  verify: async () => attached('node', ['apps/server/src/verify.ts']),
  build: async () => {
    buildWeb()
    return 0
  },
  check: async () =>
    runAll([
      ['tsc', '-b'],
      ['biome', 'check', '--error-on-warnings', '.'],
    ]),
  fix: async () => runAll([['biome', 'check', '--write', '.']]),
  test: async (args) => {
    runOrExit('tsc', ['-b'])
    runOrExit('biome', ['check', '--error-on-warnings', '.'])
    buildWeb()
    const chromium = ensureChromium()
    ensureTools()
    /** @param {string[]} which */
    const run = async (which) => {
      const written = join(root, 'node_modules/.cache/vitest.json')
      // One of before says nothing of this run.
      rmSync(written, { force: true })
      const code = await attached('vitest', ['run', ...which], { CHROMIUM_PATH: chromium })
      return {
        code,
        report: existsSync(written) ? JSON.parse(readFileSync(written, 'utf8')) : { testResults: [] },
      }
    }
    const runs = [await run(args)]
    const again = runs[0]?.code === 0 ? [] : filesToRepeat(runs[0]?.report)
    if (again.length > 0) {
      process.stdout.write(`Failed, and is run once more by itself:\n${again.join('\n')}\n`)
      runs.push(await run(['--project', 'browser', '--maxWorkers', '1', ...again]))
    }
    const { passed, failed } = countsOf(runs.map(({ report }) => report))
    process.stdout.write(`${passed} passed, ${failed} failed\n`)
    return runs.at(-1)?.code ?? 1
  },
  'test:faults': async (args) =>
    attached(
      'vitest',
      [
        'run',
        '--project',
        'node',
        'apps/server/test/faults',
        'packages/sync/test',
        '--disable-console-intercept',
        ...args,
      ],
      { FAULTS: 'long' },
    ),
  screenshots: async () => {
    buildWeb()
    return attached('node', ['apps/web/test/screenshots.ts'], { CHROMIUM_PATH: ensureChromium() })
  },
  bench: async (args) => attached('node', ['apps/bench/src/main.ts', ...args]),
}

const [name = '', ...args] = process.argv.slice(2)
const task = tasks[name]
if (!task) {
  process.stderr.write(`Unknown task "${name}": one of ${Object.keys(tasks).join(', ')}.\n`)
  process.exit(2)
}
install()
process.exitCode = await task(args)

/** Installs the dependencies when a manifest, the lock file or a patch has changed since the last install. */
function install() {
  const manifests = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']
  for (const folder of ['apps', 'packages']) {
    for (const entry of readdirSync(join(root, folder)).sort()) {
      const manifest = join(folder, entry, 'package.json')
      if (existsSync(join(root, manifest))) manifests.push(manifest)
    }
  }
  const stamp = join(root, 'node_modules/.cache/samsyn-install')
  if (!isStale(stamp, manifests)) return
  runOrExit('npx', ['-y', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'])
  markFresh(stamp, manifests)
}

/** Builds the web bundle, and the page that checks evidence, where a source has changed since the last build. */
function buildWeb() {
  const light = ['packages/domain', 'packages/editor']
  // Also where somebody's environment says otherwise, a test's for one: React would come in its slow, warning form.
  buildWith(['--config', 'packages/export/vite.config.ts'], {
    from: ['packages/export', ...light],
    to: 'packages/export/dist',
    stamp: 'samsyn-evidence-page',
  })
  buildWith(['apps/web'], {
    from: ['apps/web', 'packages/protocol', 'packages/import', ...light],
    to: 'apps/web/dist',
    stamp: 'samsyn-web',
  })
}

/** @param {string[]} args @param {{from: string[], to: string, stamp: string}} what */
function buildWith(args, { from, to, stamp: name }) {
  const sources = ['pnpm-lock.yaml']
  for (const folder of from) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      if (entry.isFile() && !/node_modules|[\\/]dist[\\/]|[\\/]test[\\/]/.test(path))
        sources.push(path.slice(root.length))
    }
  }
  const stamp = join(root, 'node_modules/.cache', name)
  if (existsSync(join(root, to)) && !isStale(stamp, sources)) return
  runOrExit('vite', ['build', '--logLevel', 'warn', ...args], { NODE_ENV: 'production' })
  markFresh(stamp, sources)
}

/** Finds a Chromium, or installs Debian's where this user may; otherwise says in one line what to install. */
function ensureChromium() {
  const usual = [
    // The same Chromium without windows, which nobody sees in a test and which took a third of its time.
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/snap/bin/chromium',
  ]
  const find = () => [process.env.CHROMIUM_PATH ?? '', ...usual].find((path) => path && existsSync(path))
  const found = find()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stdout.write('No Chromium found: installing the one of Debian.\n')
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
    runOrExit('apt-get', ['update', '-qq'], quiet)
    runOrExit(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell', 'fonts-liberation'],
      quiet,
    )
    const installed = find()
    if (installed) return installed
  }
  process.stderr.write(
    'The browser tests need Chromium: install it (Debian: apt-get install chromium-headless-shell) or set CHROMIUM_PATH.\n',
  )
  process.exit(1)
}

/** Finds the programs that tests look into PDFs with, or installs them where this user may; without them those tests are left out. */
function ensureTools() {
  const isThere = ['qpdf', 'pdftotext', 'strace'].every(
    (name) => spawnSync(name, ['--version']).error === undefined,
  )
  if (isThere || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  process.stdout.write('No qpdf, poppler-utils or strace found: installing those of Debian.\n')
  /** @param {string[]} options */
  const aptGet = (options) =>
    spawnSync('apt-get', options, { stdio: 'inherit', env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } })
  aptGet(['update', '-qq'])
  aptGet(['install', '-y', '-qq', '--no-install-recommends', 'qpdf', 'poppler-utils', 'strace'])
}

/** @param {string} stamp @param {string[]} files */
function isStale(stamp, files) {
  return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest(files)
}

/** @param {string} stamp @param {string[]} files */
function markFresh(stamp, files) {
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, digest(files))
}

/** @param {string[]} files */
function digest(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** @param {string} command @param {string[]} args @param {Record<string, string>} more */
function runOrExit(command, args, more = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...env, ...more },
  })
  if (error) process.stderr.write(`${command}: ${error.message}\n`)
  if (status !== 0) process.exit(status ?? 1)
}

/** @param {string[][]} commands */
async function runAll(commands) {
  for (const [command = '', ...rest] of commands) runOrExit(command, rest)
  return 0
}

/**
 * Runs a long-lived command and passes signals on, so that Ctrl-C and SIGTERM end it cleanly.
 * @param {string} command @param {string[]} args @param {Record<string, string>} more @returns {Promise<number>}
 */
function attached(command, args, more = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...env, ...more } })
    // A terminal's Ctrl-C reaches the child by itself; a second copy would cut its clean shutdown short.
    process.on('SIGINT', () => undefined)
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.on('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`)
      resolve(1)
    })
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
  })
}
