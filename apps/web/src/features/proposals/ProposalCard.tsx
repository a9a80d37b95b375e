import { CheckmarkIcon, XMarkIcon } from '@navikt/aksel-icons'
import type { RouteBody } from '@samsyn/protocol'
import { type FormEvent, useId, useState } from 'react'
import { ApiError } from '../../app/api.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { TextField } from '../../ui/TextField.tsx'
import styles from '../suggestions/Suggestions.module.css'
import { CopyWords } from './CopyWords.tsx'
import { ProposalWording } from './ProposalWording.tsx'
import { useProposalWords } from './use-proposal-words.ts'
import type { PlacedProposal } from './use-proposals.ts'

interface Props extends PlacedProposal {
  /** What it is called among those that were sent with it, under whose name they stand; null for one by itself. */
  readonly heading: string | null
  /** Whether its mark in the text was chosen. */
  readonly isActive: boolean
  /** Whether the person can write in the text now. */
  readonly isEditable: boolean
  readonly isPending: boolean
  /** Why it could not be settled. */
  readonly error: Error | null
  readonly onGo: (place: NonNullable<PlacedProposal['place']>) => void
  readonly onSettle: (body: RouteBody<'settleProposal'>) => void
}

/** A proposal beside the text: whose it is, what it would change, why, and what is made of it. */
export function ProposalCard({
  heading,
  proposal,
  place,
  isActive,
  isEditable,
  isPending,
  error,
  onGo,
  onSettle,
}: Props) {
  const t = useT('proposals')
  const words = useProposalWords()
  const errorText = useErrorText()
  const id = useId()
  const [isDeclining, setDeclining] = useState(false)
  const { proposer, explanation, text, may } = proposal
  const whose = words.by(proposal)
  const mayTake = may.includes('taken')
  const isByHand = mayTake && !place?.isPlain
  return (
    <article
      className={styles.card}
      data-proposal-card={proposal.id}
      data-country={proposer.country?.toLowerCase()}
      data-active={isActive || undefined}
      aria-label={heading ?? t('cardLabel', { by: whose })}
    >
      {heading === null ? (
        <>
          <p className={styles.tag}>{t('tag')}</p>
          <p className={styles.who}>
            {proposer.country && <CountryBadge country={proposer.country} />}
            <span>{whose}</span>
          </p>
        </>
      ) : (
        <p className={styles.number}>{heading}</p>
      )}
      {place ? (
        <button type="button" className={styles.go} onClick={() => onGo(place)}>
          <ProposalWording {...proposal} />
        </button>
      ) : (
        <ProposalWording {...proposal} />
      )}
      {explanation !== '' && (
        <p className={styles.given}>
          <span className={styles.what}>{t('why')}</span> {explanation}
        </p>
      )}
      {!place && <p className={styles.note}>{t('gone')}</p>}
      {place?.reads && <p className={styles.note}>{t('reads', { text: place.reads })}</p>}
      {place && isByHand && <p className={styles.note}>{t('notPlain')}</p>}
      {isByHand && <CopyWords text={text} />}
      {isDeclining ? (
        <DeclineForm
          isPending={isPending}
          onDecline={(reason) => onSettle({ kind: 'declined', reason })}
          onCancel={() => setDeclining(false)}
        />
      ) : (
        may.length > 0 && (
          <div className={styles.actions}>
            {mayTake && isEditable && place?.isPlain && (
              <button
                type="button"
                className={styles.accept}
                disabled={isPending}
                aria-describedby={id}
                onClick={() => onSettle({ kind: 'taken' })}
              >
                <CheckmarkIcon aria-hidden />
                {t('take')}
              </button>
            )}
            {may.includes('declined') && (
              <button
                type="button"
                className={styles.reject}
                disabled={isPending}
                aria-describedby={id}
                onClick={() => setDeclining(true)}
              >
                <XMarkIcon aria-hidden />
                {t('decline')}
              </button>
            )}
            {may.includes('withdrawn') && (
              <button
                type="button"
                disabled={isPending}
                aria-describedby={id}
                onClick={() => onSettle({ kind: 'withdrawn' })}
              >
                {t('withdraw')}
              </button>
            )}
          </div>
        )
      )}
      {error && (
        <p role="alert" className={styles.error}>
          {errorText(error)}
        </p>
      )}
      <span id={id} hidden>
        {heading ?? whose}
      </span>
    </article>
  )
}

function DeclineForm({
  isPending,
  onDecline,
  onCancel,
}: {
  readonly isPending: boolean
  readonly onDecline: (reason: string) => void
  readonly onCancel: () => void
}) {
  const t = useT('proposals')
  const tCommon = useT('common')
  const errorText = useErrorText()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const isMissing = reason.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!isMissing) onDecline(reason.trim())
  }
  return (
    <form className={styles.verdict} onSubmit={submit} noValidate>
      <TextField
        label={t('declineReason')}
        value={reason}
        onValue={setReason}
        error={isAsked && isMissing ? errorText(new ApiError('reason_required')) : null}
        maxLength={2000}
        required
        autoFocus
      />
      <div className={styles.actions}>
        <button type="submit" className={styles.reject} disabled={isPending}>
          <XMarkIcon aria-hidden />
          {t('decline')}
        </button>
        <button type="button" className={styles.plain} onClick={onCancel}>
          {tCommon('cancel')}
        </button>
      </div>
    </form>
  )
}
