import { UploadIcon } from '@navikt/aksel-icons'
import { type DragEvent, useId, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from './FileField.module.css'

interface Props {
  /** What is wrong with the file, or that there is none. */
  readonly error: string | null
  /** The name of the file that was chosen; null for none. */
  readonly chosen: string | null
  readonly onFiles: (files: readonly File[]) => void
}

/** Takes a Word file that is chosen, or dropped anywhere on the field. */
export function FileField({ error, chosen, onFiles }: Props) {
  const t = useT('word')
  const id = useId()
  const [isOver, setOver] = useState(false)
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    setOver(true)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles([...event.dataTransfer.files])
  }
  return (
    // Dropping is a short cut: the field inside does the same with keys.
    // biome-ignore lint/a11y/noStaticElementInteractions: the field is the control
    <div
      className={styles.file}
      data-over={isOver || undefined}
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor={id}>{t('file')}</label>
      <span id={`${id}-hint`} className={styles.hint}>
        {t('fileHint')}
      </span>
      <input
        id={id}
        type="file"
        accept=".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        className="visually-hidden"
        aria-describedby={`${id}-hint ${id}-error`}
        aria-invalid={error !== null ? true : undefined}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])])
          // So that the same file, once it was put right, can be chosen again.
          target.value = ''
        }}
      />
      <div className={styles.choice}>
        {/* The browser would write the button in a language of its own. */}
        <label htmlFor={id} className="ds-button" data-variant="secondary" data-size="sm">
          <UploadIcon aria-hidden />
          {t('choose')}
        </label>
        <span>{chosen ?? t('none')}</span>
      </div>
      <span id={`${id}-error`} className={styles.error} role="alert">
        {error}
      </span>
    </div>
  )
}
