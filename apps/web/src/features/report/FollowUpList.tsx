import type { FollowUpTurnKind } from '@samsyn/domain'
import type { FollowUpCard } from '@samsyn/protocol'
import { useState } from 'react'
import { Link } from 'react-router'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { ReasonField } from '../position/ReasonField.tsx'
import styles from './Reports.module.css'
import { useFollowUpTurn } from './use-report-back.ts'

/** What is to be done after a meeting; who may goes on with it here. */
export function FollowUpList({
  followUps,
  showsPosition = false,
}: {
  readonly followUps: readonly FollowUpCard[]
  /** Where they are of several. */
  readonly showsPosition?: boolean
}) {
  const t = useT('report')
  if (followUps.length === 0) return <p className={styles.quiet}>{t('followUps.none')}</p>
  return (
    <ul className={styles.followUps}>
      {followUps.map((followUp) => (
        <li key={followUp.id} data-follow-up={followUp.state}>
          <FollowUpRow followUp={followUp} showsPosition={showsPosition} />
        </li>
      ))}
    </ul>
  )
}

function FollowUpRow({
  followUp,
  showsPosition,
}: {
  readonly followUp: FollowUpCard
  readonly showsPosition: boolean
}) {
  const t = useT('report')
  const tDomain = useT('domain')
  const time = useTime()
  const errorText = useErrorText()
  const turn = useFollowUpTurn(followUp.position.id, followUp.id)
  const [reason, setReason] = useState('')
  const [dropping, setDropping] = useState<'no' | 'begun' | 'asked'>('no')
  const go = (kind: FollowUpTurnKind) => {
    if (kind === 'drop') setDropping('begun')
    else turn.mutate({ kind })
  }
  const drop = () => {
    setDropping('asked')
    if (reason.trim() === '') return
    turn.mutate({ kind: 'drop', reason }, { onSuccess: () => setDropping('no') })
  }
  const dropped = followUp.turns.find(({ kind }) => kind === 'drop')
  return (
    <div className={styles.followUp}>
      <p className={styles.action}>{followUp.action}</p>
      {showsPosition && (
        <p className={styles.quiet}>
          <Link
            to={`/positions/${followUp.position.id}/reports`}
            className="quiet-link"
            lang={followUp.position.draftingLanguage}
          >
            {followUp.position.title}
          </Link>
        </p>
      )}
      <p className={styles.about}>
        <CountryBadge country={followUp.owner} show="name" />
        <span className={styles.state} data-state={followUp.state}>
          {tDomain(`followUpState.${followUp.state}`)}
        </span>
        {followUp.due !== null && (
          <span>{t('followUps.dueOn', { date: time.date(`${followUp.due}T12:00:00.000Z`) })}</span>
        )}
        {followUp.isOverdue && <strong className={styles.overdue}>{t('followUps.overdue')}</strong>}
      </p>
      {dropped && <p className={styles.quiet}>{dropped.reason ?? t('followUps.replaced')}</p>}
      {followUp.may.length > 0 && (
        <div className={styles.buttons}>
          {followUp.may.map((kind) => (
            <button
              key={kind}
              type="button"
              className="ds-button"
              data-size="sm"
              data-variant={kind === 'finish' ? 'secondary' : 'tertiary'}
              data-color={kind === 'drop' ? 'neutral' : 'accent'}
              disabled={turn.isPending}
              onClick={() => go(kind)}
            >
              {t(`followUps.turn.${kind}`)}
              <span className="visually-hidden">: {followUp.action}</span>
            </button>
          ))}
        </div>
      )}
      {turn.error && dropping === 'no' && (
        <p role="alert" className={styles.error}>
          {errorText(turn.error)}
        </p>
      )}
      <CommandDialog
        isOpen={dropping !== 'no'}
        onClose={() => setDropping('no')}
        title={t('followUps.dropTitle')}
        confirm={t('followUps.turn.drop')}
        error={turn.error}
        isPending={turn.isPending}
        onConfirm={drop}
      >
        <p>{followUp.action}</p>
        <ReasonField
          label={t('followUps.reason')}
          value={reason}
          onValue={setReason}
          isAsked={dropping === 'asked'}
        />
      </CommandDialog>
    </div>
  )
}
