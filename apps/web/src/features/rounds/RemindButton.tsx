import { BellIcon } from '@navikt/aksel-icons'
import type { PositionSummary } from '@samsyn/protocol'
import { useState } from 'react'
import { usePositionCommand } from '../../app/queries.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import type { OpenRoundOf } from './RoundCard.tsx'
import styles from './Rounds.module.css'

/** Reminds the delegations that have not answered, with one press, and says whom. */
export function RemindButton({ position }: { readonly position: OpenRoundOf }) {
  const t = useT('rounds')
  const names = useCountryNames()
  const errorText = useErrorText()
  const { id, title, openRound } = position
  const { mutate, isPending, error } = usePositionCommand('remindRound', id)
  // As it was then: whoever answers later was reminded all the same.
  const [reminded, setReminded] = useState<PositionSummary['openRound']>(null)
  return (
    <div className={styles.remind}>
      <div role="status">
        {reminded?.id === openRound.id && <p>{t('reminded', { countries: names.list(reminded.missing) })}</p>}
      </div>
      {error && (
        <p className="ds-validation-message" role="alert">
          {errorText(error)}
        </p>
      )}
      <button
        type="button"
        className="ds-button"
        data-variant="secondary"
        aria-disabled={isPending}
        onClick={() => {
          if (isPending) return
          mutate({ roundId: openRound.id }, { onSuccess: (answer) => setReminded(answer.openRound) })
        }}
      >
        <BellIcon aria-hidden />
        {t('remind')}
        <span className="visually-hidden">: {title}</span>
      </button>
    </div>
  )
}
