import type { Language } from '@samsyn/domain'
import type { DrawnFrom, PageDrawer } from '@samsyn/protocol'
import type { i18n as I18n } from 'i18next'
import { renderToString } from 'react-dom/server'
import { drawnFromId, takeDrawnFrom } from './features/reading/drawn-page.ts'
import { ReadingTree, readingClient } from './features/reading/ReadingTree.tsx'
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
    const page = renderToString(<ReadingTree client={client} i18n={i18n} drawn={from} />)
    if (page.includes(undrawn)) return null
    return file({ language, title: titleOf(from), page, from })
  }
}

interface Drawn {
  readonly language: Language
  readonly title: string | null
  readonly page: string
  readonly from: DrawnFrom
}

/** The HTML file with places for what is drawn; what it asks for early is on the page by then, and its scripts are not in a hurry. */
function readFile(html: string): (drawn: Drawn) => string {
  const words = JSON.parse(/data-words='([^']*)'/.exec(html)?.[1] ?? '{}') as Readonly<Record<string, string>>
  const scripts = [...html.matchAll(/<script type="module"[^>]*><\/script>|<link rel="modulepreload"[^>]*>/g)]
  const last = scripts
    .map(([tag]) => tag.replace(/^<(script|link) /, '<$1 fetchpriority="low" '))
    .sort((one, other) => Number(one.startsWith('<script')) - Number(other.startsWith('<script')))
  const bare = scripts
    .reduce((rest, [tag]) => rest.replace(tag, ''), html)
    .replace(/<script src="\/reading-opening\.js"[^>]*><\/script>/, '')
  const [head, foot] = cut(bare, '<div id="app"></div>')
  const [start, afterLanguage] = cut(head, '<html lang="en"')
  const [beforeTitle, afterTitle] = cut(afterLanguage, '<title>Samsyn</title>')
  return ({ language, title, page, from }) =>
    [
      `${start}<html lang="${language}"${beforeTitle}`,
      `<title>${title === null ? '' : `${escaped(title)} · `}Samsyn</title>${afterTitle}`,
      `<div id="app">${page}</div>`,
      `<script type="application/json" id="${drawnFromId}">${embedded(from)}</script>`,
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
function titleOf({ path, release, folder }: DrawnFrom): string | null {
  if (release) return release.title
  const entries = folder?.agenda.flatMap((item) => item.entries) ?? []
  return entries.find(({ positionId }) => path.endsWith(`/${positionId}`))?.title ?? folder?.title ?? null
}

/** No text ends the element that it is in. */
function embedded(from: DrawnFrom): string {
  return JSON.stringify(from).replaceAll('<', '\\u003c')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
