import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

/** As much of Vite as this test uses; Vite is a dependency of Vitest, not of this package. */
interface Bundler {
  build(options: object): Promise<readonly { readonly output: readonly Chunk[] }[]>
}

interface Chunk {
  readonly modules?: Readonly<Record<string, { readonly renderedLength: number }>>
}

const editorModules = /prosemirror|yjs|lib0|@tiptap/

/** The modules of which a browser bundle of an entry holds any code. */
async function modulesOf(entry: string): Promise<string[]> {
  const vitest = createRequire(fileURLToPath(import.meta.resolve('vitest')))
  const { build } = (await import(vitest.resolve('vite'))) as Bundler
  const [bundle] = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: fileURLToPath(new URL(`../test/${entry}`, import.meta.url)), formats: ['es'] },
    },
  })
  return (bundle?.output ?? []).flatMap(({ modules = {} }) =>
    Object.entries(modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : [])),
  )
}

it('[E23] hash, comparison, open points and reading need no editor', async () => {
  const light = await modulesOf('light-entry.ts')
  expect(light.filter((id) => editorModules.test(id))).toEqual([])
  expect(light.some((id) => id.endsWith('/canonical.ts'))).toBe(true)
  expect((await modulesOf('heavy-entry.ts')).some((id) => editorModules.test(id))).toBe(true)
})
