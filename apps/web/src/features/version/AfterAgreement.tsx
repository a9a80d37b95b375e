import type { CountryCode } from '@samsyn/domain'
import type { PositionDetail, RoundDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import type { Answer } from './DecisionDialogs.tsx'
import { SigningPlace } from './SigningPlace.tsx'
import styles from './SignOff.module.css'

interface Props {
  readonly abilities: Pick<PositionDetail['abilities'], 'objectLate' | 'withdrawBeforeRelease'>
  readonly round: RoundDetail
  readonly country: CountryCode
  readonly onAnswer: (answer: Answer) => void
}

/** Of an agreed text that is not final yet: after a silence an objection can be recorded, which undoes nothing; and one's country can withdraw its support, or has. */
export function AfterAgreement({ abilities, round, country, onAnswer }: Props) {
  const t = useT('version')
  const time = useTime()
  const hasObjected = round.decisions.some(
    (given) => given.country === country && given.value.kind === 'late_objection',
  )
  const withdrawal = round.decisions.find(
    (given) => given.country === country && given.value.kind === 'withdraw_support',
  )
  if (!abilities.objectLate && !abilities.withdrawBeforeRelease && !withdrawal) return null
  return (
    <section className={styles.late}>
      {withdrawal && (
        <p className={styles.own}>{t('withdrawBefore.own', { at: time.stamp(withdrawal.at) })}</p>
      )}
      {abilities.objectLate && !hasObjected && !withdrawal && (
        <p className={styles.quiet}>{t('late.hint')}</p>
      )}
      {abilities.withdrawBeforeRelease && (
        <p className={styles.quiet}>
          {t(hasObjected ? 'withdrawBefore.afterObjection' : 'withdrawBefore.hint')}
        </p>
      )}
      <SigningPlace>
        <div className={styles.buttons}>
          {abilities.objectLate && (
            <button
              type="button"
              className="ds-button"
              data-variant="secondary"
              data-color="danger"
              onClick={() => onAnswer('objectLate')}
            >
              {t('late.action')}
            </button>
          )}
          {abilities.withdrawBeforeRelease && (
            <button
              type="button"
              className="ds-button"
              data-variant={hasObjected ? 'primary' : 'secondary'}
              data-color="danger"
              onClick={() => onAnswer('withdraw')}
            >
              {t('withdrawSupport.action')}
            </button>
          )}
        </div>
      </SigningPlace>
    </section>
  )
}
