import { BellIcon } from '@navikt/aksel-icons'
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
  const { mutate, isPending, isSuccess, error, variables } = usePositionCommand('remindRound', id)
  return (
    <div className={styles.remind}>
      <div role="status">
        {isSuccess && variables.roundId === openRound.id && (
          <p>{t('reminded', { countries: names.list(openRound.missing) })}</p>
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
          if (!isPending) mutate({ roundId: openRound.id })
        }}
      >
        <BellIcon aria-hidden />
        {t('remind')}
        <span className="visually-hidden">: {title}</span>
      </button>
    </div>
  )
}
