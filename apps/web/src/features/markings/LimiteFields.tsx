import { inNeutralOrder, isMemberState } from '@samsyn/domain'
import type { PositionDetail } from '@samsyn/protocol'
import { useId } from 'react'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { GroundFields } from './GroundFields.tsx'
import styles from './LimiteFields.module.css'
import type { LimiteQuestion } from './use-limite.ts'

interface Props {
  readonly position: PositionDetail
  readonly question: LimiteQuestion
}

const lineWords = {
  marked: 'limite.line',
  typed: 'limite.lineTyped',
  sent: 'limite.lineSent',
} as const

/** Asks on what ground text marked LIMITE may go into a draft, with who beyond the Member States would read it there. */
export function LimiteFields({ position, question: { text, answer, onAnswer, isMissed } }: Props) {
  const t = useT('markings')
  const countries = useCountryNames()
  const id = useId()
  if (!text) return null
  const readers = inNeutralOrder([...position.parties, ...position.releasableTo])
  const others = readers.filter((country) => !isMemberState(country))
  return (
    <fieldset className={styles.limite}>
      <legend>{t('limite.title')}</legend>
      <p id={`${id}-why`}>
        {text.kind === 'copied' ? t('limite.copied') : t(lineWords[text.kind], { line: text.line })}{' '}
        {others.length > 0
          ? t('limite.readers', { countries: countries.list(others) })
          : t('limite.readersUnnamed')}
      </p>
      <GroundFields answer={answer} onAnswer={onAnswer} isMissed={isMissed} describedBy={`${id}-why`} />
    </fieldset>
  )
}
