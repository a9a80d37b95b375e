import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { languages } from '@samsyn/domain'
import { schemaVersion } from '@samsyn/editor'
import { syncPath } from '@samsyn/protocol'
import { describe, expect, it } from 'vitest'

const dist = new URL('../dist/', import.meta.url).pathname
const budget = 170_000

/** The scripts a page loads before it shows anything: those it names and everything they import statically. */
function scriptsOf(page: string): Map<string, string> {
  const found = new Map<string, string>()
  const follow = (file: string): void => {
    if (found.has(file)) return
    const text = readFileSync(join(dist, file), 'utf8')
    found.set(file, text)
    for (const [, target] of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) {
      if (target) follow(`assets/${target}`)
    }
  }
  const html = readFileSync(join(dist, page), 'utf8')
  for (const [, file] of html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)) if (file) follow(file)
  return found
}

/** Every script that the page can reach, also those it loads later. */
function reachable(page: string): Map<string, string> {
  const found = scriptsOf(page)
  for (const text of found.values()) {
    for (const [, target] of text.matchAll(/import\(\s*["'`]\.\/([^"'`]+\.js)["'`]\s*\)/g)) {
      const file = `assets/${target}`
      if (!found.has(file)) found.set(file, readFileSync(join(dist, file), 'utf8'))
    }
  }
  return found
}

const editorMarks = ['ProseMirror', 'tiptap', 'Yjs was already imported']

describe('the reading bundle', () => {
  it('[F1] has no Tiptap, ProseMirror or Yjs in anything it can load', () => {
    const scripts = reachable('read.html')
    expect(scripts.size).toBeGreaterThan(0)
    for (const [file, text] of scripts) {
      for (const mark of editorMarks) expect(text.includes(mark), `${file} contains ${mark}`).toBe(false)
    }
  })

  it('[F1] the marks it is searched for are those of the drafting bundle', () => {
    const texts = readdirSync(join(dist, 'assets'))
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(join(dist, 'assets', file), 'utf8'))
    for (const mark of editorMarks) {
      expect(
        texts.some((text) => text.includes(mark)),
        mark,
      ).toBe(true)
    }
  })

  it(`[F2] needs less than ${budget / 1000} kB of compressed script, the words of its language included`, () => {
    const size = (text: string) => gzipSync(text).length
    const scripts = [...scriptsOf('read.html').values()].reduce((sum, text) => sum + size(text), 0)
    const [, files = ''] = /data-words='([^']+)'/.exec(readFileSync(join(dist, 'read.html'), 'utf8')) ?? []
    const words = Object.values<string>(JSON.parse(files)).map((file) =>
      size(readFileSync(join(dist, file), 'utf8')),
    )
    expect(words).toHaveLength(languages.length)
    const bytes = scripts + Math.max(...words)
    expect(bytes).toBeGreaterThan(50_000)
    expect(bytes).toBeLessThan(budget)
  })
})

describe('the bundle of the app', () => {
  it('[W252] asks for few scripts at the page of a draft, and shares none with the reading page', () => {
    const drafting = [...scriptsOf('position.html').keys()]
    expect(drafting.length).toBeGreaterThan(1)
    expect(drafting.length).toBeLessThanOrEqual(10)
    expect([...scriptsOf('read.html').keys()].filter((file) => drafting.includes(file))).toEqual([])
  })

  /** By what is in no other script: schemas, controls of the design system, the line for news. */
  const laterMarks = ['ZodError', 'u-tabs', 'popovertarget', 'EIO']

  it('[W595] opens a draft without what only comes when its text is there', () => {
    for (const [file, text] of scriptsOf('position.html'))
      for (const mark of laterMarks) expect(text.includes(mark), `${file} contains ${mark}`).toBe(false)
    const later = readdirSync(join(dist, 'assets'))
      .filter((file) => /^(?!light-|read-).*\.js$/.test(file))
      .map((file) => readFileSync(join(dist, 'assets', file), 'utf8'))
    for (const mark of laterMarks)
      expect(
        later.some((text) => text.includes(mark)),
        mark,
      ).toBe(true)
  })

  it('[W575] says of what a draft is opened with that all of it is needed', () => {
    const large = [...scriptsOf('position.html').values()].filter((text) => text.length > 100_000)
    expect(large.length).toBeGreaterThan(3)
    // Vite puts a line of its own first.
    for (const text of large) expect(text.split('\n').slice(0, 2)).toContain('//# allFunctionsCalledOnLoad')
  })

  it('[W597] loads on no page without a text what texts run on', () => {
    // With all that it names to be loaded at once.
    const scripts = scriptsOf('index.html')
    expect(scripts.size).toBeGreaterThan(10)
    for (const [file, text] of scripts)
      for (const mark of editorMarks) expect(text.includes(mark), `${file} contains ${mark}`).toBe(false)
  })

  it('[W303] has no scripts that need one another before either has run', () => {
    const files = readdirSync(join(dist, 'assets')).filter((file) => file.endsWith('.js'))
    const needs = new Map(
      files.map((file) => {
        const text = readFileSync(join(dist, 'assets', file), 'utf8')
        const named = [...text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)]
        return [file, named.map(([, target]) => target ?? '')]
      }),
    )
    const reached = (file: string): ReadonlySet<string> => {
      const found = new Set<string>()
      const follow = (from: string): void => {
        for (const target of needs.get(from) ?? []) {
          if (found.has(target)) continue
          found.add(target)
          follow(target)
        }
      }
      follow(file)
      return found
    }
    expect(files.filter((file) => reached(file).size > 0).length).toBeGreaterThan(5)
    expect(files.filter((file) => reached(file).has(file))).toEqual([])
  })

  it('[W250] names at the page of a draft what is asked for before the scripts', () => {
    const html = readFileSync(join(dist, 'position.html'), 'utf8')
    expect(html).toContain(`data-sync="${syncPath}" data-schema="${schemaVersion}"`)
    const [, words = ''] = /data-words='([^']+)'/.exec(html) ?? []
    const files = [
      ...Object.values<string>(JSON.parse(words)),
      ...html.matchAll(/modulepreload" href="([^"]*)/g),
    ]
    expect(files).toHaveLength(languages.length + 1)
    for (const file of files)
      expect(existsSync(join(dist, typeof file === 'string' ? file : (file[1] ?? '')))).toBe(true)
  })
})
