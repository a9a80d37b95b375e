import { Link, useLocation } from 'react-router'
import { signInPath } from '../../app/sign-in-path.ts'
import { useT } from '../../i18n/i18n.ts'
import { Banner } from './Banner.tsx'
import type { EndReason } from './connection/connection-state.ts'
import { type ConnectionStates, useConnectionState } from './connection/connection-states.ts'

/** Says, for as long as it is so, that the text is not safe on the server. */
export function ConnectionAlert({
  states,
  isKept,
}: {
  readonly states: ConnectionStates
  /** Whether what is not sent yet outlives the page. */
  readonly isKept: boolean
}) {
  const t = useT('drafting')
  const state = useConnectionState(states, (now) => now)
  switch (state.status) {
    case 'connecting':
      return state.pause ? (
        <Banner tone="warning" title={t('pause.title')} isUrgent>
          <p>{t(`pause.${state.pause}`)}</p>
        </Banner>
      ) : null
    case 'offline':
      return (
        <Banner tone="warning" title={t(state.pause ? 'pause.title' : 'offline.title')} isUrgent>
          {state.pause && <p>{t(`pause.${state.pause}`)}</p>}
          <p>{t(`offline.${state.hasUnsaved ? 'unsaved' : 'text'}${isKept ? '' : 'NotKept'}`)}</p>
        </Banner>
      )
    case 'saved':
    case 'saving':
      return isKept ? null : (
        <Banner tone="warning" title={t('notKept.title')}>
          <p>{t('notKept.text')}</p>
        </Banner>
      )
    case 'not_stored':
      return (
        <Banner tone="danger" title={t('notStored.title')} isUrgent>
          <p>{t('notStored.text')}</p>
        </Banner>
      )
    case 'closed':
      return <ClosedBanner reason={state.reason} hasUnsaved={state.hasUnsaved} />
    default:
      return null
  }
}

/** The sentence for each way a draft can be closed to a person; anything rarer says that much and no more. */
const sentences = {
  signed_out: 'closed.signedOut',
  unauthenticated: 'closed.signedOut',
  session_ended: 'closed.sessionEnded',
  other_person: 'closed.otherPerson',
  access_lost: 'closed.accessLost',
  forbidden: 'closed.accessLost',
  spill_locked: 'closed.spillLocked',
  draft_purged: 'closed.purged',
  not_found: 'closed.accessLost',
  schema_mismatch: 'closed.newVersion',
} as const satisfies Partial<Record<EndReason, string>>

function ClosedBanner({ reason, hasUnsaved }: { readonly reason: EndReason; readonly hasUnsaved: boolean }) {
  const t = useT('drafting')
  const tErrors = useT('errors')
  const { pathname } = useLocation()
  const sentence = reason in sentences ? sentences[reason as keyof typeof sentences] : 'closed.other'
  const isSignedOut = sentence === 'closed.signedOut' || sentence === 'closed.sessionEnded'
  return (
    <Banner tone="danger" title={t('closed.title')} isUrgent>
      <p>{reason === 'pages_sealed' ? tErrors(reason) : t(sentence)}</p>
      {hasUnsaved && <p>{t('closed.unsaved')}</p>}
      <p>
        {isSignedOut ? (
          <Link to={signInPath(pathname)}>{t('closed.signIn')}</Link>
        ) : (
          <a href={pathname}>{t('closed.reload')}</a>
        )}
      </p>
    </Banner>
  )
}
