import { type CountryCode, formulaIfLifted, isAgreement, standingReservations } from '@samsyn/domain'
import type { PositionDetail, RoundDetail, VersionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { ReservationLine } from './ReservationLine.tsx'
import { SigningPlace } from './SigningPlace.tsx'
import styles from './SignOff.module.css'
import { useDoAct } from './use-do-act.ts'

interface Props {
  readonly position: PositionDetail
  readonly version: VersionDetail
  readonly round: RoundDetail
  readonly country: CountryCode
  readonly onDone: () => void
}

/** Lifting one's country's own reservation, of an agreed text or of the final text in force. Draws nothing where there is none to lift. */
export function LiftReservation({ position, version, round, country, onDone }: Props) {
  const t = useT('version')
  const release = position.releases.find(({ versionNumber }) => versionNumber === version.number) ?? null
  const standing = standingReservations(round).find((one) => one.country === country)
  const decision = round.decisions.find(({ id }) => id === standing?.decisionId)
  const releaseId = release?.id ?? null
  const { state, act, leave } = useDoAct({ position, version, round, country, releaseId })
  const [isOpen, setOpen] = useState(false)
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
      <SigningPlace>
        <div className={styles.buttons}>
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-color="seal"
            onClick={() => setOpen(true)}
          >
            {t('lift.action')}
          </button>
        </div>
      </SigningPlace>
      <CommandDialog
        {...state}
        isOpen={isOpen}
        onClose={() => {
          leave()
          setOpen(false)
        }}
        title={t('lift.action')}
        confirm={t('lift.action')}
        tone="seal"
        onConfirm={() =>
          act({ kind: 'lift_reservation', decisionId }, () => {
            setOpen(false)
            onDone()
          })
        }
      >
        <p>{t(release === null ? 'lift.before' : 'lift.after')}</p>
        <ReservationLine reservation={reservation} language={language} />
        {position.deputyFor && <p>{t('decide.asDeputy', { lead: position.deputyFor.name })}</p>}
        {formula !== null && (
          <p className={styles.formula}>
            <span className={styles.quiet}>{t('round.formulaNow')}</span>{' '}
            <span lang={language}>{formula}</span>
          </p>
        )}
      </CommandDialog>
    </section>
  )
}
