import { limiteGrounds } from '@samsyn/domain'
import { useId } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { TextField } from '../../ui/TextField.tsx'
import styles from './LimiteFields.module.css'
import type { LimiteAnswer } from './use-limite.ts'

interface Props {
  readonly answer: LimiteAnswer
  readonly onAnswer: (answer: LimiteAnswer) => void
  /** Whether to show what is missing. */
  readonly isMissed: boolean
  /** Of the words that say what the ground is for. */
  readonly describedBy: string
}

/** On what ground others than the Member States may read something, and by which document or whom. */
export function GroundFields({ answer, onAnswer, isMissed, describedBy }: Props) {
  const t = useT('markings')
  const id = useId()
  const isUnchosen = isMissed && answer.ground === null
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: it stands in a fieldset of its own already. */}
      <div
        role="group"
        className={styles.grounds}
        aria-describedby={`${describedBy}${isUnchosen ? ` ${id}-error` : ''}`}
        aria-labelledby={`${id}-label`}
      >
        <span id={`${id}-label`} className={styles.label}>
          {t('limite.groundLabel')}
        </span>
        {limiteGrounds.map((ground) => (
          <label key={ground} className={styles.ground}>
            <input
              type="radio"
              className="ds-input"
              name={id}
              checked={answer.ground === ground}
              aria-invalid={isUnchosen ? true : undefined}
              onChange={() => onAnswer({ ...answer, ground })}
            />
            {t(`limite.ground.${ground}`)}
          </label>
        ))}
        {isUnchosen && (
          <span id={`${id}-error`} className={styles.error}>
            {t('limite.choose')}
          </span>
        )}
      </div>
      <TextField
        label={t('limite.reference')}
        hint={t('limite.referenceHint')}
        value={answer.reference}
        onValue={(reference) => onAnswer({ ...answer, reference })}
        maxLength={200}
        required
        error={isMissed && answer.reference.trim() === '' ? t('limite.referenceMissed') : null}
      />
    </>
  )
}
