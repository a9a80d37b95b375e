import {
  awaitedConfirmations,
  type CountryCode,
  formulaOf,
  inNeutralOrder,
  isAgainst,
  isAgreement,
  type Language,
} from '@samsyn/domain'
import type { RoundDetail } from '@samsyn/protocol'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { Deadline } from '../../ui/Deadline.tsx'
import { AmendmentLine } from './AmendmentLine.tsx'
import { decisionsByCountry } from './decisions.ts'
import { ReservationLine } from './ReservationLine.tsx'
import styles from './RoundPanel.module.css'

interface Props {
  readonly round: RoundDetail
  /** Of the text. */
  readonly language: Language
}

/** A sign-off round: until when, on what terms, what each party has answered, and who would stand behind the text. */
export function RoundPanel({ round, language }: Props) {
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
      <p role="status" className={styles.answered}>
        {t('round.answered', { answered, total: round.parties.length })}
      </p>
      <Decisions round={round} language={language} />
      <Afterwards round={round} kind="late_objection" />
      <Afterwards round={round} kind="withdraw_support" />
      <Terms round={round} language={language} />
    </section>
  )
}

/** The formula if everybody else agrees, or as it came to be, and who must still see what came after their answer; nothing where an objection stands, or of a round that came to nothing. */
function Terms({ round, language }: Props) {
  const t = useT('version')
  const names = useCountryNames()
  const isAlive =
    round.outcome === null
      ? ![...decisionsByCountry(round).values()].some(({ value }) => isAgainst(value))
      : isAgreement(round.outcome)
  if (!isAlive || (round.decisions.length === 0 && round.tacit.length === 0)) return null
  const formula = formulaOf(round, language)
  const awaited = [...new Set(awaitedConfirmations(round, language).map(({ country }) => country))]
  return (
    <>
      <p className={styles.formula} role="status">
        <span className={styles.quiet}>
          {t(round.outcome === null ? 'round.formula' : 'round.formulaNow')}
        </span>
        {formula === null ? t('signed.nobody') : <span lang={language}>{formula}</span>}
      </p>
      {awaited.length > 0 && (
        <p className={styles.awaited}>{t('confirm.awaited', { countries: names.list(awaited) })}</p>
      )}
    </>
  )
}

/** That a reservation was lifted, when, and whether that was signed. */
function Lifted({ lift }: { readonly lift: RoundDetail['lifts'][number] | undefined }) {
  const t = useT('version')
  const tDomain = useT('domain')
  const time = useTime()
  if (!lift) return null
  return (
    <p className={styles.lifted} data-lifted>
      <span className={styles.liftedWord}>{t('lift.lifted')}</span>{' '}
      <time dateTime={lift.at}>{time.stamp(lift.at)}</time>
      <span className={styles.signed}>{tDomain(lift.isSigned ? 'signed' : 'unsigned')}</span>
      {lift.deputyFor && (
        <span className={styles.signed}>
          {t('round.deputy', { name: lift.person.name, lead: lift.deputyFor.name })}
        </span>
      )}
    </p>
  )
}

/** What was objected when the silence had held, or whose support was withdrawn before the release: shown with its reason. */
function Afterwards({
  round,
  kind,
}: Pick<Props, 'round'> & { readonly kind: 'late_objection' | 'withdraw_support' }) {
  const t = useT('version')
  const time = useTime()
  const late = round.decisions.flatMap(({ value, ...given }) =>
    value.kind === kind ? [{ ...given, reason: value.reason }] : [],
  )
  if (late.length === 0) return null
  return (
    <div>
      <p>{t(kind === 'late_objection' ? 'late.recorded' : 'withdrawBefore.recorded')}</p>
      {late.map(({ id, country, at, reason }) => (
        <div key={id} data-late={country} data-kind={kind}>
          <p>
            <CountryBadge country={country} show="name" /> <time dateTime={at}>{time.stamp(at)}</time>
          </p>
          <p className={styles.reason}>{reason}</p>
        </div>
      ))}
    </div>
  )
}

function Decisions({ round, language }: Props) {
  const t = useT('version')
  const tDomain = useT('domain')
  const time = useTime()
  const decisions = decisionsByCountry(round)
  const unanswered = (country: CountryCode) =>
    round.outcome === null ? 'waiting' : round.tacit.includes(country) ? 'tacit' : 'missing'
  return (
    <table className={styles.decisions}>
      <caption className="visually-hidden">{t('round.decisions')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('round.country')}</th>
          <th scope="col">{t('round.answer')}</th>
          <th scope="col">{t('round.at')}</th>
        </tr>
      </thead>
      {inNeutralOrder(round.parties).map((country) => {
        const decision = decisions.get(country)
        return (
          <tbody key={country} data-decision={decision?.value.kind ?? 'waiting'}>
            <tr>
              <th scope="row">
                <CountryBadge country={country} show="name" tone={decision ? 'strong' : 'muted'} />
              </th>
              <td>
                <strong>{t(`decision.${decision?.value.kind ?? unanswered(country)}`)}</strong>
                {decision && decision.value.kind !== 'tacit' && (
                  <span className={styles.signed} data-signed={decision.isSigned}>
                    {tDomain(decision.isSigned ? 'signed' : 'unsigned')}
                  </span>
                )}
              </td>
              <td>{decision && <time dateTime={decision.at}>{time.stamp(decision.at)}</time>}</td>
            </tr>
            {decision?.deputyFor && (
              <tr>
                <td colSpan={3} className={styles.quiet}>
                  {t('round.deputy', { name: decision.person.name, lead: decision.deputyFor.name })}
                </td>
              </tr>
            )}
            {decision?.value.kind === 'agree_with_reservation' && (
              <tr>
                <td colSpan={3}>
                  <ReservationLine reservation={decision.value} language={language} />
                  <Lifted lift={round.lifts.find(({ decisionId }) => decisionId === decision.id)} />
                </td>
              </tr>
            )}
            {decision?.value.kind === 'propose_amendment' && (
              <tr>
                <td colSpan={3}>
                  <AmendmentLine {...decision.value} language={language} />
                </td>
              </tr>
            )}
            {decision?.value.kind === 'object' && (
              <tr>
                <td colSpan={3}>
                  <p className={styles.reason}>{decision.value.reason}</p>
                </td>
              </tr>
            )}
          </tbody>
        )
      })}
    </table>
  )
}
