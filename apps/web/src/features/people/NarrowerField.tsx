import { type Grant, isSameGrant } from '@samsyn/domain'
import type { AccountDetail } from '@samsyn/protocol'
import { useId } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from './People.module.css'
import { useGrantWords } from './use-grant-words.ts'

interface Props {
  readonly narrower: AccountDetail['narrower']
  readonly ending: readonly Grant[]
  readonly onEnding: (ending: readonly Grant[]) => void
}

/** What somebody is for a part or for a while: it stays, but for what is taken away. */
export function NarrowerField({ narrower, ending, onEnding }: Props) {
  const t = useT('people')
  const grantWords = useGrantWords()
  const id = useId()
  return (
    <fieldset className={styles.roles} aria-describedby={`${id}-text`}>
      <legend>{t('narrower')}</legend>
      <span id={`${id}-text`} className={styles.quiet}>
        {t('narrowerText')}
      </span>
      {narrower.map((placed, index) => {
        const { grant } = placed
        const others = ending.filter((each) => !isSameGrant(each, grant))
        return (
          <div key={JSON.stringify(grant)} className={styles.narrower}>
            <input
              type="checkbox"
              id={`${id}-${index}`}
              className="ds-input"
              checked={others.length === ending.length}
              onChange={({ target }) => onEnding(target.checked ? others : [...others, grant])}
            />
            <label htmlFor={`${id}-${index}`}>{grantWords(placed)}</label>
          </div>
        )
      })}
    </fieldset>
  )
}
