import type { DossierDetail } from '@samsyn/protocol'
import { Link, useParams } from 'react-router'
import { hasFailed } from '../../app/has-failed.ts'
import { useDossier } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryList } from '../../ui/CountryList.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PageError } from '../../ui/PageError.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { WithCorrigenda } from '../../ui/WithCorrigenda.tsx'
import facts from '../position/PositionFacts.module.css'
import { PositionRow } from '../position/PositionRow.tsx'
import { releaseTarget } from '../position/position-target.ts'
import { FollowUpList } from '../report/FollowUpList.tsx'
import { OutcomeTag } from '../report/OutcomeTag.tsx'
import { Words } from '../report/ReportCard.tsx'
import { TextStateTag } from '../search/TextStateTag.tsx'
import { DossierFacts } from './DossierFacts.tsx'
import styles from './DossierPage.module.css'

type Item = DossierDetail['history'][number]
type OnDossier = Item['positions'][number]

/** A dossier: its facts with their date, and its way through the meetings, in the order of time. */
export function DossierPage() {
  const { dossierId = '' } = useParams()
  const dossier = useDossier(dossierId)
  if (dossier.data) return <Dossier dossier={dossier.data} />
  if (hasFailed(dossier)) return <PageError error={dossier.error} onRetry={() => void dossier.refetch()} />
  return (
    <div className="page">
      <LoadingState lines={8} />
    </div>
  )
}

function Dossier({ dossier }: { readonly dossier: DossierDetail }) {
  const t = useT('search')
  return (
    <div className="page">
      <PageHeader
        title={dossier.title}
        above={t('dossierPage.label')}
        actions={
          <Link
            to={`/search?dossier=${dossier.id}`}
            className="ds-button"
            data-variant="secondary"
            data-size="sm"
          >
            {t('dossierPage.texts')}
          </Link>
        }
      />
      <div className={styles.columns}>
        <section aria-labelledby="history">
          <h2 id="history" className="section-title">
            {t('dossierPage.history')}
          </h2>
          {dossier.history.length === 0 ? (
            <EmptyState title={t('dossierPage.none')}>{t('dossierPage.noneText')}</EmptyState>
          ) : (
            <ol className={styles.history}>
              {dossier.history.map((item) => (
                <li key={item.agendaItem?.id ?? 'none'} className={styles.item}>
                  <HistoryItem item={item} />
                </li>
              ))}
            </ol>
          )}
        </section>
        <section aria-labelledby="facts" className={styles.facts}>
          <h2 id="facts" className="section-title">
            {t('dossierPage.facts')}
          </h2>
          <dl className={facts.facts}>
            <DossierFacts dossier={dossier} />
          </dl>
        </section>
      </div>
    </div>
  )
}

function HistoryItem({ item }: { readonly item: Item }) {
  const t = useT('search')
  const tDomain = useT('domain')
  const time = useTime()
  const { meeting, agendaItem } = item
  return (
    <>
      <p className={styles.when}>
        {meeting ? time.span(meeting.startsAt, meeting.endsAt) : t('dossierPage.unscheduled')}
      </p>
      {meeting && agendaItem && (
        <>
          <h3 className={styles.meeting}>
            <Link to={`/meetings/${meeting.id}`} className="ds-link">
              {meeting.title}
            </Link>
          </h3>
          <p className={styles.quiet}>
            {[
              ...(meeting.title === meeting.forum.shortName ? [] : [meeting.forum.shortName]),
              `${agendaItem.number} ${agendaItem.title}`,
              tDomain(`agendaItemKind.${agendaItem.kind}`),
            ].join(' · ')}
          </p>
        </>
      )}
      {item.positions.length === 0 ? (
        <p className={styles.quiet}>{t('dossierPage.noPosition')}</p>
      ) : (
        <ul className={styles.positions}>
          {item.positions.map((position) => (
            <li key={position.id}>
              <PositionRow position={position} showsMeeting={false} />
              <FinalTexts position={position} />
              <AtTheTable position={position} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Every final text of a position, those that hold no more among them and marked as such. */
function FinalTexts({ position: { title, releases } }: { readonly position: OnDossier }) {
  const t = useT('search')
  const time = useTime()
  if (releases.length === 0) return null
  return (
    <ul className={styles.releases} aria-label={t('dossierPage.releases', { title })}>
      {releases.map((release) => (
        <li key={release.id}>
          <a href={releaseTarget(release.id)} className="ds-link">
            {release.reference}
          </a>
          <TextStateTag state={release.state} />
          <WithCorrigenda count={release.issuedCorrigenda} />
          <CountryList countries={release.countries} />
          <span className={styles.quiet}>{t('released', { at: time.stamp(release.releasedAt) })}</span>
        </li>
      ))}
    </ul>
  )
}

/** What became of a position in the meeting, as it was put together of the delegations' reports, and what is to be done. */
function AtTheTable({ position: { id, atTheTable } }: { readonly position: OnDossier }) {
  const t = useT('search')
  const tReport = useT('report')
  if (!atTheTable) return null
  const { outcome, dividingLine, nextStep, followUps } = atTheTable
  if (outcome === null && followUps.length === 0) return null
  return (
    <div className={styles.outcome}>
      {outcome !== null && (
        <p className={styles.became}>
          {t('dossierPage.outcome')} <OutcomeTag outcome={outcome} />
          <Link to={`/positions/${id}/reports`} className="ds-link">
            {tReport('read')}
          </Link>
        </p>
      )}
      <Words title={tReport('consolidation.dividingLine')} text={dividingLine} />
      <Words title={tReport('consolidation.nextStep')} text={nextStep} />
      {followUps.length > 0 && <FollowUpList followUps={followUps} />}
    </div>
  )
}
