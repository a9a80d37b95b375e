import type { ThreadEvent } from '@samsyn/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router'
import { keepInBackground } from '../features/keeping/keep-fresh.ts'
import { wipeKept } from '../features/keeping/kept-store.ts'
import { useEachContact } from '../features/keeping/use-each-contact.ts'
import { startSending } from '../features/report/start-sending.ts'
import { rememberLanguage } from '../i18n/languages.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { LoadingState } from '../ui/LoadingState.tsx'
import { AppShell } from './AppShell.tsx'
import { ApiError, api } from './api.ts'
import { whenIdleAfter } from './idle.ts'
import { loadLate } from './late.ts'
import { lightPages } from './light-pages.ts'
import { MentionNotice } from './MentionNotice.tsx'
import styles from './Notice.module.css'
import { restOfPage } from './opening.ts'
import { sessionQuery, signOutKey } from './queries.ts'
import { SessionContext } from './session-context.ts'
import { signInPath } from './sign-in-path.ts'
import { isSignedOutCode } from './signed-out.ts'
import { wipeOthers } from './wipe-others.ts'

/** How long what is kept waits until the page is there, in milliseconds. */
const keepingWait = 2_000

/** How long the light pages wait once a text is there, in milliseconds: what stands beside it goes first. */
const lightPagesWait = 1_000

/** Guards every page behind the sign-in, and keeps them live while somebody is signed in. */
export function SignedInLayout() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { pathname, search, hash } = useLocation()
  const { i18n } = useTranslation()
  const session = useQuery(sessionQuery)
  const [mention, setMention] = useState<ThreadEvent | null>(null)
  const refusal = session.error instanceof ApiError ? session.error.code : null
  const isSignedOut = isSignedOutCode(refusal)
  const person = isSignedOut ? null : (session.data?.person ?? null)
  const personId = person?.id
  const language = person?.language
  useEffect(() => (personId ? startSending(client, personId) : undefined), [client, personId])

  // Whoever opened a text goes on to them.
  useEffect(() => {
    let leave: (() => void) | null = null
    void restOfPage().then(() => {
      leave = whenIdleAfter(() => void loadLate(lightPages), lightPagesWait)
    })
    return () => leave?.()
  }, [])

  // What is kept of final texts is renewed with each contact, and goes with the session.
  useEffect(() => {
    if (isSignedOut) void wipeKept()
  }, [isSignedOut])
  const signedIn = isSignedOut ? undefined : session.data
  const [changedAt, setChangedAt] = useState(0)
  // Whole folders: the page that was asked for goes first.
  useEachContact(
    signedIn ? Math.max(session.dataUpdatedAt, changedAt) : null,
    () => {
      if (signedIn) void keepInBackground(signedIn)
    },
    keepingWait,
  )

  // Whoever used this browser before has left nothing to this person.
  useEffect(() => {
    if (personId) void wipeOthers(personId)
  }, [personId])

  useEffect(() => {
    if (!personId) return
    const leave = async () => {
      // Whether it was ended, so that the device is wiped, or has expired.
      const code = await api('getSession').then(
        () => null,
        (error: unknown) => (error instanceof ApiError ? error.code : null),
      )
      const { pathname: path, search: query } = window.location
      client.clear()
      void navigate(signInPath(path + query, { isEnded: code === 'session_ended' }), { replace: true })
    }
    let end: (() => void) | null = null
    let isOver = false
    const start = async () => {
      await restOfPage()
      const live = await loadLate(() => import('./live.ts'))
      if (isOver || !live) return
      end = live.startLive(client, {
        onMentioned: setMention,
        onFinalTexts: () => setChangedAt(Date.now()),
        onSessionEnded: () => {
          // The menu leaves the page itself, once nothing is left on the device.
          if (client.isMutating({ mutationKey: signOutKey }) > 0) return
          void leave()
        },
      })
    }
    void start()
    return () => {
      isOver = true
      end?.()
    }
  }, [client, navigate, personId])

  useEffect(() => {
    if (!language) return
    rememberLanguage(localStorage, language)
    if (i18n.language !== language) void i18n.changeLanguage(language)
  }, [i18n, language])

  if (isSignedOut) {
    const isEnded = refusal === 'session_ended'
    return <Navigate to={signInPath(pathname + search + hash, { isEnded })} replace />
  }
  if (session.error && !person) {
    return (
      <main className={styles.notice}>
        <ErrorState error={session.error} onRetry={() => void session.refetch()} />
      </main>
    )
  }
  if (!person) {
    return (
      <main className={styles.notice}>
        <LoadingState />
      </main>
    )
  }
  return (
    <SessionContext value={person}>
      <AppShell>
        <Suspense fallback={<LoadingState />}>
          <Outlet key={pathname} />
        </Suspense>
        <Suspense>
          <MentionNotice mention={mention} onDone={() => setMention(null)} />
        </Suspense>
      </AppShell>
    </SessionContext>
  )
}
