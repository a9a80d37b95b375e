import type { CountryCode } from '@samsyn/domain'
import type { RoundDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { Deadline } from '../../ui/Deadline.tsx'
import { decisionsByCountry } from './decisions.ts'
import styles from './VersionPage.module.css'

/** A sign-off round: until when, on what terms, and what each party has answered. */
export function RoundPanel({
  round,
  parties,
}: {
  readonly round: RoundDetail
  readonly parties: readonly CountryCode[]
}) {
  const t = useT('version')
  const time = useTime()
  const decisions = decisionsByCountry(round)
  const unanswered = round.outcome === null ? 'waiting' : 'missing'
  return (
    <section className={styles.card} data-round={round.outcome ?? 'open'}>
      <h2>{t('round.title')}</h2>
      {round.outcome === null ? (
        <Deadline instant={round.deadline} />
      ) : (
        <p className={styles.outcome} data-outcome={round.outcome}>
          {t(`outcome.${round.outcome}`)}
          {round.closedAt && <time dateTime={round.closedAt}>{time.stamp(round.closedAt)}</time>}
        </p>
      )}
      {round.notice && <p>{round.notice}</p>}
      {round.openPointsReason && (
        <p className={styles.quiet}>{t('round.openPointsReason', { reason: round.openPointsReason })}</p>
      )}
      <ul className={styles.decisions} aria-label={t('round.decisions')}>
        {parties.map((country) => {
          const decision = decisions.get(country)
          return (
            <li key={country} data-decision={decision?.value.kind ?? 'waiting'}>
              <CountryBadge country={country} show="name" tone={decision ? 'strong' : 'muted'} />
              <span className={styles.answer}>
                <strong>{t(`decision.${decision?.value.kind ?? unanswered}`)}</strong>
                {decision && <time dateTime={decision.at}>{time.stamp(decision.at)}</time>}
              </span>
              {decision?.value.kind === 'object' && <p className={styles.reason}>{decision.value.reason}</p>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
