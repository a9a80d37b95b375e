import { type CountryCode, type DecisionValue, formulaIfAnswered, isJoint } from '@samsyn/domain'
import type { RoundDetail, VersionDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { shortHash } from './fingerprint.ts'
import styles from './Signed.module.css'

interface Props {
  readonly version: VersionDetail
  readonly round: RoundDetail
  readonly country: CountryCode
  /** Of the position, where the page around does not show it. */
  readonly title?: string
  /** The answer whose formula is shown; null for none: an objection leads to no final text. */
  readonly value: DecisionValue | null
}

/** What exactly is decided on, named as it is stored with the decision. */
export function Signed({ version, round, country, title, value }: Props) {
  const t = useT('version')
  const language = version.draftingLanguage
  const answer = value && { country, value }
  const formula = answer && formulaIfAnswered(round, answer, language)
  const isTooFew = answer && !isJoint({ ...round, decisions: [...round.decisions, { ...answer, id: '' }] })
  return (
    <dl className={styles.signed}>
      {title && (
        <div>
          <dt>{t('signed.position')}</dt>
          <dd>{title}</dd>
        </div>
      )}
      <div>
        <dt>{t('signed.version')}</dt>
        <dd>
          {t('name', { number: version.number })}{' '}
          <code title={version.contentHash}>{shortHash(version.contentHash)}</code>
        </dd>
      </div>
      <div>
        <dt>{t('signed.country')}</dt>
        <dd>
          <CountryBadge country={country} show="name" />
        </dd>
      </div>
      {value && (
        <div>
          <dt>{t('signed.formula')}</dt>
          {formula === null ? (
            <dd aria-live="polite">{t('signed.nobody')}</dd>
          ) : (
            <dd aria-live="polite" lang={language}>
              {formula}
            </dd>
          )}
          {isTooFew && <dd aria-live="polite">{t('round.tooFew')}</dd>}
        </div>
      )}
    </dl>
  )
}
