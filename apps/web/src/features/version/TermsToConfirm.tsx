import { awaitedConfirmations, type CountryCode, type Terms } from '@samsyn/domain'
import type { PositionDetail, RoundDetail } from '@samsyn/protocol'
import { usePositionCommand } from '../../app/queries.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { ReservationLine } from './ReservationLine.tsx'
import styles from './SignOff.module.css'

interface Props {
  readonly position: PositionDetail
  readonly round: RoundDetail
  readonly country: CountryCode
  /** What was confirmed has gone from the page, and its button with it. */
  readonly onConfirmed: (of: Terms) => void
}

/** What one's country has to have seen before the text is final: each is confirmed by itself. Draws nothing where there is nothing. */
export function TermsToConfirm({ position, round, country, onConfirmed }: Props) {
  const t = useT('version')
  const names = useCountryNames()
  const awaited = awaitedConfirmations(round, position.draftingLanguage).filter(
    (one) => one.country === country,
  )
  if (awaited.length === 0) return null
  return (
    <section className={styles.decide} aria-labelledby="confirm-title">
      <h2 id="confirm-title">{t('confirm.title', { country: names.name(country) })}</h2>
      {awaited.map(({ of }) => (
        <OneTerm key={keyOf(of)} of={of} position={position} round={round} onConfirmed={onConfirmed} />
      ))}
    </section>
  )
}

/** Says that something was confirmed. A region of its own, since what was confirmed is gone. */
export function ConfirmedTerms({ of }: { readonly of: Terms | null }) {
  const t = useT('version')
  return (
    <div role="status" className={styles.confirmed}>
      {of && (
        <p key={keyOf(of)} className={styles.quiet}>
          {t(of.kind === 'formula' ? 'confirm.formulaDone' : 'confirm.reservationDone')}
        </p>
      )}
    </div>
  )
}

function keyOf(of: Terms): string {
  return of.kind === 'formula' ? of.partyFormula : of.decisionId
}

function OneTerm({ of, position, round, onConfirmed }: Omit<Props, 'country'> & { readonly of: Terms }) {
  const t = useT('version')
  const errorText = useErrorText()
  const { mutateAsync, error, isPending } = usePositionCommand('confirmTerms', position.id)
  const reserved = of.kind === 'reservation' ? round.decisions.find(({ id }) => id === of.decisionId) : null
  return (
    <div className={styles.term}>
      <p>{t(of.kind === 'formula' ? 'confirm.formula' : 'confirm.reservation')}</p>
      {of.kind === 'formula' && (
        <p className={styles.own} lang={position.draftingLanguage}>
          {of.partyFormula}
        </p>
      )}
      {reserved?.value.kind === 'agree_with_reservation' && (
        <>
          <CountryBadge country={reserved.country} show="name" />
          <ReservationLine reservation={reserved.value} language={position.draftingLanguage} />
        </>
      )}
      {Boolean(error) && <p role="alert">{errorText(error)}</p>}
      <div className={styles.buttons}>
        <button
          type="button"
          className="ds-button"
          data-variant="primary"
          data-color="seal"
          aria-busy={isPending}
          onClick={() => {
            if (isPending) return
            // Not a callback of the mutation: by then there is no button any more to call it for. A refusal stands above.
            mutateAsync({ roundId: round.id, of }).then(
              () => onConfirmed(of),
              () => undefined,
            )
          }}
        >
          {t(of.kind === 'formula' ? 'confirm.theFormula' : 'confirm.theReservation')}
        </button>
      </div>
    </div>
  )
}
