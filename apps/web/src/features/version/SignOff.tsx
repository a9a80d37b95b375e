import type { CountryCode } from '@samsyn/domain'
import type { RoundDetail, VersionDetail } from '@samsyn/protocol'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import type { Answer } from './DecisionDialogs.tsx'
import { decisionsByCountry } from './decisions.ts'
import { Signed } from './Signed.tsx'
import { SigningPlace } from './SigningPlace.tsx'
import styles from './SignOff.module.css'

interface Props {
  readonly version: VersionDetail
  readonly round: RoundDetail
  readonly country: CountryCode
  readonly onAnswer: (answer: Answer) => void
}

/** Agreeing or objecting for one's country, on exactly this version and hash; a change of mind is a new decision. */
export function SignOff({ version, round, country, onAnswer }: Props) {
  const t = useT('version')
  const time = useTime()
  const names = useCountryNames()
  const own = decisionsByCountry(round).get(country)
  return (
    <section className={styles.decide} aria-labelledby="decide-title">
      <h2 id="decide-title">{t('decide.title', { country: names.name(country) })}</h2>
      <div role="status">
        {own ? (
          <>
            <p className={styles.own} data-decision={own.value.kind}>
              {t(own.value.kind === 'object' ? 'decide.haveObjected' : 'decide.haveAgreed', {
                at: time.stamp(own.at),
              })}
            </p>
            {own.value.kind === 'object' && <p className={styles.reason}>{own.value.reason}</p>}
            <p className={styles.quiet}>{t('decide.change')}</p>
          </>
        ) : (
          <p>{t('decide.text')}</p>
        )}
      </div>
      <Signed {...{ version, round, country }} />
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
            data-color="danger"
            onClick={() => onAnswer('object')}
          >
            {t('decide.object')}
          </button>
        </div>
      </SigningPlace>
    </section>
  )
}
