import './theme/theme.css'
import './features/reading/reading.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { ErrorBoundary } from './app/ErrorBoundary.tsx'
import { ReadingApp } from './features/reading/ReadingApp.tsx'
import { isLasting } from './features/reading/reading-api.ts'
import { startI18n } from './i18n/i18n.ts'
import { preferredLanguage } from './i18n/languages.ts'
import { readingWords } from './i18n/reading-words.ts'

/** The light entry on which a final text is read: no editor, no design system's script, no router. */
async function start(): Promise<void> {
  const i18n = await startI18n(preferredLanguage(localStorage, navigator.languages), readingWords)
  const root = document.getElementById('app')
  if (!root) throw new Error('read.html has no #app')
  const client = new QueryClient({
    defaultOptions: {
      queries: { retry: (count, error) => count < 3 && !isLasting(error), staleTime: 30_000 },
    },
  })
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

await start()
