import { type RoundKind, roundKinds } from '@samsyn/domain'
import { useId } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from './RoundKindField.module.css'

interface Props {
  readonly value: RoundKind
  readonly onValue: (value: RoundKind) => void
}

/** Whether every party answers, or no objection by the deadline is consent; each with what that means. */
export function RoundKindField({ value, onValue }: Props) {
  const t = useT('position')
  const id = useId()
  return (
    <fieldset className={styles.kinds}>
      <legend>{t('openRound.kind')}</legend>
      {roundKinds.map((kind) => (
        <div key={kind} className={styles.kind}>
          <input
            type="radio"
            className="ds-input"
            id={`${id}-${kind}`}
            name={id}
            checked={value === kind}
            aria-describedby={`${id}-${kind}-text`}
            onChange={() => onValue(kind)}
          />
          <label htmlFor={`${id}-${kind}`}>{t(`openRound.kinds.${kind}`)}</label>
          <p id={`${id}-${kind}-text`}>{t(`openRound.kindText.${kind}`)}</p>
        </div>
      ))}
    </fieldset>
  )
}
