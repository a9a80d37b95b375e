import { countryCodes } from '@samsyn/domain'
import type { MeetingDetail } from '@samsyn/protocol'
import { useLanguage, useT } from '../../i18n/i18n.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import styles from './ParticipationList.module.css'

/** How each country takes part in the forum of a meeting: who is in the room, with or without a vote. */
export function ParticipationList({ forum }: { readonly forum: MeetingDetail['forum'] }) {
  const t = useT('meeting')
  const tDomain = useT('domain')
  const language = useLanguage()
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
    </section>
  )
}
