import { Dialog } from '@digdir/designsystemet-react'
import { type ReactNode, type SubmitEvent, useId } from 'react'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { focusFirstError } from '../../ui/focus-first-error.ts'
import { useReturnFocus } from '../../ui/use-return-focus.ts'
import styles from './CommandDialog.module.css'

interface Props {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly title: string
  readonly confirm: string
  readonly tone?: 'accent' | 'danger' | 'seal'
  /** A wide one has room for a text. */
  readonly size?: 'usual' | 'wide'
  /** Of the last attempt; what was typed stays where it is. */
  readonly error: unknown
  /** The sentence for it, where it may be another than a refusal of the server. */
  readonly errorText?: ((error: unknown) => string) | undefined
  readonly isPending: boolean
  /** It cannot be done: what is inside says why. */
  readonly isHeld?: boolean
  /** It may come up while somebody writes: no key that was meant for the text chooses or confirms anything. */
  readonly comesUnasked?: boolean
  readonly onConfirm: () => void
  readonly children: ReactNode
}

/** Asks once more before something others will notice, with what they need to know and a field for what they want to say. */
export function CommandDialog({
  isOpen,
  onClose,
  title,
  confirm,
  tone = 'accent',
  size = 'usual',
  error,
  errorText,
  isPending,
  isHeld = false,
  comesUnasked = false,
  onConfirm,
  children,
}: Props) {
  const t = useT('common')
  const usualText = useErrorText()
  const titleId = useId()
  useReturnFocus(isOpen)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isPending || isHeld) return
    onConfirm()
    focusFirstError(event.currentTarget)
  }
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      closeButton={t('close')}
      aria-labelledby={titleId}
      className={styles.dialog}
      data-width={size}
    >
      {isOpen && (
        <form
          className={styles.form}
          onSubmit={submit}
          noValidate
          ref={comesUnasked ? markHeading : markFirstField}
        >
          <h2 id={titleId} tabIndex={-1}>
            {title}
          </h2>
          {children}
          {Boolean(error) && (
            <p className={styles.error} role="alert">
              {(errorText ?? usualText)(error)}
            </p>
          )}
          <div className={styles.buttons}>
            {!isHeld && (
              <button
                type="submit"
                className="ds-button"
                data-variant="primary"
                data-color={tone}
                aria-busy={isPending}
              >
                {confirm}
              </button>
            )}
            <button
              type="button"
              className="ds-button"
              data-variant="tertiary"
              data-color="neutral"
              onClick={onClose}
            >
              {t('cancel')}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  )
}

/** Where `showModal` puts the focus of what comes unasked. */
function markHeading(form: HTMLFormElement | null): void {
  form?.querySelector('h2')?.setAttribute('autofocus', '')
}

/** Where `showModal` puts the focus: the first field, else the heading; never the close button that stands first. */
function markFirstField(form: HTMLFormElement | null): void {
  const first = form?.querySelector('textarea, input') ?? form?.querySelector('h2')
  first?.setAttribute('autofocus', '')
}
