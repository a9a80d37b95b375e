import { isMemberState, limiteGrounds } from '@samsyn/domain'
import type { PositionDetail } from '@samsyn/protocol'
import { useId } from 'react'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { TextField } from '../../ui/TextField.tsx'
import styles from './LimiteFields.module.css'
import type { LimiteQuestion } from './use-limite.ts'

interface Props {
  readonly position: PositionDetail
  readonly question: LimiteQuestion
}

/** Asks on what ground text marked LIMITE may go into a draft, with who beyond the Member States would read it there. */
export function LimiteFields({ position, question: { text, answer, onAnswer, isMissed } }: Props) {
  const t = useT('markings')
  const countries = useCountryNames()
  const id = useId()
  if (!text) return null
  const others = position.parties.filter((party) => !isMemberState(party))
  const isUnchosen = isMissed && answer.ground === null
  return (
    <fieldset className={styles.limite} aria-describedby={`${id}-why${isUnchosen ? ` ${id}-error` : ''}`}>
      <legend>{t('limite.title')}</legend>
      <p id={`${id}-why`}>
        {text.kind === 'copied'
          ? t('limite.copied')
          : t(text.kind === 'typed' ? 'limite.lineTyped' : 'limite.line', { line: text.line })}{' '}
        {others.length > 0
          ? t('limite.readers', { countries: countries.list(others) })
          : t('limite.readersUnnamed')}
      </p>
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
      <TextField
        label={t('limite.reference')}
        hint={t('limite.referenceHint')}
        value={answer.reference}
        onValue={(reference) => onAnswer({ ...answer, reference })}
        maxLength={200}
        required
        error={isMissed && answer.reference.trim() === '' ? t('limite.referenceMissed') : null}
      />
    </fieldset>
  )
}
