import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, Suspense } from 'react'
import { ErrorBoundary } from './ErrorBoundary.tsx'

/** What every page needs around it: server state, waiting for words, and a net under it all. */
export function Providers({
  client,
  children,
}: {
  readonly client: QueryClient
  readonly children: ReactNode
}) {
  return (
    <Suspense>
      <ErrorBoundary>
        <QueryClientProvider client={client}>{children}</QueryClientProvider>
      </ErrorBoundary>
    </Suspense>
  )
}
