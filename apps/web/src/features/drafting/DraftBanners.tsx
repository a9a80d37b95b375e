import type { PositionDetail } from '@samsyn/protocol'
import { Link, useLocation } from 'react-router'
import { signInPath } from '../../app/sign-in-path.ts'
import { useT } from '../../i18n/i18n.ts'
import { Banner } from './Banner.tsx'
import type { EndReason } from './connection/connection-state.ts'
import type { Draft } from './connection/use-draft.ts'
import styles from './Drafting.module.css'
import { RefusedPanel } from './RefusedPanel.tsx'

/** Everything about this draft that must not be overlooked: refused text, no connection, frozen, closed. */
export function DraftBanners({
  position,
  draft,
}: {
  readonly position: PositionDetail
  readonly draft: Draft
}) {
  const t = useT('drafting')
  const { state, refused } = draft
  return (
    <div className={styles.banners}>
      {refused && <RefusedPanel refused={refused} onDismiss={draft.dismiss} />}
      {state.status === 'offline' && (
        <Banner tone="warning" title={t('offline.title')} isUrgent>
          <p>{state.hasUnsaved ? t('offline.unsaved') : t('offline.text')}</p>
        </Banner>
      )}
      {state.status === 'not_stored' && (
        <Banner tone="danger" title={t('notStored.title')} isUrgent>
          <p>{t('notStored.text')}</p>
        </Banner>
      )}
      {state.status === 'closed' && <ClosedBanner reason={state.reason} hasUnsaved={state.hasUnsaved} />}
      {state.status === 'frozen' && <FrozenBanner position={position} />}
    </div>
  )
}

function FrozenBanner({ position }: { readonly position: PositionDetail }) {
  const t = useT('drafting')
  const number = position.latestVersion
  return (
    <Banner tone="info" title={t('frozen.title')}>
      <p>{number > 0 ? t('frozen.text', { number }) : t('frozen.over')}</p>
      <p className={styles.links}>
        {number > 0 && position.abilities.readVersions && (
          <Link to={`/positions/${position.id}/versions/${number}`}>{t('frozen.toVersion', { number })}</Link>
        )}
        {position.releaseInForce && <a href={`/read/${position.releaseInForce}`}>{t('frozen.toRelease')}</a>}
      </p>
    </Banner>
  )
}

/** The sentence for each way a draft can be closed to a person; anything rarer says that much and no more. */
const sentences = {
  signed_out: 'closed.signedOut',
  unauthenticated: 'closed.signedOut',
  access_lost: 'closed.accessLost',
  forbidden: 'closed.accessLost',
  not_found: 'closed.accessLost',
  schema_mismatch: 'closed.newVersion',
  message_too_large: 'closed.tooLarge',
} as const satisfies Partial<Record<EndReason, string>>

function ClosedBanner({ reason, hasUnsaved }: { readonly reason: EndReason; readonly hasUnsaved: boolean }) {
  const t = useT('drafting')
  const { pathname } = useLocation()
  const sentence = reason in sentences ? sentences[reason as keyof typeof sentences] : 'closed.other'
  const isSignedOut = sentence === 'closed.signedOut'
  return (
    <Banner tone="danger" title={t('closed.title')} isUrgent>
      <p>{t(sentence)}</p>
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
