import { awaitedIn, type CountryCode, formulaOf, isSame, standingDecisions, type Terms } from '@samsyn/domain'
import type { PositionDetail, RoundDetail, VersionDetail } from '@samsyn/protocol'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { FormulaNow } from './FormulaNow.tsx'
import { ReservationLine } from './ReservationLine.tsx'
import { SignedAct } from './SignedAct.tsx'
import styles from './SignOff.module.css'

interface Props {
  readonly position: PositionDetail
  readonly version: VersionDetail
  readonly round: RoundDetail
  readonly country: CountryCode
  /** What the reader is about to confirm: it stays, whatever comes meanwhile, until its dialog is closed. */
  readonly confirming: Terms | null
  readonly onConfirming: (of: Terms | null) => void
  readonly onConfirmed: (of: Terms) => void
}

/** What one's country has to have seen before the text is final: each is confirmed by itself, signed as its answer was. Draws nothing where there is nothing. */
export function TermsToConfirm(props: Props) {
  const { position, round, country, confirming } = props
  const t = useT('version')
  const names = useCountryNames()
  const awaited = awaitedIn(position, round).filter((one) => one.country === country)
  const waiting = awaited.map(({ of }) => of)
  const shown =
    confirming === null || waiting.some((of) => isSame(of, confirming)) ? waiting : [...waiting, confirming]
  if (shown.length === 0) return null
  return (
    <section className={styles.decide} aria-labelledby="confirm-title">
      <h2 id="confirm-title">{t('confirm.title', { country: names.name(country) })}</h2>
      {shown.map((of) => (
        <OneTerm key={keyOf(of)} {...props} of={of} />
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

function OneTerm({
  of,
  confirming: _others,
  onConfirming,
  onConfirmed,
  ...seen
}: Props & {
  readonly of: Terms
}) {
  const t = useT('version')
  const { position, round } = seen
  const language = position.draftingLanguage
  const formula = formulaOf(round, language)
  const reserved = of.kind === 'reservation' ? round.decisions.find(({ id }) => id === of.decisionId) : null
  const isSilent = !standingDecisions(round).has(seen.country) && position.suspendedBy.includes(seen.country)
  const formulaWhy = isSilent ? 'confirm.formulaAfterWithdrawal' : 'confirm.formula'
  const words = (
    <>
      <p>{t(of.kind === 'formula' ? formulaWhy : 'confirm.reservation')}</p>
      {of.kind === 'formula' && (
        <p className={styles.own} lang={language}>
          {of.partyFormula}
        </p>
      )}
      {reserved?.value.kind === 'agree_with_reservation' && (
        <>
          <CountryBadge country={reserved.country} show="name" />
          <ReservationLine reservation={reserved.value} language={language} />
        </>
      )}
    </>
  )
  return (
    <div className={styles.term}>
      {words}
      <SignedAct
        {...seen}
        releaseId={null}
        action={t(of.kind === 'formula' ? 'confirm.theFormula' : 'confirm.theReservation')}
        tone="seal"
        emphasis="primary"
        given={() => ({ kind: 'confirm_terms', of })}
        onOpen={(isOpen) => onConfirming(isOpen ? of : null)}
        onDone={() => onConfirmed(of)}
      >
        {words}
        {of.kind === 'reservation' && formula !== null && (
          <FormulaNow formula={formula} language={language} />
        )}
      </SignedAct>
    </div>
  )
}
