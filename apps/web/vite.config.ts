import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { constants } from 'node:zlib'
import { languages } from '@samsyn/domain'
import { schemaVersion } from '@samsyn/editor'
import { syncPath } from '@samsyn/protocol'
import react from '@vitejs/plugin-react'
import {
  type BuildEnvironment,
  defineConfig,
  type HtmlTagDescriptor,
  type Plugin,
  type Rolldown,
  type ViteBuilder,
} from 'vite'
import { compression, defineAlgorithm } from 'vite-plugin-compression2'

/**
 * A file that is asked for takes longer than a little in it that is not needed takes to read: what several pages share is merged up
 * to so many bytes, the first of these with which no script comes to need itself.
 */
const mergedUpTo = [20_000, 17_000, 14_000, 11_000, 8_000, 5_000, 0]

/** The files of which a page of a draft runs the most when it is opened. */
const openedWith: ReadonlySet<string> = new Set(['base', 'first', 'text', 'draft', 'parts'])

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Two bundles in one folder. The app has two entries, itself and the same with the page of a draft, so that whoever comes to one by
 * its address waits once for everything. The light page on which a delegate reads a final text (DESIGN §8) is built by itself
 * (ADR 7): nothing that the others share gets into it. Compressed here, so that the server never is busy with it.
 */
export default defineConfig({
  root: here('.'),
  plugins: [
    react(),
    steadyType(),
    opening(),
    serviceWorker(),
    sent(
      compression({
        algorithms: [
          defineAlgorithm('brotliCompress', { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
          defineAlgorithm('gzip', { level: 9 }),
        ],
        include: /\.(?:js|css|svg|webmanifest)$/,
        threshold: 1024,
        logLevel: 'silent',
      }),
    ),
  ],
  build: {
    // The design system does not say so of itself: what is not used of it would come along.
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: /designsystemet-react\/dist/, sideEffects: false }] },
    },
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2024',
    // Nothing inlined: the content security policy allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          input: { app: here('./index.html'), position: here('./position.html') },
          output: {
            // Chromium reads them whole while they come, and not function by function when they run.
            postBanner: ({ name }) => (openedWith.has(name) ? '//# allFunctionsCalledOnLoad' : ''),
            chunkFileNames: ({ name }) => `assets/${name.replace(/~.*/, '')}-[hash].js`,
          },
        },
      },
    },
    // The light pages once more, as the server draws them (ADR 47); nothing of it is sent to anybody.
    drawing: {
      consumer: 'server',
      define: { 'process.env.NODE_ENV': JSON.stringify('production') },
      // The server knows nothing of React. What only runs in a browser stays where it is.
      resolve: { noExternal: true, external: ['socket.io-client'] },
      build: {
        outDir: here('./dist/drawing'),
        target: 'node20',
        minify: false,
        copyPublicDir: false,
        emitAssets: false,
        rolldownOptions: {
          input: { 'reading-server': here('./src/reading-server.tsx') },
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
    reading: {
      consumer: 'client',
      build: {
        emptyOutDir: false,
        rolldownOptions: {
          input: { read: here('./read.html') },
          output: { chunkFileNames: 'assets/light-[name]-[hash].js' },
        },
      },
    },
  },
  builder: {
    async buildApp({ build, environments: { client, reading, drawing } }) {
      const needs: Needs = client ? await needsOf(build, client) : new Map()
      for (const bytes of mergedUpTo) {
        if (!client) break
        shareUpTo(bytes, client, needs)
        // One before it left its files.
        await rm(here('./dist'), { recursive: true, force: true })
        if (!hasRing(await build(client))) break
      }
      if (reading) await build(reading)
      if (drawing) await build(drawing)
    },
  },
})

type Needs = ReadonlyMap<string, readonly string[]>
type Built = Awaited<ReturnType<ViteBuilder['build']>>

/** What each module needs of the others once nothing is left that is not used: a build with a file for each says so. */
async function needsOf(build: ViteBuilder['build'], client: BuildEnvironment): Promise<Needs> {
  const output = outputOf(client.config)
  output.preserveModules = true
  const chunks = chunksOf(await build(client))
  output.preserveModules = false
  const moduleIn = new Map(
    chunks.map(({ fileName, facadeModuleId }) => [fileName, facadeModuleId ?? fileName]),
  )
  return new Map(
    chunks.map(({ fileName, imports }) => [
      moduleIn.get(fileName) ?? fileName,
      imports.map((file) => moduleIn.get(file) ?? file),
    ]),
  )
}

/** Has the next build of the app keep together what a page is opened with, and merge what its pages share beyond that. */
function shareUpTo(bytes: number, client: BuildEnvironment, needs: Needs): void {
  const after = (id: string) => needs.get(id) ?? []
  const everyPage = reachedFrom(here('./src/main.tsx'), after)
  const drafts = reachedFrom(here('./src/features/drafting/DraftingPage.tsx'), after)
  const needText = new Set(
    [...needs.keys()].filter((id) => [id, ...reachedFrom(id, after)].some((each) => isOfText.test(each))),
  )
  const isOurs = (id: string) => !id.includes('/node_modules/')
  const name = (id: string) => {
    if (everyPage.has(id)) return isOurs(id) ? 'first' : 'base'
    if (!drafts.has(id)) return null
    if (!needText.has(id)) return 'parts'
    return isOurs(id) ? 'draft' : 'text'
  }
  const later = { minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: bytes }
  outputOf(client.config).codeSplitting = {
    groups: [
      { name, debugName: 'opening', includeDependenciesRecursively: false, priority: 2 },
      // No page without a text is to load what texts run on.
      {
        ...later,
        name: 'beside',
        test: (id) => needText.has(id),
        includeDependenciesRecursively: false,
        priority: 1,
      },
      { ...later, name: 'shared' },
    ],
  }
}

