import { CheckmarkCircleFillIcon, HourglassIcon } from '@navikt/aksel-icons'
import { inNeutralOrder } from '@samsyn/domain'
import type { PositionSummary } from '@samsyn/protocol'
import { useId } from 'react'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { AppLink } from '../../ui/AppLink.tsx'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { Deadline } from '../../ui/Deadline.tsx'
import { LockTag } from '../../ui/LockTag.tsx'
import { versionTarget } from '../position/position-target.ts'
import { RemindButton } from './RemindButton.tsx'
import styles from './Rounds.module.css'

/** A position with its round open. */
export type OpenRoundOf = PositionSummary & { readonly openRound: NonNullable<PositionSummary['openRound']> }

/** One open round: of which text, until when, and what each party has done. */
export function RoundCard({ position }: { readonly position: OpenRoundOf }) {
  const t = useT('rounds')
  const tDomain = useT('domain')
  const names = useCountryNames()
  const titleId = useId()
  const { openRound, meeting, latestVersion, abilities } = position
  const { answered, missing, deadline } = openRound
  const parties = inNeutralOrder([...answered, ...missing])
  const target = versionTarget(position.id, latestVersion)
  return (
    <article className={styles.card} aria-labelledby={titleId}>
      <div className={styles.words}>
        <h2 id={titleId} className={styles.title}>
          <AppLink to={target} className="quiet-link">
            {position.title}
          </AppLink>
        </h2>
        <p className={styles.about}>
          {position.locks.length > 0 && <LockTag />}
          <span>
            {t('version', { number: latestVersion })} · {tDomain(`instrument.${position.instrument}`)}
            {meeting && ` · ${meeting.forum.shortName}`}
          </span>
        </p>
        <p className={styles.due}>
          <Deadline instant={deadline} />
        </p>
      </div>
      <ul className={styles.parties} aria-label={t('answers')}>
        {parties.map((country) => {
          const hasAnswered = answered.includes(country)
          return (
            <li key={country} className={styles.party} data-answered={hasAnswered}>
              <CountryBadge country={country} show="name" tone={hasAnswered ? 'strong' : 'muted'} />
              <span className={styles.state}>
                {hasAnswered ? <CheckmarkCircleFillIcon aria-hidden /> : <HourglassIcon aria-hidden />}
                {t(hasAnswered ? 'answered' : 'waiting')}
              </span>
            </li>
          )
        })}
      </ul>
      <div className={styles.foot}>
        <p>
          {t('sum', { answered: answered.length, total: parties.length })}
          {missing.length > 0 && <strong> {t('missing', { countries: names.list(missing) })}</strong>}
        </p>
        {abilities.remind && missing.length > 0 && <RemindButton position={position} />}
      </div>
    </article>
  )
}
