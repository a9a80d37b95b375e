import { PlusIcon } from '@navikt/aksel-icons'
import type { MeetingDetail } from '@samsyn/protocol'
import { Link } from 'react-router'
import { usePerson } from '../../app/session-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { ReferenceText } from '../../ui/ReferenceText.tsx'
import { PositionRow } from '../position/PositionRow.tsx'
import { DossierHistoryBlock } from '../report/DossierHistoryBlock.tsx'
import styles from './AgendaItemCard.module.css'
import { KeepAgendaItem } from './KeepAgendaItem.tsx'
import { keepsMeetings } from './keeps-meetings.ts'

type Item = MeetingDetail['agenda'][number]

/** The roles of the matrix that may begin a position; whether in this dossier and forum, the server decides. */
const beginning: readonly string[] = ['drafter', 'lead', 'secretariat']

/** One item of an agenda: how it is treated, its documents, and the positions on it. */
export function AgendaItemCard({
  meetingId,
  item,
  startsAt,
}: {
  readonly meetingId: string
  readonly item: Item
  readonly startsAt: string
}) {
  const t = useT('meeting')
  const tDomain = useT('domain')
  const person = usePerson()
  const mayBegin = person.roles.some((role) => beginning.includes(role))
  return (
    <article className={styles.item}>
      <p className={styles.number}>
        <span className="visually-hidden">{t('item', { number: item.number })}</span>
        <span aria-hidden="true">{item.number}</span>
      </p>
      <div className={styles.body}>
        <h3 className={styles.title}>{item.title}</h3>
        <p className={styles.about}>
          <span className={styles.kind}>{tDomain(`agendaItemKind.${item.kind}`)}</span>
          {item.dossier && (
            <span>
              {t('dossier')}{' '}
              <Link to={`/dossiers/${item.dossier.id}`} className="ds-link">
                {item.dossier.title}
              </Link>
            </span>
          )}
        </p>
        {item.documents.length > 0 && (
          <ul className={styles.documents} aria-label={t('documents')}>
            {item.documents.map((document) => (
              <li key={document}>
                <ReferenceText text={document} />
              </li>
            ))}
          </ul>
        )}
        {item.positions.length === 0 ? (
          <p className={styles.none}>{t('noPosition')}</p>
        ) : (
          <ul className={styles.positions} aria-label={t('positions', { count: item.positions.length })}>
            {item.positions.map((position) => (
              <li key={position.id}>
                <PositionRow position={position} showsMeeting={false} />
              </li>
            ))}
          </ul>
        )}
        {item.dossier && (
          <DossierHistoryBlock
            dossierId={item.dossier.id}
            exceptOf={item.positions.map(({ id }) => id)}
            before={startsAt}
          />
        )}
        {mayBegin && (
          <Link
            to={`/positions/new?agendaItem=${item.id}`}
            className="ds-button"
            data-variant="tertiary"
            data-size="sm"
          >
            <PlusIcon aria-hidden />
            {t('begin')}
            <span className="visually-hidden">: {t('item', { number: item.number })}</span>
          </Link>
        )}
        {keepsMeetings(person) && <KeepAgendaItem meetingId={meetingId} item={item} />}
      </div>
    </article>
  )
}
