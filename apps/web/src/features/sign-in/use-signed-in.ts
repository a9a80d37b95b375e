import type { SessionInfo } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearchParams } from 'react-router'
import { queryKeys } from '../../app/queries.ts'
import { isReadingPath } from '../../app/reading-paths.ts'
import { returnPath } from '../../app/sign-in-path.ts'
import { wipeOthers } from '../../app/wipe-others.ts'
import { rememberLanguage } from '../../i18n/languages.ts'

/** Goes on once somebody is signed in: nothing is left of who was before, and back to where they came from. */
export function useSignedIn(): (session: SessionInfo) => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  return async (session) => {
    client.clear()
    await wipeOthers(session.person.id)
    client.setQueryData(queryKeys.session, session)
    rememberLanguage(localStorage, session.person.language)
    const path = returnPath(search)
    // The reading page is the other bundle: leaving this one is a real navigation.
    if (isReadingPath(path)) window.location.assign(path)
    else await navigate(path, { replace: true })
  }
}
