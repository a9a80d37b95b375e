import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { i18n as I18n } from 'i18next'
import { StrictMode, Suspense } from 'react'
import { I18nextProvider } from 'react-i18next'
import { ErrorBoundary } from '../../app/ErrorBoundary.tsx'
import { FirstNowContext } from '../../i18n/use-now.ts'
import { type Drawn, DrawnContext } from './drawn-context.ts'
import { ReadingApp } from './ReadingApp.tsx'
import { isLasting } from './reading-api.ts'
import { freshFor } from './use-live.ts'

/** What the light pages know of the server. */
export function readingClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, error) => count < 3 && !isLasting(error),
        staleTime: freshFor,
        // Without a connection it is said so; a question that waits for one would say nothing.
        networkMode: 'always',
        refetchOnReconnect: true,
      },
    },
  })
}

/** All of a light page: the same on the server, which draws it first, and in the browser, which takes it over. */
export function ReadingTree({
  client,
  i18n,
  drawn,
}: {
  readonly client: QueryClient
  readonly i18n: I18n
  readonly drawn: Drawn | null
}) {
  return (
    <StrictMode>
      <DrawnContext value={drawn}>
        <FirstNowContext value={drawn && Date.parse(drawn.at)}>
          <I18nextProvider i18n={i18n}>
            <QueryClientProvider client={client}>
              <Suspense>
                <ErrorBoundary>
                  <ReadingApp />
                </ErrorBoundary>
              </Suspense>
            </QueryClientProvider>
          </I18nextProvider>
        </FirstNowContext>
      </DrawnContext>
    </StrictMode>
  )
}
