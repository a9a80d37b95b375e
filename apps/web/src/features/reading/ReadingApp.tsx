import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { SessionContext } from '../../app/session-context.ts'
import { ReadingNotice } from './ReadingNotice.tsx'
import { ReadingShell } from './ReadingShell.tsx'
import { ReleasePage } from './ReleasePage.tsx'
import { reading } from './reading-api.ts'
import { WaitingPage } from './WaitingPage.tsx'

/** The reading pages by their address: `/read/<release>` and `/read/position/<position>`. */
export function ReadingApp({ path }: { readonly path: string }) {
  const { i18n } = useTranslation()
  const session = useQuery({ queryKey: ['session'], queryFn: reading.session })
  const person = session.data?.person
  const language = person?.language
  useEffect(() => {
    if (language && i18n.language !== language) void i18n.changeLanguage(language)
  }, [i18n, language])
  const [, first = '', second = '', third = ''] = path.split('/')
  if (first !== 'read') throw new Error('The server serves this page under /read only')
  return (
    <SessionContext value={person ?? null}>
      <ReadingShell>
        <Suspense>
          {session.isError ? (
            <ReadingNotice error={session.error} onRetry={() => void session.refetch()} />
          ) : session.isPending ? null : second === 'position' ? (
            <WaitingPage positionId={third} />
          ) : (
            <ReleasePage releaseId={second} />
          )}
        </Suspense>
      </ReadingShell>
    </SessionContext>
  )
}
