import {
  awaitedIn,
  type CountryCode,
  formulaOf,
  isAgainst,
  isAgreement,
  isJoint,
  type Language,
} from '@samsyn/domain'
import type { RoundDetail } from '@samsyn/protocol'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { Deadline } from '../../ui/Deadline.tsx'
import { Decisions } from './Decisions.tsx'
import { decisionsByCountry } from './decisions.ts'
import { RoundEffects } from './RoundEffects.tsx'
import styles from './RoundPanel.module.css'

interface Props {
  readonly round: RoundDetail
  /** Of the text. */
  readonly language: Language
  /** Who has withdrawn its support of the final text in force; left out where that changes nothing any more. */
  readonly suspendedBy?: readonly CountryCode[]
}

/** A sign-off round: until when, on what terms, what each party has answered, and who would stand behind the text. */
export function RoundPanel({ round, language, suspendedBy = [] }: Props) {
  const t = useT('version')
  const time = useTime()
  const answered = decisionsByCountry(round).size
  return (
    <section className={styles.panel} data-round={round.outcome ?? 'open'}>
      <h2>{t(round.kind === 'silence' ? 'silence.title' : 'round.title')}</h2>
      {round.kind === 'silence' && round.outcome === null && (
        <p className={styles.quiet}>{t('silence.text')}</p>
      )}
      {round.outcome === null ? (
        <p className={styles.deadline}>
          <span className={styles.quiet}>{t('round.deadline')}</span>
          <Deadline instant={round.deadline} />
        </p>
      ) : (
        <p className={styles.outcome} data-outcome={round.outcome}>
          {t(`outcome.${round.outcome}`)}
          {round.closedAt && <time dateTime={round.closedAt}>{time.full(round.closedAt)}</time>}
        </p>
      )}
      {round.firstDeadline !== round.deadline && (
        <p className={styles.quiet}>{t('extension.first', { at: time.full(round.firstDeadline) })}</p>
      )}
      {round.notice && <p className={styles.words}>{round.notice}</p>}
      {round.openPointsReason && (
        <p className={`${styles.words} ${styles.quiet}`}>
          {t('round.openPointsReason', { reason: round.openPointsReason })}
        </p>
      )}
      <RoundEffects effects={round.reservationEffects} />
      <p role="status" className={styles.answered}>
        {t('round.answered', { answered, total: round.parties.length })}
      </p>
      <Decisions round={round} language={language} />
      <LateObjections round={round} />
      <Terms round={round} language={language} suspendedBy={suspendedBy} />
    </section>
  )
}

/** The formula if everybody else agrees, or as it came to be, or that too few stand behind the text for one; and who must still see what came after their answer; nothing where an objection stands, or of a round that came to nothing. */
function Terms({ round, language, suspendedBy = [] }: Props) {
  const t = useT('version')
  const names = useCountryNames()
  const isAlive =
    round.outcome === null
      ? ![...decisionsByCountry(round).values()].some(({ value }) => isAgainst(value))
      : isAgreement(round.outcome)
  if (!isAlive || (round.decisions.length === 0 && round.tacit.length === 0)) return null
  if (!isJoint(round))
    return (
      <p className={styles.awaited} role="status">
        {t('round.tooFew')}
      </p>
    )
  const awaited = [
    ...new Set(awaitedIn({ draftingLanguage: language, suspendedBy }, round).map(({ country }) => country)),
  ]
  return (
    <>
      <p className={styles.formula} role="status">
        <span className={styles.quiet}>
          {t(round.outcome === null ? 'round.formula' : 'round.formulaNow')}
        </span>
        <span lang={language}>{formulaOf(round, language)}</span>
      </p>
      {awaited.length > 0 && (
        <p className={styles.awaited}>{t('confirm.awaited', { countries: names.list(awaited) })}</p>
      )}
    </>
  )
}

/** What was objected when the silence had held: shown with its reason, and undoing nothing. */
function LateObjections({ round }: Pick<Props, 'round'>) {
  const t = useT('version')
  const time = useTime()
  const late = round.decisions.flatMap(({ value, ...given }) =>
    value.kind === 'late_objection' ? [{ ...given, reason: value.reason }] : [],
  )
  if (late.length === 0) return null
  return (
    <div>
      <p>{t('late.recorded')}</p>
      {late.map(({ id, country, at, reason }) => (
        <div key={id} data-late={country}>
          <p>
            <CountryBadge country={country} show="name" /> <time dateTime={at}>{time.stamp(at)}</time>
          </p>
          <p className={styles.reason}>{reason}</p>
        </div>
      ))}
    </div>
  )
}