function outputOf({ build: { rolldownOptions } }: BuildEnvironment['config']): Rolldown.OutputOptions {
  const { output } = rolldownOptions
  if (!output || Array.isArray(output)) throw new Error('The app has one output')
  return output
}

function chunksOf(built: Built): readonly Rolldown.OutputChunk[] {
  return 'output' in built ? built.output.filter((file) => file.type === 'chunk') : []
}

/** What the text of a draft runs on. */
const isOfText = /\/node_modules\/(?:@tiptap|prosemirror-[a-z-]*|yjs|y-websocket|y-protocols)\//

/** Whether a script needs itself by way of others: it would run before what it needs has. */
function hasRing(built: Built): boolean {
  const needs = new Map(chunksOf(built).map(({ fileName, imports }) => [fileName, imports]))
  return [...needs.keys()].some((file) => reachedFrom(file, (from) => needs.get(from) ?? []).has(file))
}

/** What something needs, and what that needs; itself only where there is a way back. */
function reachedFrom(
  start: string,
  needs: (from: string) => readonly string[],
  found: Set<string> = new Set(),
): ReadonlySet<string> {
  for (const next of needs(start)) {
    if (found.has(next)) continue
    found.add(next)
    reachedFrom(next, needs, found)
  }
  return found
}

/** Tells `public/opening.js` and `public/reading-opening.js` what they ask for, and has the page of a draft ask at once for what it would find out late. */
function opening(): Plugin {
  return {
    name: 'opening',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {}, filename }) {
        const files = new Map(
          Object.values(bundle).flatMap((file) =>
            file.type === 'chunk' && file.facadeModuleId
              ? [[file.facadeModuleId.slice(here('./src/').length), `/${file.fileName}`]]
              : [],
          ),
        )
        const words = languages.map((language) => [
          language,
          files.get(`i18n/words/${language}.ts`) ?? files.get(`i18n/light-words/${language}.ts`),
        ])
        const draftingPage = files.get('features/drafting/DraftingPage.tsx')
        if (filename === here('./index.html')) return { html, tags: preloadsOf(bundle) }
        return (
          html
            .replace('%SYNC_PATH%', syncPath)
            .replace('%SCHEMA_VERSION%', String(schemaVersion))
            .replace('%WORDS%', JSON.stringify(Object.fromEntries(words)))
            // There is no such file while the page is developed.
            .replace(/<link [^>]*%DRAFTING_PAGE%[^>]*>/, (link) =>
              draftingPage ? link.replace('%DRAFTING_PAGE%', draftingPage) : '',
            )
        )
      },
    },
  }
}

/** What every page but that of a draft shows at once, though it is loaded by and by: asked for with the page's own scripts. */
const shownAtOnce = ['api-table.ts', 'pages.ts', 'UserMenu.tsx', 'live.ts'].map((name) =>
  here(`./src/app/${name}`),
)

function preloadsOf(bundle: Rolldown.OutputBundle): HtmlTagDescriptor[] {
  const files = Object.values(bundle).flatMap((file) =>
    file.type === 'chunk' && shownAtOnce.includes(file.facadeModuleId ?? '') ? [file.fileName] : [],
  )
  const importsOf = (fileName: string) => {
    const file = bundle[fileName]
    return file?.type === 'chunk' ? file.imports : []
  }
  const all = new Set(files.flatMap((file) => [file, ...reachedFrom(file, importsOf)]))
  return [...all].map((file) => ({
    tag: 'link',
    attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
    injectTo: 'head',
  }))
}

/** On the light pages no word moves because a typeface has come: what is not there at once is there on the next page. */
function steadyType(): Plugin {
  return {
    name: 'steady-type',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'reading',
    transform: {
      filter: { id: /\/source-sans-3\/wght\.css/ },
      handler: (code) => code.replaceAll('font-display: swap', 'font-display: optional'),
    },
  }
}

/** Only for what is sent to browsers. */
function sent(plugin: Plugin): Plugin {
  return { ...plugin, applyToEnvironment: ({ name }) => name !== 'drawing' }
}

/** Tells `service-worker.js` which files the light pages need, and puts it beside them. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    applyToEnvironment: ({ name }) => name === 'reading',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const html = bundle['read.html']
        if (html?.type !== 'asset') this.error('The light pages are not built')
        const files = [
          ...filesOfLightPages(bundle),
          '/reading-device.js',
          '/reading-opening.js',
          '/favicon.svg',
        ].sort()
        const version = createHash('sha256')
          .update(JSON.stringify([files, String(html.source)]))
          .digest('hex')
        const source = readFileSync(here('./service-worker.js'), 'utf8')
          .replace("'%FILES%'", JSON.stringify(files))
          .replace('%VERSION%', version.slice(0, 16))
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source })
      },
    },
  }
}

/** What cannot be done without a connection: nobody waits for it on the way to a meeting. */
const needsConnection = /\/ReportDialog\.tsx$/

/** Every script, style and typeface of the light pages but those of other alphabets and those that need a connection. */
function filesOfLightPages(bundle: Rolldown.OutputBundle): readonly string[] {
  const files = new Set<string>()
  const follow = (fileName: string): void => {
    const chunk = bundle[fileName]
    if (chunk?.type !== 'chunk' || files.has(fileName)) return
    if (needsConnection.test(chunk.facadeModuleId ?? '')) return
    files.add(fileName)
    for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css)
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) follow(next)
  }
  for (const [fileName, output] of Object.entries(bundle)) {
    if (output.type === 'chunk' && output.isEntry) follow(fileName)
    if (/-latin(?:-ext)?-wght[^/]*\.woff2$/.test(fileName)) files.add(fileName)
  }
  return [...files].map((fileName) => `/${fileName}`)
}
