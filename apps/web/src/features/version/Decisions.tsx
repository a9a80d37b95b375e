import { type CountryCode, inNeutralOrder, type Language } from '@samsyn/domain'
import type { RoundDetail } from '@samsyn/protocol'
import type { ReactNode } from 'react'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { AmendmentLine } from './AmendmentLine.tsx'
import { decisionsByCountry } from './decisions.ts'
import { ReservationLine } from './ReservationLine.tsx'
import styles from './RoundPanel.module.css'

type Decision = RoundDetail['decisions'][number]

interface Props {
  readonly round: RoundDetail
  /** Of the text. */
  readonly language: Language
}

/** What each party has answered in a round, and what it did to that since: withdrew its support, lifted its reservation, confirmed changed terms. */
export function Decisions({ round, language }: Props) {
  const t = useT('version')
  const decisions = decisionsByCountry(round)
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
      {inNeutralOrder(round.parties).map((country) => (
        <OfCountry
          key={country}
          {...{ round, language, country }}
          decision={decisions.get(country)}
          withdrawal={round.decisions.find(
            (given) => given.country === country && given.value.kind === 'withdraw_support',
          )}
        />
      ))}
    </table>
  )
}

function OfCountry({
  round,
  language,
  country,
  decision,
  withdrawal,
}: Props & {
  readonly country: CountryCode
  /** The answer that counts, or counted until its country withdrew. */
  readonly decision: Decision | undefined
  readonly withdrawal: Decision | undefined
}) {
  const t = useT('version')
  const time = useTime()
  const unanswered = round.outcome === null ? 'waiting' : round.tacit.includes(country) ? 'tacit' : 'missing'
  const answer = t(`decision.${decision?.value.kind ?? unanswered}`)
  const shown = withdrawal ?? decision
  return (
    <tbody data-decision={shown?.value.kind ?? 'waiting'}>
      <tr>
        <th scope="row">
          <CountryBadge country={country} show="name" tone={shown ? 'strong' : 'muted'} />
        </th>
        <td>
          <strong>{withdrawal ? t('decision.withdraw_support') : answer}</strong>
          {shown && <SignedOrNot {...shown} />}
        </td>
        <td>{shown && <time dateTime={shown.at}>{time.stamp(shown.at)}</time>}</td>
      </tr>
      {withdrawal?.value.kind === 'withdraw_support' && (
        <>
          <Deputy {...withdrawal} />
          <Beneath>
            <p className={styles.reason}>{withdrawal.value.reason}</p>
          </Beneath>
          <Beside at={decision?.at}>
            {t('withdrawBefore.answered', { answer })}
            {decision && <SignedOrNot {...decision} />}
          </Beside>
        </>
      )}
      {decision && <Deputy {...decision} />}
      {decision?.value.kind === 'agree_with_reservation' && (
        <Beneath>
          <ReservationLine reservation={decision.value} language={language} />
          <Lifted lift={round.lifts.find(({ decisionId }) => decisionId === decision.id)} />
        </Beneath>
      )}
      {decision?.value.kind === 'propose_amendment' && (
        <Beneath>
          <AmendmentLine {...decision.value} language={language} />
        </Beneath>
      )}
      {decision?.value.kind === 'object' && (
        <Beneath>
          <p className={styles.reason}>{decision.value.reason}</p>
        </Beneath>
      )}
      {round.confirmations
        .filter((given) => given.country === country)
        .map((given) => (
          <Confirmed
            key={given.of.kind === 'formula' ? given.of.partyFormula : given.of.decisionId}
            {...{ round, language, given }}
          />
        ))}
    </tbody>
  )
}

/** Below an answer, in its columns. */
function Beside({ at, children }: { readonly at: string | undefined; readonly children: ReactNode }) {
  const time = useTime()
  return (
    <tr className={styles.beside}>
      <td />
      <td>{children}</td>
      <td>{at && <time dateTime={at}>{time.stamp(at)}</time>}</td>
    </tr>
  )
}

function Beneath({ children }: { readonly children: ReactNode }) {
  return (
    <tr>
      <td colSpan={3}>{children}</td>
    </tr>
  )
}

/** Nothing is signed of a silence. */
function SignedOrNot({ value, isSigned }: Pick<Decision, 'value' | 'isSigned'>) {
  const tDomain = useT('domain')
  if (value.kind === 'tacit') return null
  return (
    <span className={styles.signed} data-signed={isSigned}>
      {tDomain(isSigned ? 'signed' : 'unsigned')}
    </span>
  )
}

function Deputy({ person, deputyFor }: Pick<Decision, 'person' | 'deputyFor'>) {
  const t = useT('version')
  return (
    deputyFor && (
      <tr>
        <td colSpan={3} className={styles.quiet}>
          {t('round.deputy', { name: person.name, lead: deputyFor.name })}
        </td>
      </tr>
    )
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

/** That changed terms were confirmed: which, by whom, when, and whether that was signed. */
function Confirmed({
  round,
  language,
  given: { of, person, deputyFor, isSigned, at },
}: Props & { readonly given: RoundDetail['confirmations'][number] }) {
  const t = useT('version')
  const tDomain = useT('domain')
  const names = useCountryNames()
  const reserved = of.kind === 'reservation' && round.decisions.find(({ id }) => id === of.decisionId)
  return (
    <Beside at={at}>
      {reserved
        ? t('confirm.gaveReservation', { country: names.name(reserved.country) })
        : t('confirm.gaveFormula')}
      {of.kind === 'formula' && (
        <q className={styles.wording} lang={language}>
          {of.partyFormula}
        </q>
      )}
      <span className={styles.signed} data-signed={isSigned}>
        {tDomain(isSigned ? 'signed' : 'unsigned')}
      </span>
      <span className={styles.signed}>
        {deputyFor ? t('round.deputy', { name: person.name, lead: deputyFor.name }) : person.name}
      </span>
    </Beside>
  )
}
