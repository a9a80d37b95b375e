import { useId } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from './People.module.css'

interface Props {
  /** In words. */
  readonly narrower: readonly string[]
  readonly ending: readonly number[]
  readonly onEnding: (ending: readonly number[]) => void
}

/** What somebody is for a part or for a while: it stays, but for what is taken away. */
export function NarrowerField({ narrower, ending, onEnding }: Props) {
  const t = useT('people')
  const id = useId()
  return (
    <fieldset className={styles.roles} aria-describedby={`${id}-text`}>
      <legend>{t('narrower')}</legend>
      <span id={`${id}-text`} className={styles.quiet}>
        {t('narrowerText')}
      </span>
      {narrower.map((words, index) => (
        <div key={words} className={styles.narrower}>
          <input
            type="checkbox"
            id={`${id}-${index}`}
            className="ds-input"
            checked={!ending.includes(index)}
            onChange={({ target }) =>
              onEnding(target.checked ? ending.filter((other) => other !== index) : [...ending, index])
            }
          />
          <label htmlFor={`${id}-${index}`}>{words}</label>
        </div>
      ))}
    </fieldset>
  )
}
