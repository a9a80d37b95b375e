import { PadlockLockedIcon, XMarkIcon } from '@navikt/aksel-icons'
import type { CountryCode } from '@samsyn/domain'
import type { Discussion, PositionDetail, ThreadComment } from '@samsyn/protocol'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { limiteRefused } from '../markings/limite-refused.ts'
import { LimiteDialog } from '../pasting/LimiteDialog.tsx'
import styles from './Comments.module.css'
import { keyOf, MentionSelect } from './MentionSelect.tsx'
import { useMentionNames } from './use-mention-names.ts'

type Mention = ThreadComment['mentions'][number]
type Audience = Discussion['audiences'][number]

export interface Said {
  readonly text: string
  readonly mentions: Mention[]
}

interface Props {
  readonly label: string
  readonly position: PositionDetail
  readonly discussion: Discussion
  readonly parties: readonly CountryCode[]
  /** For whom one may write here; each has a button of its own, so that nobody writes for the wrong readers. */
  readonly sends: readonly { readonly audience: Audience; readonly label: string }[]
  readonly before?: Said
  readonly isPending: boolean
  readonly error: Error | null
  readonly onSend: (said: Said, audience: Audience) => void
  readonly onCancel: (() => void) | null
  /** Kept by whoever shows the form, where it must outlive it. */
  readonly onText?: (said: Said) => void
  readonly children?: ReactNode
}

/** Where a comment is written: its words, who is mentioned, and for whom it is. */
export function CommentForm({
  label,
  position,
  discussion,
  parties,
  sends,
  before = { text: '', mentions: [] },
  isPending,
  error,
  onSend,
  onCancel,
  onText,
  children,
}: Props) {
  const t = useT('comments')
  const tCommon = useT('common')
  const errorText = useErrorText()
  const names = useMentionNames(discussion)
  const id = useId()
  const [said, setSaid] = useState(before)
  const [isMissing, setMissing] = useState(false)
  const [sent, setSent] = useState<{ readonly said: Said; readonly audience: Audience } | null>(null)
  /** The refusal that no ground was given for. */
  const [declined, setDeclined] = useState<Error | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])

  const change = (next: Said) => {
    setSaid(next)
    onText?.(next)
  }
  const send = (audience: Audience) => {
    if (said.text.trim() === '') {
      setMissing(true)
      field.current?.focus()
      return
    }
    const next = { ...said, text: said.text.trim() }
    setSent({ said: next, audience })
    onSend(next, audience)
  }
  const isOnlyOne = sends.length === 1
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const [only] = sends
    if (isOnlyOne && only) send(only.audience)
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && onCancel) {
      event.stopPropagation()
      onCancel()
    }
    const [only] = sends
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isOnlyOne && only) send(only.audience)
  }
  const audiences = sends.map(({ audience }) => audience)
  const mentionable = names.mentionable(parties, audiences)
  const limite = sent && error !== declined ? limiteRefused(error, [sent.said.text], position) : null
  const isKnown = (mention: Mention) => said.mentions.some((one) => keyOf(one) === keyOf(mention))
  return (
    <>
      <form className={styles.form} onSubmit={submit} onKeyDown={keys}>
        {children}
        <label htmlFor={id} className="visually-hidden">
          {label}
        </label>
        <textarea
          ref={field}
          id={id}
          className="ds-input"
          rows={3}
          maxLength={4000}
          placeholder={label}
          value={said.text}
          // What is on its way is said as it was sent.
          readOnly={isPending}
          aria-busy={isPending}
          aria-invalid={isMissing && said.text.trim() === '' ? true : undefined}
          aria-describedby={isMissing ? `${id}-error` : undefined}
          onChange={(event) => change({ ...said, text: event.target.value })}
        />
        {isMissing && said.text.trim() === '' && (
          <span id={`${id}-error`} className={styles.error}>
            {t('missing')}
          </span>
        )}
        {mentionable.length > 0 && (
          <div className={styles.mentions}>
            {said.mentions.map((mention) => (
              <button
                key={keyOf(mention)}
                type="button"
                className={styles.chip}
                aria-label={t('mention.remove', { name: names.of(mention) })}
                onClick={() =>
                  change({
                    ...said,
                    mentions: said.mentions.filter((one) => keyOf(one) !== keyOf(mention)),
                  })
                }
              >
                @{names.of(mention)}
                <XMarkIcon aria-hidden />
              </button>
            ))}
            <MentionSelect
              mentionable={mentionable.filter((mention) => !isKnown(mention))}
              nameOf={names.of}
              onMention={(mention) => change({ ...said, mentions: [...said.mentions, mention] })}
            />
          </div>
        )}
        {error && (
          <p role="alert" className={styles.error}>
            {errorText(error)}
          </p>
        )}
        <div className={styles.sends}>
          {sends.map(({ audience, label: send_ }, index) => (
            <button
              key={audience ?? 'all'}
              type={isOnlyOne ? 'submit' : 'button'}
              className="ds-button"
              data-size="sm"
              data-variant={index === 0 ? 'primary' : 'secondary'}
              disabled={isPending}
              onClick={isOnlyOne ? undefined : () => send(audience)}
            >
              {audience !== null && <PadlockLockedIcon aria-hidden />}
              {send_}
            </button>
          ))}
          {onCancel && (
            <button
              type="button"
              className="ds-button"
              data-size="sm"
              data-variant="tertiary"
              onClick={onCancel}
            >
              {tCommon('cancel')}
            </button>
          )}
        </div>
      </form>
      {sent && limite && (
        <LimiteDialog
          position={position}
          pasted={{ kind: 'limite', text: limite, put: () => onSend(sent.said, sent.audience) }}
          onClose={() => setDeclined(error)}
        />
      )}
    </>
  )
}
