import { inNeutralOrder } from '@samsyn/domain'
import type { RoundDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { Deadline } from '../../ui/Deadline.tsx'
import { decisionsByCountry } from './decisions.ts'
import styles from './RoundPanel.module.css'

/** A sign-off round: until when, on what terms, and what each party has answered. */
export function RoundPanel({ round }: { readonly round: RoundDetail }) {
  const t = useT('version')
  const time = useTime()
  const answered = decisionsByCountry(round).size
  return (
    <section className={styles.panel} data-round={round.outcome ?? 'open'}>
      <h2>{t('round.title')}</h2>
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
      {round.notice && <p className={styles.words}>{round.notice}</p>}
      {round.openPointsReason && (
        <p className={`${styles.words} ${styles.quiet}`}>
          {t('round.openPointsReason', { reason: round.openPointsReason })}
        </p>
      )}
      <p role="status" className={styles.answered}>
        {t('round.answered', { answered, total: round.parties.length })}
      </p>
      <Decisions round={round} />
    </section>
  )
}

function Decisions({ round }: { readonly round: RoundDetail }) {
  const t = useT('version')
  const tDomain = useT('domain')
  const time = useTime()
  const decisions = decisionsByCountry(round)
  const unanswered = round.outcome === null ? 'waiting' : 'missing'
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
                <strong>{t(`decision.${decision?.value.kind ?? unanswered}`)}</strong>
                {decision && decision.value.kind !== 'tacit' && (
                  <span className={styles.signed} data-signed={decision.isSigned}>
                    {tDomain(decision.isSigned ? 'signed' : 'unsigned')}
                  </span>
                )}
              </td>
              <td>{decision && <time dateTime={decision.at}>{time.stamp(decision.at)}</time>}</td>
            </tr>
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
