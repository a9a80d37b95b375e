import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { SessionContext } from '../../app/session-context.ts'
import { ReadingNotice } from './ReadingNotice.tsx'
import { ReadingShell } from './ReadingShell.tsx'
import { ReleasePage } from './ReleasePage.tsx'
import { positionQuery, reading, releaseQuery } from './reading-api.ts'
import { WaitingPage } from './WaitingPage.tsx'

/** The reading pages by their address: `/read/<release>` and `/read/position/<position>`. */
export function ReadingApp({ path }: { readonly path: string }) {
  const { i18n } = useTranslation()
  const [, first = '', second = '', third = ''] = path.split('/')
  const isWaiting = second === 'position'
  // The text is asked for together with the reader: one journey less over bad wifi.
  const client = useQueryClient()
  useEffect(() => {
    void (isWaiting ? client.prefetchQuery(positionQuery(third)) : client.prefetchQuery(releaseQuery(second)))
  }, [client, isWaiting, second, third])
  const session = useQuery({ queryKey: ['session'], queryFn: reading.session })
  const person = session.data?.person
  const language = person?.language
  useEffect(() => {
    if (language && i18n.language !== language) void i18n.changeLanguage(language)
  }, [i18n, language])
  if (first !== 'read') throw new Error('The server serves this page under /read only')
  return (
    <SessionContext value={person ?? null}>
      <ReadingShell>
        <Suspense>
          {session.isError ? (
            <ReadingNotice error={session.error} onRetry={() => void session.refetch()} />
          ) : session.isPending ? null : isWaiting ? (
            <WaitingPage positionId={third} />
          ) : (
            <ReleasePage releaseId={second} />
          )}
        </Suspense>
      </ReadingShell>
    </SessionContext>
  )
}
