import type { CountryCode } from '@samsyn/domain'
import type { PositionDetail } from '@samsyn/protocol'
import { useId, useState } from 'react'
import { usePositionCommand } from '../../app/queries.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { ReasonField } from '../position/ReasonField.tsx'
import styles from './Spill.module.css'

/** Reports classified information in the joint text or in own pages, with a reason that has none of it. */
export function ReportSpillDialog({
  position,
  onClose,
}: {
  readonly position: PositionDetail
  readonly onClose: () => void
}) {
  const t = useT('spill')
  const tPages = useT('pages')
  const countries = useCountryNames()
  const id = useId()
  const command = usePositionCommand('reportSpill', position.id)
  const [country, setCountry] = useState<CountryCode | null>(null)
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const places: readonly (CountryCode | null)[] = [null, ...position.ownPages]
  const confirm = () => {
    setAsked(true)
    if (reason.trim() !== '') command.mutate({ country, reason }, { onSuccess: onClose })
  }
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('report.title')}
      confirm={t('report.confirm')}
      tone="danger"
      error={command.error}
      isPending={command.isPending}
      onConfirm={confirm}
    >
      <p>{t('report.text')}</p>
      {places.length > 1 && (
        <fieldset className={styles.places}>
          <legend>{t('report.where')}</legend>
          {places.map((place) => (
            <label key={place ?? 'joint'} className={styles.place}>
              <input
                type="radio"
                className="ds-input"
                name={id}
                checked={country === place}
                onChange={() => setCountry(place)}
              />
              {place === null
                ? t('report.joint')
                : t('report.pages', { name: tPages('only', { country: countries.name(place) }) })}
            </label>
          ))}
        </fieldset>
      )}
      <ReasonField
        label={t('report.reason')}
        hint={t('report.reasonHint')}
        value={reason}
        onValue={setReason}
        isAsked={isAsked}
        maxLength={500}
      />
    </CommandDialog>
  )
}
