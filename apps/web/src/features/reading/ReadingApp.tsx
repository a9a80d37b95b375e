import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { SessionContext } from '../../app/session-context.ts'
import { rememberLanguage } from '../../i18n/languages.ts'
import { FolderPage } from '../folder/FolderPage.tsx'
import { useKeeping } from '../keeping/use-keeping.ts'
import { useReportSender } from '../report/use-report-sender.ts'
import { ReadingNotice } from './ReadingNotice.tsx'
import { ReadingShell } from './ReadingShell.tsx'
import { ReleasePage } from './ReleasePage.tsx'
import {
  folderQuery,
  isLasting,
  meetingsQuery,
  positionQuery,
  releaseQuery,
  sessionQuery,
} from './reading-api.ts'
import { usePlace } from './use-place.ts'
import { WaitingPage } from './WaitingPage.tsx'

/** Loaded by itself: no text waits for it, and the service worker keeps it with the rest. */
const FoldersPage = lazy(() =>
  import('../folder/FoldersPage.tsx').then(({ FoldersPage: page }) => ({ default: page })),
)

/** What an address leads to: its page, and what that page asks for first. */
interface ReadingPlace {
  readonly page: ReactNode
  prefetch(client: QueryClient): Promise<void>
}

/** The reading pages by their address: `/read`, `/read/<release>`, `/read/position/<position>`, `/meetings/<meeting>/folder/<position>`. */
export function ReadingApp() {
  const { i18n } = useTranslation()
  const path = usePlace()
  // The text is asked for together with the reader: one journey less over bad wifi.
  const client = useQueryClient()
  useEffect(() => void placeOf(path).prefetch(client), [client, path])
  const session = useQuery(sessionQuery)
  useKeeping(session.data, session.dataUpdatedAt, session.error)
  // Of who was before nothing is left, once the server has said who it is now.
  const saidPersonId = session.dataUpdatedAt > 0 ? session.data?.person.id : undefined
  useEffect(() => {
    if (!saidPersonId) return
    // Loaded once the text is asked for: nothing on the page waits for it. The next page tries again where it is not to be had.
    import('../../app/wipe-others.ts').then(
      ({ wipeOthers }) => wipeOthers(saidPersonId),
      () => undefined,
    )
  }, [saidPersonId])
  // Whoever is signed in no more reads nothing more; without a connection whoever read here last reads on.
  const isShut = session.isError && (!session.data || isLasting(session.error))
  const person = isShut ? undefined : session.data?.person
  const language = person?.language
  useReportSender(person?.id)
  useEffect(() => {
    if (!language) return
    rememberLanguage(localStorage, language)
    if (i18n.language !== language) void i18n.changeLanguage(language)
  }, [i18n, language])
  return (
    <SessionContext value={person ?? null}>
      <ReadingShell>
        <Suspense>
          {isShut ? (
            <ReadingNotice error={session.error} onRetry={() => void session.refetch()} />
          ) : session.isPending ? null : (
            placeOf(path).page
          )}
        </Suspense>
      </ReadingShell>
    </SessionContext>
  )
}

function placeOf(path: string): ReadingPlace {
  const [, first = '', second = '', third = '', fourth] = path.split('/')
  if (first === 'meetings' && third === 'folder') {
    return {
      page: <FolderPage meetingId={second} positionId={fourth || null} />,
      prefetch: (client) => client.prefetchQuery(folderQuery(second)),
    }
  }
  if (first === 'read' && second === 'position') {
    return {
      page: <WaitingPage positionId={third} />,
      prefetch: (client) => client.prefetchQuery(positionQuery(third)),
    }
  }
  if (first === 'read' && second !== '') {
    return {
      page: <ReleasePage releaseId={second} />,
      prefetch: (client) => client.prefetchQuery(releaseQuery(second)),
    }
  }
  // Any other address is here because there was no connection to its page (service-worker.js).
  return {
    page: <FoldersPage isInstead={first !== 'read'} />,
    prefetch: (client) => client.prefetchQuery(meetingsQuery),
  }
}
