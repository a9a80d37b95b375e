import { type InputHTMLAttributes, type TextareaHTMLAttributes, useId } from 'react'
import styles from './Field.module.css'

interface Words {
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | null | undefined
  readonly value: string
  readonly onValue: (value: string) => void
}

type LineProps = Words & { readonly isLong?: false } & Omit<
    InputHTMLAttributes<HTMLInputElement>,
    keyof Words
  >
type LongProps = Words & { readonly isLong: true } & Omit<
    TextareaHTMLAttributes<HTMLTextAreaElement>,
    keyof Words
  >

/** A labelled line or text area; hint and error are tied to it for those who listen. */
export function TextField(props: LineProps | LongProps) {
  const { label, hint, error, value, onValue, isLong: _isLong, ...rest } = props
  const id = useId()
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const shared = {
    id,
    className: 'ds-input',
    value,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': describedBy || undefined,
  }
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
      {props.isLong ? (
        <textarea
          rows={3}
          {...(rest as TextareaHTMLAttributes<HTMLTextAreaElement>)}
          {...shared}
          onChange={(event) => onValue(event.target.value)}
        />
      ) : (
        <input
          {...(rest as InputHTMLAttributes<HTMLInputElement>)}
          {...shared}
          onChange={(event) => onValue(event.target.value)}
        />
      )}
      {error && (
        <span id={`${id}-error`} className={styles.error}>
          {error}
        </span>
      )}
    </div>
  )
}
