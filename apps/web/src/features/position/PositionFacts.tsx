import type { PositionDetail } from '@samsyn/protocol'
import { Link } from 'react-router'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { CountryList } from '../../ui/CountryList.tsx'
import { PostponementLine } from '../../ui/PostponementLine.tsx'
import { useMarkingText } from '../../ui/use-marking-text.ts'
import { DossierFacts } from '../dossier/DossierFacts.tsx'
import { Contacts } from './Contacts.tsx'
import { Fact } from './Fact.tsx'
import styles from './PositionFacts.module.css'

/** What a position is about and who stands in it; facts about a dossier always with the date they were taken down. */
export function PositionFacts({ position }: { readonly position: PositionDetail }) {
  const t = useT('position')
  const tDomain = useT('domain')
  const markingText = useMarkingText()
  const time = useTime()
  const { dossier, meeting, agendaItem } = position
  return (
    <dl className={styles.facts}>
      <Fact name={t('facts.meeting')}>
        {meeting ? (
          <>
            <Link to={`/meetings/${meeting.id}`} className="ds-link">
              {meeting.title}
            </Link>
            <span className={styles.quiet}>
              {meeting.status === 'postponed' || meeting.status === 'cancelled'
                ? tDomain(`meetingStatus.${meeting.status}`)
                : time.full(meeting.startsAt)}
            </span>
            <PostponementLine postponement={position.postponement} className={styles.postponed} />
          </>
        ) : (
          <span className={styles.quiet}>{t('facts.noMeeting')}</span>
        )}
      </Fact>
      {agendaItem && (
        <Fact name={t('facts.agendaItem')}>
          {t('facts.agendaItemLine', { number: agendaItem.number, title: agendaItem.title })}
        </Fact>
      )}
      <Fact name={t('facts.instrument')}>{tDomain(`instrument.${position.instrument}`)}</Fact>
      <Fact name={t('facts.parties')}>
        <CountryList countries={position.parties} />
      </Fact>
      <Fact name={t('facts.penholder')}>
        <CountryBadge country={position.penholder} show="name" />
      </Fact>
      <Contacts position={position} />
      {position.mandates.length > 0 && (
        <Fact name={t('facts.mandates')}>
          <ul className={styles.standing}>
            {position.mandates.map(({ country, standing }) => (
              <li key={country}>
                <CountryBadge country={country} />
                {tDomain(`mandateStanding.${standing}`)}
              </li>
            ))}
          </ul>
        </Fact>
      )}
      <Fact name={t('facts.marking')}>{markingText(position)}</Fact>
      <Fact name={t('facts.draftingLanguage')}>{tDomain(`language.${position.draftingLanguage}`)}</Fact>
      <Fact name={t('facts.dossier')}>
        <Link to={`/dossiers/${dossier.id}`} className="ds-link">
          {dossier.title}
        </Link>
      </Fact>
      <DossierFacts dossier={dossier} />
    </dl>
  )
}
