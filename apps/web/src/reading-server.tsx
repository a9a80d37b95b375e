import type { Language } from '@samsyn/domain'
import type { DocJson } from '@samsyn/editor'
import type { DrawnFrom, PageDrawer } from '@samsyn/protocol'
import type { i18n as I18n } from 'i18next'
import { renderToString } from 'react-dom/server'
import type { Drawn } from './features/reading/drawn-context.ts'
import { drawnFromId, shownEntry, shownRelease, takeDrawnFrom } from './features/reading/drawn-page.ts'
import { ReadingTree, readingClient } from './features/reading/ReadingTree.tsx'
import { isGenuineText } from './features/reading/release-state.ts'
import { shownText } from './features/reading/text-language.ts'
import { startI18n } from './i18n/i18n.ts'
import { readingWords } from './i18n/reading-words.ts'

/** What React leaves in the place of something that could not be drawn; words of a text are escaped, and never look like it. */
const undrawn = '<!--$!-->'

/**
 * Draws light pages into their HTML file, on the server (ADR 47). The text comes first, then what it was drawn from, then the scripts,
 * which take the page over.
 */
export const pageDrawer: PageDrawer = (html) => {
  const file = readFile(html)
  const languages = new Map<Language, Promise<I18n>>()
  const wordsOf = (language: Language) => {
    const started = languages.get(language) ?? startI18n(language, readingWords)
    languages.set(language, started)
    return started
  }
  return async (from) => {
    const client = readingClient()
    takeDrawnFrom(client, from)
    const { language } = from.session.person
    const i18n = await wordsOf(language)
    const release = shownRelease(from)
    const isGenuine = release && isGenuineText(release.doc as unknown as DocJson, release.version.contentHash)
    const drawn = { ...from, isGenuine }
    const page = renderToString(<ReadingTree client={client} i18n={i18n} drawn={drawn} />)
    if (page.includes(undrawn)) return null
    return file({ language, title: titleOf(from), page, drawn })
  }
}

interface Parts {
  readonly language: Language
  readonly title: string | null
  readonly page: string
  readonly drawn: Drawn
}

/**
 * The HTML file with places for what is drawn; what it asks for early is on the page by then, its scripts are not in a hurry, and
 * without them it can be read all the same.
 */
function readFile(html: string): (parts: Parts) => string {
  const words = JSON.parse(/data-words='([^']*)'/.exec(html)?.[1] ?? '{}') as Readonly<Record<string, string>>
  const scripts = [...html.matchAll(/<script type="module"[^>]*><\/script>|<link rel="modulepreload"[^>]*>/g)]
  const last = scripts
    .map(([tag]) => tag.replace(/^<(script|link) /, '<$1 fetchpriority="low" '))
    .sort((one, other) => Number(one.startsWith('<script')) - Number(other.startsWith('<script')))
  const bare = scripts
    .reduce((rest, [tag]) => rest.replace(tag, ''), html)
    .replace(/<noscript>.*?<\/noscript>/, '')
    .replace(/<script src="\/reading-opening\.js"[^>]*><\/script>/, '')
  const [head, foot] = cut(bare, '<div id="app"></div>')
  const [start, afterLanguage] = cut(head, '<html lang="en"')
  const [beforeTitle, afterTitle] = cut(afterLanguage, '<title>Samsyn</title>')
  return ({ language, title, page, drawn }) =>
    [
      `${start}<html lang="${language}"${beforeTitle}`,
      `<title>${title === null ? '' : `${escaped(title)} · `}Samsyn</title>${afterTitle}`,
      `<div id="app">${page}</div>`,
      `<script type="application/json" id="${drawnFromId}">${embedded(drawn)}</script>`,
      words[language] ? `<link fetchpriority="low" rel="modulepreload" href="${words[language]}">` : '',
      ...last,
      foot,
    ].join('')
}

function cut(text: string, mark: string): [before: string, after: string] {
  const [before, after, ...more] = text.split(mark)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`The light pages' HTML file does not have ${mark} once`)
  return [before, after]
}

/** What the page is named after; the browser keeps that up. */
function titleOf(from: DrawnFrom): string | null {
  const release = shownRelease(from)
  if (!release) return shownEntry(from)?.title ?? from.folder?.title ?? null
  return shownText(release, { chosen: from.textLanguage, own: from.session.person.language }).title
}

/** No text ends the element that it is in. */
function embedded(drawn: Drawn): string {
  return JSON.stringify(drawn).replaceAll('<', '\\u003c')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
