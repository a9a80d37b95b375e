import { BellIcon } from '@navikt/aksel-icons'
import type { CountryCode } from '@samsyn/domain'
import type { PositionSummary } from '@samsyn/protocol'
import { useState } from 'react'
import { usePositionCommand } from '../../app/queries.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import styles from './Rounds.module.css'

/** Reminds the delegations that have not answered, or have terms to confirm, with one press, and says whom. */
export function RemindButton({ position }: { readonly position: PositionSummary }) {
  const t = useT('rounds')
  const names = useCountryNames()
  const errorText = useErrorText()
  const { id, title } = position
  const asked = askedIn(position)
  const { mutate, isPending, error } = usePositionCommand('remindRound', id)
  // As it was then: whoever answers later was reminded all the same.
  const [reminded, setReminded] = useState<Asked | null>(null)
  return (
    <div className={styles.remind}>
      <div role="status">
        {reminded && reminded.id === asked?.id && (
          <p>{t('reminded', { countries: names.list(reminded.countries) })}</p>
        )}
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
          if (isPending || !asked) return
          mutate({ roundId: asked.id }, { onSuccess: (answer) => setReminded(askedIn(answer)) })
        }}
      >
        <BellIcon aria-hidden />
        {t('remind')}
        <span className="visually-hidden">: {title}</span>
      </button>
    </div>
  )
}

interface Asked {
  readonly id: string
  readonly countries: readonly CountryCode[]
}

/** Of which round somebody is waited for, and who. */
function askedIn({ openRound, confirmationsIn, awaitsConfirmation }: PositionSummary): Asked | null {
  if (openRound) return { id: openRound.id, countries: openRound.missing }
  return confirmationsIn === null ? null : { id: confirmationsIn, countries: awaitsConfirmation }
}
