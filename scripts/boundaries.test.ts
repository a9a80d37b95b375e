import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = new URL('..', import.meta.url).pathname

/** docs/architecture.md, "Rooms": which rooms a room may import. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'packages/domain': [],
  'packages/protocol': ['domain'],
  'packages/editor': [],
  'packages/sync': ['domain', 'protocol'],
  'packages/storage': ['domain', 'sync'],
  'packages/import': ['editor'],
  'packages/export': ['domain', 'editor', 'import'],
  'apps/server': ['domain', 'editor', 'export', 'protocol', 'storage', 'sync'],
  'apps/web': ['domain', 'editor', 'import', 'protocol'],
}

interface Manifest {
  readonly exports?: Record<string, string>
  readonly dependencies?: Record<string, string>
  readonly license?: string
}

const manifestOf = (room: string) =>
  JSON.parse(readFileSync(join(root, room, 'package.json'), 'utf8')) as Manifest

function sourcesOf(room: string): { path: string; text: string }[] {
  return readdirSync(join(root, room, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.slice(root.length), text: readFileSync(path, 'utf8') }))
}

describe('rooms', () => {
  it.each(Object.entries(arrows))(
    '[B1] %s depends only on the rooms its arrows point to',
    (room, allowed) => {
      const ours = Object.keys(manifestOf(room).dependencies ?? {}).filter((name) =>
        name.startsWith('@samsyn/'),
      )
      expect(ours.map((name) => name.slice('@samsyn/'.length)).sort()).toEqual([...allowed].sort())
    },
  )

  it.each(Object.keys(arrows).filter((room) => room.startsWith('packages/')))(
    '[B2] %s has one door',
    (room) => expect(manifestOf(room).exports).toEqual({ '.': './src/index.ts' }),
  )

  it.each(Object.keys(arrows))('[B3] %s imports other rooms through their doors', (room) => {
    const windows = sourcesOf(room).flatMap(({ path, text }) =>
      [...text.matchAll(/from '(@samsyn\/[^']+\/[^']+|(?:\.\.\/)+(?:packages|apps)\/[^']+)'/g)].map(
        ([, target]) => `${path} → ${target}`,
      ),
    )
    expect(windows).toEqual([])
  })

  it('[B4] storage takes only types from sync', () => {
    const values = sourcesOf('packages/storage').filter(({ text }) =>
      /import (?!type )[^;\n]*from '@samsyn\/sync'/.test(text),
    )
    expect(values.map(({ path }) => path)).toEqual([])
  })

  it('[B5] only the server reads the environment', () => {
    const readers = Object.keys(arrows).flatMap((room) =>
      sourcesOf(room).filter(({ path, text }) => /process\.env/.test(text) && !/\.test\.tsx?$/.test(path)),
    )
    expect(readers.map(({ path }) => path)).toEqual(['apps/server/src/run.ts'])
  })

  it('[B6] every runtime dependency has its line in docs/dependencies.md', () => {
    const documented = readFileSync(join(root, 'docs/dependencies.md'), 'utf8')
    const names = Object.keys(arrows).flatMap((room) => Object.keys(manifestOf(room).dependencies ?? {}))
    const missing = [...new Set(names)].filter(
      (name) => !name.startsWith('@samsyn/') && !documented.includes(`\`${name}\``),
    )
    expect(missing).toEqual([])
  })
})
