import './theme/theme.css'
import './features/reading/reading.css'
import type { Language } from '@samsyn/domain'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { ErrorBoundary } from './app/ErrorBoundary.tsx'
import { hydrate } from './features/keeping/hydrate.ts'
import { registerWorker } from './features/keeping/register-worker.ts'
import { ReadingApp } from './features/reading/ReadingApp.tsx'
import { isLasting, sessionQuery } from './features/reading/reading-api.ts'
import { startI18n } from './i18n/i18n.ts'
import { preferredLanguage, rememberedLanguage } from './i18n/languages.ts'
import { readingWords } from './i18n/reading-words.ts'

/** The light entry on which a final text is read: no editor, no design system's script, no router. */
async function start(): Promise<void> {
  const root = document.getElementById('app')
  if (!root) throw new Error('read.html has no #app')
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, error) => count < 3 && !isLasting(error),
        staleTime: 30_000,
        // Without a connection it is said so; a question that waits for one would say nothing.
        networkMode: 'always',
        refetchOnReconnect: true,
      },
    },
  })
  await hydrate(client, Date.now())
  const i18n = await startI18n(await firstLanguage(client), readingWords)
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <QueryClientProvider client={client}>
          <Suspense>
            <ErrorBoundary>
              <ReadingApp />
            </ErrorBoundary>
          </Suspense>
        </QueryClientProvider>
      </I18nextProvider>
    </StrictMode>,
  )
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
