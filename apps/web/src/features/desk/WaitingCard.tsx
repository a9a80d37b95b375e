import type { DeskItem } from '@samsyn/protocol'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { AppLink } from '../../ui/AppLink.tsx'
import { CountryList } from '../../ui/CountryList.tsx'
import { Deadline } from '../../ui/Deadline.tsx'
import { PositionStatus } from '../../ui/PositionStatus.tsx'
import { PostponementLine } from '../../ui/PostponementLine.tsx'
import styles from './WaitingCard.module.css'
import { waitingTarget } from './waiting-target.ts'

const urgent: readonly DeskItem['kind'][] = [
  'handle_spill',
  'confirm_purge',
  'decide',
  'open_round',
  'confirm',
  'reconfirm',
  'release',
  'reopen',
  'reissue',
]

/** One thing that waits: what is asked, of which text, by when, and the way there. */
export function WaitingCard({ item }: { readonly item: DeskItem }) {
  const t = useT('desk')
  const tDomain = useT('domain')
  const names = useCountryNames()
  const time = useTime()
  const { kind, position, due, contributors, remindedAt } = item
  const target = waitingTarget(item)
  const missing = position.openRound?.missing ?? []
  return (
    <article className={styles.card}>
      <div className={styles.words}>
        <p className={styles.asked}>{tDomain(`waiting.${kind}`)}</p>
        <h4 className={styles.title}>
          {target === null ? (
            position.title
          ) : (
            <AppLink to={target} className="quiet-link">
              {position.title}
            </AppLink>
          )}
        </h4>
        <p className={styles.about}>
          <PositionStatus position={position} />
          <CountryList countries={position.parties} muted={missing} />
          <span>
            {tDomain(`instrument.${position.instrument}`)}
            {position.meeting && ` · ${position.meeting.forum.shortName}`}
          </span>
        </p>
        {remindedAt !== null && (
          <p className={styles.missing}>{t('reminded', { at: time.stamp(remindedAt) })}</p>
        )}
        {kind === 'chase' && missing.length > 0 && (
          <p className={styles.missing}>{t('missing', { countries: names.list(missing) })}</p>
        )}
        {kind === 'chase_terms' && (
          <p className={styles.missing}>
            {t('awaited', { countries: names.list(position.awaitsConfirmation) })}
          </p>
        )}
        {(kind === 'reconfirm' || kind === 'reconfirm_runs') && (
          <PostponementLine postponement={position.postponement} className={styles.missing} />
        )}
        {kind === 'contribution' && (
          <p className={styles.missing}>{t('contributors', { countries: names.list(contributors) })}</p>
        )}
        {due !== null && (
          <p className={styles.due}>
            <Deadline instant={due} />
          </p>
        )}
      </div>
      {target !== null && (
        <AppLink
          to={target}
          className={`ds-button ${styles.action}`}
          data-variant={urgent.includes(kind) ? 'primary' : 'secondary'}
        >
          {t(`action.${kind}`)}
          <span className="visually-hidden">: {position.title}</span>
        </AppLink>
      )}
    </article>
  )
}
