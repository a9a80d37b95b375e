import { asksForRelease, type CountryCode, countryCodes } from '@samsyn/domain'
import { useId, useState } from 'react'
import { usePositionCommand } from '../../app/queries.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { GroundFields } from '../markings/GroundFields.tsx'
import styles from '../markings/LimiteFields.module.css'
import { releasableToNobody } from '../markings/ReleasableField.tsx'
import { CommandDialog } from './CommandDialog.tsx'
import type { CommandProps } from './PositionActions.tsx'
import { ReasonField } from './ReasonField.tsx'

/** Makes a position for the Member States releasable to another country on a ground, or ends that with a reason. */
export function ReleasabilityDialog({ position, isOpen, onClose }: CommandProps) {
  const t = useT('markings')
  const names = useCountryNames()
  const id = useId()
  const extend = usePositionCommand('extendReleasability', position.id)
  const end = usePositionCommand('endReleasability', position.id)
  // A party stays able to read what it signs: it is not asked about.
  const others = countryCodes.filter(
    (each) => asksForRelease(position, each) && !position.parties.includes(each),
  )
  const [country, setCountry] = useState<CountryCode | null>(null)
  const [answer, setAnswer] = useState(releasableToNobody.answer)
  const [reason, setReason] = useState('')
  const [isMissed, setMissed] = useState(false)
  const isGiven = country !== null && position.releasableTo.includes(country)
  const confirm = () => {
    setMissed(true)
    const { revision } = position
    if (country === null) return
    if (isGiven) {
      if (reason.trim() === '') return
      end.mutate({ revision, country, reason }, { onSuccess: onClose })
    } else if (answer.ground !== null && answer.reference.trim() !== '') {
      const { ground, reference } = answer
      extend.mutate({ revision, country, ground, reference }, { onSuccess: onClose })
    }
  }
  return (
    <CommandDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('releasable.dialog')}
      confirm={t(isGiven ? 'releasable.end' : 'releasable.confirm')}
      tone={isGiven ? 'danger' : 'accent'}
      error={isGiven ? end.error : extend.error}
      isPending={extend.isPending || end.isPending}
      onConfirm={confirm}
    >
      <p id={`${id}-why`}>{t('releasable.text')}</p>
      <fieldset className={`${styles.limite} ${styles.plain}`} aria-describedby={`${id}-why`}>
        <legend>{t('releasable.country')}</legend>
        {others.map((each) => (
          <label key={each} className={styles.country}>
            <input
              type="radio"
              className="ds-input"
              name={id}
              checked={country === each}
              aria-invalid={isMissed && country === null ? true : undefined}
              onChange={() => {
                setCountry(each)
                setMissed(false)
              }}
            />
            {t(position.releasableTo.includes(each) ? 'releasable.given' : 'releasable.notGiven', {
              country: names.name(each),
            })}
          </label>
        ))}
        {isMissed && country === null && <span className={styles.error}>{t('releasable.choose')}</span>}
      </fieldset>
      {isGiven && (
        <ReasonField label={t('releasable.reason')} value={reason} onValue={setReason} isAsked={isMissed} />
      )}
      {country !== null && !isGiven && (
        <GroundFields answer={answer} onAnswer={setAnswer} isMissed={isMissed} describedBy={`${id}-why`} />
      )}
    </CommandDialog>
  )
}
