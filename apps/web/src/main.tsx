import '@digdir/designsystemet-css'
import '@fontsource-variable/source-sans-3/wght.css'
import './theme/theme.css'
import './theme/app.css'
import type { Language } from '@samsyn/domain'
import type { QueryClient } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { RouterProvider } from 'react-router/dom'
import { Providers } from './app/Providers.tsx'
import { sessionQuery } from './app/queries.ts'
import { buildQueryClient } from './app/query-client.ts'
import { buildRouter } from './app/router.tsx'
import { appWords } from './i18n/app-words.ts'
import { startI18n } from './i18n/i18n.ts'
import { preferredLanguage, rememberedLanguage, rememberLanguage } from './i18n/languages.ts'

async function start(): Promise<void> {
  const client = buildQueryClient()
  // The page that was asked for comes while its words do.
  const router = buildRouter(client)
  const i18n = await startI18n(await firstLanguage(client), appWords)
  await answersUnderWay(client)
  const root = document.getElementById('app')
  if (!root) throw new Error('index.html has no #app')
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <Providers client={client}>
          <RouterProvider router={router} />
        </Providers>
      </I18nextProvider>
    </StrictMode>,
  )
}

/** How long a page waits at most for what it has asked for already, in milliseconds. */
const patience = 200

/** What a page was opened with is there as soon as its words, as a rule: it is drawn once then, and not once for each answer. */
async function answersUnderWay(client: QueryClient): Promise<void> {
  const asked = client.getQueryCache().findAll({ fetchStatus: 'fetching' })
  await Promise.race([
    Promise.allSettled(asked.map(({ promise }) => promise)),
    new Promise((done) => setTimeout(done, patience)),
  ])
}

/** A page that changed its language when the session is there would be drawn twice, and its words fetched twice. */
async function firstLanguage(client: QueryClient): Promise<Language> {
  if (!rememberedLanguage(localStorage)) {
    const session = await client.fetchQuery({ ...sessionQuery, retry: false }).catch(() => null)
    if (session) rememberLanguage(localStorage, session.person.language)
  }
  return preferredLanguage(localStorage, navigator.languages)
}

await start()
