import { type CountryCode, formulaIfLifted, isAgreement, standingReservations } from '@samsyn/domain'
import type { PositionDetail, RoundDetail, VersionDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { FormulaNow } from './FormulaNow.tsx'
import { ReservationLine } from './ReservationLine.tsx'
import { SignedAct } from './SignedAct.tsx'
import styles from './SignOff.module.css'

interface Props {
  readonly position: PositionDetail
  readonly version: VersionDetail
  readonly round: RoundDetail
  readonly country: CountryCode
}

/** Lifting one's country's own reservation, of an agreed text or of the final text in force. Draws nothing where there is none to lift. */
export function LiftReservation(props: Props) {
  const { position, version, round, country } = props
  const t = useT('version')
  const release = position.releases.find(({ versionNumber }) => versionNumber === version.number) ?? null
  const standing = standingReservations(round).find((one) => one.country === country)
  const decision = round.decisions.find(({ id }) => id === standing?.decisionId)
  const isLiftable =
    release === null
      ? round.id === position.round?.id && round.outcome !== null && isAgreement(round.outcome)
      : release.id === position.releaseInForce && !release.withdrawn.includes(country)
  if (!position.abilities.liftReservation || !isLiftable) return null
  if (decision?.value.kind !== 'agree_with_reservation') return null
  const { value: reservation, id: decisionId } = decision
  const language = version.draftingLanguage
  const formula = release === null ? formulaIfLifted(round, { decisionId }, language) : null
  return (
    <section className={styles.decide} aria-labelledby="lift-title">
      <h2 id="lift-title">{t('lift.title')}</h2>
      <ReservationLine reservation={reservation} language={language} />
      <SignedAct
        {...props}
        releaseId={release?.id ?? null}
        action={t('lift.action')}
        tone="seal"
        given={() => ({ kind: 'lift_reservation', decisionId })}
      >
        <p>{t(release === null ? 'lift.before' : 'lift.after')}</p>
        <ReservationLine reservation={reservation} language={language} />
        {formula !== null && <FormulaNow formula={formula} language={language} />}
      </SignedAct>
    </section>
  )
}
