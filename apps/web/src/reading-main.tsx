import '@fontsource-variable/source-sans-3/wght.css'
import './theme/theme.css'
import './features/reading/reading.css'
import type { Language } from '@samsyn/domain'
import type { QueryClient } from '@tanstack/react-query'
import { startTransition } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { hydrate } from './features/keeping/hydrate.ts'
import { registerWorker } from './features/keeping/register-worker.ts'
import { drawnFrom, takeDrawnFrom } from './features/reading/drawn-page.ts'
import { ReadingTree, readingClient } from './features/reading/ReadingTree.tsx'
import { sessionQuery } from './features/reading/reading-api.ts'
import { startI18n } from './i18n/i18n.ts'
import { preferredLanguage, rememberedLanguage } from './i18n/languages.ts'
import { readingWords } from './i18n/reading-words.ts'
import { prepareFormatters } from './i18n/time.ts'

/** The light entry on which a final text is read: no editor, no design system's script, no router. */
async function start(): Promise<void> {
  const root = document.getElementById('app')
  if (!root) throw new Error('read.html has no #app')
  const client = readingClient()
  await hydrate(client, Date.now())
  const drawn = drawnFrom(document)
  // What came with the page is newer than what is kept.
  if (drawn) takeDrawnFrom(client, drawn)
  const language = drawn?.session.person.language ?? (await firstLanguage(client))
  const i18n = await startI18n(language, readingWords)
  // In small steps, so that whoever reads and scrolls meanwhile is not held up.
  await nextTask()
  prepareFormatters(language)
  await nextTask()
  const tree = <ReadingTree client={client} i18n={i18n} drawn={drawn} />
  if (drawn) startTransition(() => void hydrateRoot(root, tree))
  else createRoot(root).render(tree)
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

/** A page that changed its language when the session is there would be drawn twice, and its words fetched twice. */
async function firstLanguage(client: QueryClient): Promise<Language> {
  if (!rememberedLanguage(localStorage)) {
    const session =
      client.getQueryData(sessionQuery.queryKey) ??
      (await client.fetchQuery({ ...sessionQuery, retry: false }).catch(() => null))
    if (session) return session.person.language
  }
  return preferredLanguage(localStorage, navigator.languages)
}

await start()
registerWorker()
