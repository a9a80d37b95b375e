import { useT } from '../../i18n/i18n.ts'
import { wallTimeOf } from '../../i18n/time.ts'
import { useNow } from '../../i18n/use-now.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { WithCorrigenda } from '../../ui/WithCorrigenda.tsx'
import { PlaceLink } from '../reading/PlaceLink.tsx'
import type { FolderItem } from './folder-entries.ts'

type Earlier = FolderItem['earlier'][number]

/** Folded under an item: what came of its dossier at meetings before, position by position, the last one first. Nothing where there is nothing. */
export function EarlierOnDossier({ item: { earlier } }: { readonly item: FolderItem }) {
  const t = useT('folder')
  if (earlier.length === 0) return null
  return (
    <details className="folder-earlier">
      <summary>{`${t('earlier.title')} (${earlier.length})`}</summary>
      <ul className="folder-told-of">
        {earlier.map((each) => (
          <li key={each.positionId}>
            <Became earlier={each} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function Became({
  earlier: { title, draftingLanguage, release, meeting, stage, outcome, dividingLine, nextStep, followUps },
}: {
  readonly earlier: Earlier
}) {
  const t = useT('folder')
  const tDomain = useT('domain')
  const time = useTime()
  return (
    <>
      {release ? (
        <PlaceLink href={`/read/${release.id}`} lang={draftingLanguage}>
          {title}
        </PlaceLink>
      ) : (
        <strong lang={draftingLanguage}>{title}</strong>
      )}
      <p className="folder-facts">
        <strong className="folder-outcome" data-outcome={outcome}>
          {outcome === null ? tDomain(`reportStage.${stage}`) : tDomain(`reportOutcome.${outcome}`)}
        </strong>
        {meeting && <span>{`${meeting.title} · ${time.date(meeting.startsAt)}`}</span>}
        {release && <span>{release.reference}</span>}
        <WithCorrigenda count={release?.issuedCorrigenda ?? 0} />
      </p>
      <Told title={t('earlier.dividingLine')} text={dividingLine} />
      <Told title={t('earlier.nextStep')} text={nextStep} />
      {followUps.length > 0 && (
        <>
          <p className="folder-told">{t('earlier.followUps')}</p>
          <ul className="folder-follow-ups">
            {followUps.map((followUp) => (
              <li key={followUp.id}>
                <FollowUp followUp={followUp} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function FollowUp({
  followUp: { action, owner, due, state },
}: {
  readonly followUp: Earlier['followUps'][number]
}) {
  const t = useT('folder')
  const tDomain = useT('domain')
  const time = useTime()
  const today = wallTimeOf(new Date(useNow()).toISOString()).date
  const isLeft = state === 'open' || state === 'in_progress'
  return (
    <>
      {action}
      <span className="folder-facts">
        <CountryBadge country={owner} />
        <span>{tDomain(`followUpState.${state}`)}</span>
        {due !== null && <span>{t('earlier.due', { date: time.date(`${due}T12:00:00.000Z`) })}</span>}
        {due !== null && isLeft && due < today && <strong>{t('earlier.overdue')}</strong>}
      </span>
    </>
  )
}

function Told({ title, text }: { readonly title: string; readonly text: string }) {
  if (text === '') return null
  return (
    <p>
      <span className="folder-told">{title}</span> {text}
    </p>
  )
}
