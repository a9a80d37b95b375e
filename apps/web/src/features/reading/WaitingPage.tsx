import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { MarkingLine } from '../../ui/MarkingLine.tsx'
import { StatusTag } from '../../ui/StatusTag.tsx'
import { statusKinds } from '../../ui/status-kind.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { ConnectionNotice } from './ConnectionNotice.tsx'
import { ReadingNotice } from './ReadingNotice.tsx'
import { isLasting, positionQuery, workspaceQuery } from './reading-api.ts'
import { useLive } from './use-live.ts'

/** A position whose final text is still to come: what it is about and where it stands, and the text as soon as it is out. */
export function WaitingPage({ positionId }: { readonly positionId: string }) {
  const t = useT('reading')
  const position = useQuery(positionQuery(positionId))
  const workspace = useQuery(workspaceQuery)
  const contact = useLive(position.data && [position.data.id], {
    checkedAt: position.dataUpdatedAt,
  })
  const releaseId = position.data?.releaseInForce
  useEffect(() => {
    if (releaseId) location.replace(`/read/${releaseId}`)
  }, [releaseId])
  const heading = usePageTitle(position.data?.title ?? t('loading'))
  const time = useTime()
  const tDomain = useT('domain')
  if (position.isError && (!position.data || isLasting(position.error))) {
    return <ReadingNotice error={position.error} onRetry={() => void position.refetch()} />
  }
  if (!position.data || releaseId) return <p className="reading-loading">{t('loading')}</p>
  const { title, status, meeting, parties, draftingLanguage } = position.data
  return (
    <div className="reading-waiting">
      <ConnectionNotice text={contact === 'lost' ? t('connection.waiting') : null} />
      {workspace.data?.isSample && <p className="reading-sample">{t('sample')}</p>}
      <StatusTag status={status} /> <MarkingLine text={position.data} />
      <h1 ref={heading} tabIndex={-1} lang={draftingLanguage}>
        {title}
      </h1>
      <p className="reading-not-final" role="status">
        <strong>{t('waiting.title')}</strong>{' '}
        {statusKinds[status] === 'over' ? t('waiting.over') : t('waiting.text')}
      </p>
      {meeting && (
        <p>
          {meeting.title}
          <br />
          {meeting.status === 'postponed' || meeting.status === 'cancelled'
            ? tDomain(`meetingStatus.${meeting.status}`)
            : time.full(meeting.startsAt)}
        </p>
      )}
      <ul className="release-signoffs" aria-label={t('waiting.parties')}>
        {parties.map((country) => (
          <li key={country}>
            <CountryBadge country={country} show="name" />
          </li>
        ))}
      </ul>
      <p>
        <a href="/">{t('toDesk')}</a>
      </p>
    </div>
  )
}
