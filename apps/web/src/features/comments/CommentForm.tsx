import { PadlockLockedIcon, XMarkIcon } from '@navikt/aksel-icons'
import type { CountryCode } from '@samsyn/domain'
import type { Discussion, ThreadComment } from '@samsyn/protocol'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
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
    onSend({ ...said, text: said.text.trim() }, audience)
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
  const isKnown = (mention: Mention) => said.mentions.some((one) => keyOf(one) === keyOf(mention))
  return (
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
  )
}
