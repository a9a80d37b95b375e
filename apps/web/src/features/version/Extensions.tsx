import { unmetRequests } from '@samsyn/domain'
import type { PositionDetail, RoundDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { usePositionCommand } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { readDeadline, wallTimeOf } from '../../i18n/time.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { DeadlineFields } from '../position/DeadlineFields.tsx'
import { proposedDeadline } from '../position/proposed-deadline.ts'
import { ReasonField } from '../position/ReasonField.tsx'
import styles from './Extensions.module.css'

interface Props {
  readonly position: PositionDetail
  readonly round: RoundDetail
}

/** Who asks for more time in the open round, and the ways to ask and to grant it. Draws nothing where there is neither. */
export function Extensions({ position, round }: Props) {
  const t = useT('version')
  const time = useTime()
  const [opened, setOpened] = useState<'ask' | 'grant' | null>(null)
  const { askExtension, grantExtension } = position.abilities
  const asked = unmetRequests(round)
  if (asked.length === 0 && !askExtension && opened === null) return null
  return (
    <section className={styles.extensions} aria-label={t('extension.title')}>
      {asked.map(({ country, person, deputyFor, until, reason, at }) => (
        <div key={`${country}-${at}`} data-asked={country}>
          <p>
            <CountryBadge country={country} show="name" /> {t('extension.asked', { until: time.full(until) })}
          </p>
          {deputyFor && <p>{t('round.deputy', { name: person.name, lead: deputyFor.name })}</p>}
          <p className={styles.reason}>{reason}</p>
        </div>
      ))}
      <div className={styles.buttons}>
        {grantExtension && (
          <button
            type="button"
            className="ds-button"
            data-variant="primary"
            onClick={() => setOpened('grant')}
          >
            {t('extension.grant')}
          </button>
        )}
        {askExtension && (
          <button
            type="button"
            className="ds-button"
            data-variant="tertiary"
            onClick={() => setOpened('ask')}
          >
            {t('extension.ask')}
          </button>
        )}
      </div>
      {opened === 'ask' && <AskDialog {...{ position, round }} onClose={() => setOpened(null)} />}
      {opened === 'grant' && <GrantDialog {...{ position, round }} onClose={() => setOpened(null)} />}
    </section>
  )
}

function AskDialog({ position, round, onClose }: Props & { readonly onClose: () => void }) {
  const t = useT('version')
  const { mutate, error, isPending } = usePositionCommand('askExtension', position.id)
  const [deadline, setDeadline] = useState(() => proposedDeadline(Date.parse(round.deadline), 'explicit'))
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const until = laterThan(round, readDeadline(deadline))
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('extension.ask')}
      confirm={t('extension.ask')}
      error={error}
      isPending={isPending}
      onConfirm={() => {
        setAsked(true)
        if (until && reason.trim() !== '')
          mutate({ roundId: round.id, until, reason }, { onSuccess: onClose })
      }}
    >
      <p>{t('extension.askText')}</p>
      <DeadlineFields
        value={deadline}
        onValue={setDeadline}
        isAsked={isAsked}
        fault={until ? null : 'deadline_not_later'}
      />
      <ReasonField label={t('object.reason')} value={reason} onValue={setReason} isAsked={isAsked} />
    </CommandDialog>
  )
}

function GrantDialog({ position, round, onClose }: Props & { readonly onClose: () => void }) {
  const t = useT('version')
  const { mutate, error, isPending } = usePositionCommand('grantExtension', position.id)
  const [deadline, setDeadline] = useState(() => wallTimeOf(latestOf(round)))
  const [isAsked, setAsked] = useState(false)
  const instant = laterThan(round, readDeadline(deadline))
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('extension.grant')}
      confirm={t('extension.grant')}
      error={error}
      isPending={isPending}
      onConfirm={() => {
        setAsked(true)
        if (instant) mutate({ roundId: round.id, deadline: instant }, { onSuccess: onClose })
      }}
    >
      <p>{t('extension.grantText')}</p>
      <DeadlineFields
        value={deadline}
        onValue={setDeadline}
        isAsked={isAsked}
        fault={instant ? null : 'deadline_not_later'}
      />
    </CommandDialog>
  )
}

/** The instant, if it is later than the deadline. */
function laterThan({ deadline }: RoundDetail, instant: string | null): string | null {
  return instant !== null && Date.parse(instant) > Date.parse(deadline) ? instant : null
}

/** The latest deadline that is asked for. */
function latestOf(round: RoundDetail): string {
  return unmetRequests(round).reduce(
    (latest, { until }) => (Date.parse(until) > Date.parse(latest) ? until : latest),
    round.deadline,
  )
}
