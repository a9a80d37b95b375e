import { countryCodes, reservationTypes } from '@samsyn/domain'
import type { MeetingDetail } from '@samsyn/protocol'
import { usePerson } from '../../app/session-context.ts'
import { useLanguage, useT } from '../../i18n/i18n.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { ChangeForum } from './ChangeForum.tsx'
import { keepsMeetings } from './keeps-meetings.ts'
import styles from './ParticipationList.module.css'

/** The forum of a meeting: how each country takes part in it, with or without a vote, and what reservations do in its rounds. */
export function ParticipationList({ forum }: { readonly forum: MeetingDetail['forum'] }) {
  const t = useT('meeting')
  const tDomain = useT('domain')
  const language = useLanguage()
  const mayKeep = keepsMeetings(usePerson())
  return (
    <section className={styles.panel} aria-labelledby="participation">
      <h2 id="participation" className={styles.heading}>
        {t('participation')}
      </h2>
      <p className={styles.forum}>
        {t('participationText', { forum: forum.name[language] })}
        <span>{tDomain(`forumKind.${forum.kind}`)}</span>
      </p>
      <ul className={styles.countries}>
        {countryCodes.map((country) => {
          const participation = forum.participation[country]
          return (
            <li key={country}>
              <CountryBadge
                country={country}
                show="name"
                tone={participation === 'none' ? 'muted' : 'strong'}
              />
              <span className={styles.how}>{tDomain(`participation.${participation}`)}</span>
            </li>
          )
        })}
      </ul>
      <h3 className={styles.subheading}>{t('reservations')}</h3>
      <dl className={styles.effects}>
        {reservationTypes.map((type) => (
          <div key={type}>
            <dt>{tDomain(`reservationType.${type}`)}</dt>
            <dd className={styles.how}>{tDomain(`reservationEffect.${forum.reservationEffects[type]}`)}</dd>
          </div>
        ))}
      </dl>
      {mayKeep && <ChangeForum forum={forum} />}
    </section>
  )
}
