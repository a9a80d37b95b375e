import { assertNever, type CountryCode, type DecisionValue } from '@samsyn/domain'
import type { PersonCard, RoundDetail, VersionDetail } from '@samsyn/protocol'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { AmendmentLine } from './AmendmentLine.tsx'
import type { Answer } from './DecisionDialogs.tsx'
import { decisionsByCountry } from './decisions.ts'
import { ReservationLine } from './ReservationLine.tsx'
import { Signed } from './Signed.tsx'
import { SigningPlace } from './SigningPlace.tsx'
import styles from './SignOff.module.css'

interface Props {
  readonly version: VersionDetail
  readonly round: RoundDetail
  readonly country: CountryCode
  readonly deputyFor: PersonCard | null
  readonly onAnswer: (answer: Answer) => void
}

/** Answering for one's country, on exactly this version and hash; a change of mind is a new decision. */
export function SignOff({ version, round, country, deputyFor, onAnswer }: Props) {
  const t = useT('version')
  const time = useTime()
  const names = useCountryNames()
  const own = decisionsByCountry(round).get(country)
  return (
    <section className={styles.decide} aria-labelledby="decide-title">
      <h2 id="decide-title">{t('decide.title', { country: names.name(country) })}</h2>
      {deputyFor && <p>{t('decide.asDeputy', { lead: deputyFor.name })}</p>}
      <div role="status">
        {own ? (
          <>
            <p className={styles.own} data-decision={own.value.kind}>
              {t(`decide.${saidOf(own.value)}`, { at: time.stamp(own.at) })}
            </p>
            {own.value.kind === 'agree_with_reservation' && (
              <ReservationLine reservation={own.value} language={version.draftingLanguage} />
            )}
            {own.value.kind === 'object' && <p className={styles.reason}>{own.value.reason}</p>}
            {own.value.kind === 'propose_amendment' && (
              <AmendmentLine {...own.value} language={version.draftingLanguage} />
            )}
            <p className={styles.quiet}>{t('decide.change')}</p>
          </>
        ) : (
          <p>{t(round.kind === 'silence' ? 'decide.silence' : 'decide.text')}</p>
        )}
      </div>
      <Signed {...{ version, round, country }} value={own?.value ?? { kind: 'agree' }} />
      <SigningPlace>
        <div className={styles.buttons}>
          {own?.value.kind !== 'agree' && (
            <button
              type="button"
              className="ds-button"
              data-variant="primary"
              data-color="seal"
              onClick={() => onAnswer('agree')}
            >
              {t('decide.agree')}
            </button>
          )}
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-color="seal"
            onClick={() => onAnswer('reserve')}
          >
            {t('decide.reserve')}
          </button>
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-color="danger"
            onClick={() => onAnswer('object')}
          >
            {t('decide.object')}
          </button>
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-color="danger"
            onClick={() => onAnswer('amend')}
          >
            {t('decide.amend')}
          </button>
          {own?.value.kind !== 'not_participating' && (
            <button
              type="button"
              className="ds-button"
              data-variant="tertiary"
              data-color="neutral"
              onClick={() => onAnswer('stayOut')}
            >
              {t('decide.stayOut')}
            </button>
          )}
        </div>
      </SigningPlace>
    </section>
  )
}

function saidOf({ kind }: DecisionValue) {
  switch (kind) {
    case 'agree':
      return 'haveAgreed'
    case 'agree_with_reservation':
      return 'haveReserved'
    case 'object':
    case 'propose_amendment':
    case 'late_objection':
    case 'withdraw_support':
      return 'haveObjected'
    case 'not_participating':
      return 'stayOutside'
    case 'tacit':
      return 'tacit'
    default:
      return assertNever(kind)
  }
}
