import { CheckmarkIcon, XMarkIcon } from '@navikt/aksel-icons'
import type { SuggestionVerdict } from '@samsyn/protocol'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useT } from '../../i18n/i18n.ts'
import styles from './Suggestions.module.css'

interface Props {
  /** What is decided on, for those who listen. */
  readonly about: string
  readonly isDisabled?: boolean
  readonly onDecide: (verdict: SuggestionVerdict, reason: string | null) => void
}

/** Accept or reject, with a reason for whoever wants to give one. */
export function VerdictForm({ about, isDisabled = false, onDecide }: Props) {
  const t = useT('suggestions')
  const id = useId()
  const [reason, setReason] = useState('')
  const [isReasoned, setReasoned] = useState(false)
  const decide = (verdict: SuggestionVerdict) => {
    onDecide(verdict, reason.trim() || null)
    setReason('')
    setReasoned(false)
  }
  const accept = useRef<HTMLButtonElement>(null)
  const giveReason = useRef<HTMLButtonElement>(null)
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      // A reason goes with either answer: the next key says which.
      accept.current?.focus()
    }
    if (event.key !== 'Escape') return
    event.stopPropagation()
    flushSync(() => {
      setReason('')
      setReasoned(false)
    })
    giveReason.current?.focus()
  }
  return (
    <div className={styles.verdict}>
      {isReasoned && (
        <label className={styles.reason}>
          <span>{t('reason')}</span>
          <input
            type="text"
            value={reason}
            maxLength={2000}
            // biome-ignore lint/a11y/noAutofocus: it was asked for just now
            autoFocus
            onChange={({ target }) => setReason(target.value)}
            onKeyDown={keys}
          />
        </label>
      )}
      <div className={styles.actions}>
        <button
          ref={accept}
          type="button"
          className={styles.accept}
          disabled={isDisabled}
          aria-describedby={id}
          onClick={() => decide('accepted')}
        >
          <CheckmarkIcon aria-hidden />
          {t('accept')}
        </button>
        <button
          type="button"
          className={styles.reject}
          disabled={isDisabled}
          aria-describedby={id}
          onClick={() => decide('rejected')}
        >
          <XMarkIcon aria-hidden />
          {t('reject')}
        </button>
        {!isReasoned && (
          <button
            ref={giveReason}
            type="button"
            className={styles.plain}
            disabled={isDisabled}
            aria-describedby={id}
            onClick={() => setReasoned(true)}
          >
            {t('giveReason')}
          </button>
        )}
      </div>
      <span id={id} hidden>
        {about}
      </span>
    </div>
  )
}
