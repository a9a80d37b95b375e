import type { PersonCard, RouteBody } from '@samsyn/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { readDeadline, type WallTime, wallTimeOf } from '../../i18n/time.ts'
import { focusFirstError } from '../../ui/focus-first-error.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import styles from './Account.module.css'

const day = 24 * 60 * 60 * 1000

/** An hour of a day so many days from now. */
const proposed = (days: number, time: string): WallTime => ({
  ...wallTimeOf(new Date(Date.now() + days * day).toISOString()),
  time,
})

/** Names a deputy for a period, by the clocks in Brussels. */
export function NameDeputy({ candidates }: { readonly candidates: readonly PersonCard[] }) {
  const t = useT('account')
  const errorText = useErrorText()
  const client = useQueryClient()
  const [deputyId, setDeputyId] = useState('')
  const [isLater, setLater] = useState(false)
  const [from, setFrom] = useState<WallTime>(() => proposed(1, '08:00'))
  const [to, setTo] = useState<WallTime>(() => proposed(7, '17:00'))
  const [isAsked, setAsked] = useState(false)
  const name = useMutation({
    mutationFn: (body: RouteBody<'nameDeputy'>) => api('nameDeputy', { body }),
    onSuccess: (deputies) => {
      client.setQueryData(queryKeys.deputies, deputies)
      setDeputyId('')
      setAsked(false)
    },
  })
  const start = isLater ? readDeadline(from) : null
  const end = readDeadline(to)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setAsked(true)
    focusFirstError(event.currentTarget)
    if (deputyId === '' || (isLater && start === null) || end === null || name.isPending) return
    name.mutate({ deputyId, from: start, to: end })
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <SelectField
        label={t('deputy.who')}
        value={deputyId}
        onValue={setDeputyId}
        options={[
          { value: '', label: t('deputy.choose') },
          ...candidates.map((person) => ({ value: person.id, label: person.name })),
        ]}
        error={isAsked && deputyId === '' ? t('deputy.choose') : null}
      />
      <SelectField
        label={t('deputy.from')}
        value={isLater ? 'later' : 'now'}
        onValue={(value) => setLater(value === 'later')}
        options={[
          { value: 'now', label: t('deputy.now') },
          { value: 'later', label: t('deputy.later') },
        ]}
      />
      {isLater && (
        <WallTimeFields
          dateLabel={t('deputy.fromDate')}
          timeLabel={t('deputy.fromTime')}
          value={from}
          onValue={setFrom}
          error={isAsked && start === null ? t('deputy.wrong') : null}
        />
      )}
      <WallTimeFields
        dateLabel={t('deputy.toDate')}
        timeLabel={t('deputy.toTime')}
        value={to}
        onValue={setTo}
        error={isAsked && end === null ? t('deputy.wrong') : null}
      />
      {name.error && (
        <p className={styles.error} role="alert">
          {errorText(name.error)}
        </p>
      )}
      <button type="submit" className="ds-button" data-variant="primary" aria-busy={name.isPending}>
        {t('deputy.name')}
      </button>
    </form>
  )
}

interface FieldsProps {
  readonly dateLabel: string
  readonly timeLabel: string
  readonly value: WallTime
  readonly onValue: (value: WallTime) => void
  readonly error: string | null
}

function WallTimeFields({ dateLabel, timeLabel, value, onValue, error }: FieldsProps) {
  return (
    <div className={styles.moment}>
      <TextField
        label={dateLabel}
        type="date"
        value={value.date}
        onValue={(date) => onValue({ ...value, date })}
        required
      />
      <TextField
        label={timeLabel}
        value={value.time}
        onValue={(time) => onValue({ ...value, time })}
        error={error}
        inputMode="numeric"
        maxLength={5}
        required
      />
    </div>
  )
}
