import { Link, useSearchParams } from 'react-router'
import { useDossiers } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { NewPositionForm } from './NewPositionForm.tsx'
import { useAgendaItem } from './use-agenda-item.ts'

/** Begins a position on an item of a meeting's agenda. */
export function NewPositionPage() {
  const t = useT('position')
  const [search] = useSearchParams()
  const found = useAgendaItem(search.get('agendaItem'))
  const dossiers = useDossiers()
  return (
    <div className="page">
      <PageHeader
        title={t('new.title')}
        above={
          found.state === 'found' && (
            <Link to={`/meetings/${found.meeting.id}`} className="quiet-link">
              {t('new.forItem', { number: found.item.number, meeting: found.meeting.title })}
            </Link>
          )
        }
      >
        <span>{t('new.text')}</span>
      </PageHeader>
      {found.state === 'missing' && (
        <EmptyState
          title={t('new.noItem')}
          action={
            <Link to="/meetings" className="ds-button" data-variant="primary">
              {t('new.toMeetings')}
            </Link>
          }
        />
      )}
      {found.state === 'failed' && <ErrorState error={found.error} />}
      {dossiers.isError && <ErrorState error={dossiers.error} onRetry={() => void dossiers.refetch()} />}
      {(found.state === 'loading' || (found.state === 'found' && dossiers.isPending)) && (
        <LoadingState lines={8} />
      )}
      {found.state === 'found' && dossiers.data && (
        <NewPositionForm meeting={found.meeting} item={found.item} dossiers={dossiers.data} />
      )}
    </div>
  )
}
