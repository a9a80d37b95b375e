import type { OpenSpill, PositionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { usePerson } from '../../app/session-context.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { type PurgeAnswer, PurgeAnswerDialog } from './PurgeAnswerDialog.tsx'
import styles from './Spill.module.css'

interface Props {
  readonly position: PositionDetail
  readonly spill: OpenSpill
  readonly ask: NonNullable<OpenSpill['ask']>
}

/** A purge that waits for a lead of another party: what would go, who asked; to the other leads how to answer it, to who deals with the lock how to take it back. */
export function PurgeAskNotice({ position, spill, ask }: Props) {
  const t = useT('spill')
  const countries = useCountryNames()
  const time = useTime()
  const { country } = usePerson()
  const [answer, setAnswer] = useState<PurgeAnswer | null>(null)
  const { person, version, signers, reason, mayAnswer } = ask
  const name = person.name
  const kept =
    version &&
    t(version.name === '' ? 'purge.version' : 'purge.named', {
      number: version.number,
      name: version.name,
      at: time.stamp(version.at),
    })
  const button = (how: PurgeAnswer, label: string, color?: 'danger') => (
    <button
      type="button"
      className="ds-button"
      data-variant="secondary"
      data-color={color}
      onClick={() => setAnswer(how)}
    >
      {label}
    </button>
  )
  return (
    <section className={styles.ask} aria-labelledby={`ask-${ask.id}`}>
      <h3 id={`ask-${ask.id}`} className={styles.askTitle}>
        {t('ask.title')}
      </h3>
      <p>
        {t('ask.by', { name, country: countries.name(ask.country), at: time.full(ask.at) })}{' '}
        {t('locked.reason', { reason })}
      </p>
      <p>{kept === null ? t('ask.keepsNothing') : t('ask.keeps', { version: kept })}</p>
      <p>{t('ask.signed', { countries: countries.list(signers) })}</p>
      {mayAnswer && country !== null ? (
        <>
          <p>{t('ask.others', { name, country: countries.name(country) })}</p>
          <div className={styles.buttons}>
            {button('confirmed', t('ask.confirm'), 'danger')}
            {button('declined', t('ask.decline'))}
          </div>
        </>
      ) : (
        <>
          <p>{t('ask.yours')}</p>
          {spill.mayHandle && <div className={styles.buttons}>{button('withdrawn', t('ask.back'))}</div>}
        </>
      )}
      {answer !== null && (
        <PurgeAnswerDialog
          position={position}
          spill={spill}
          ask={ask}
          kept={kept}
          how={answer}
          onClose={() => setAnswer(null)}
        />
      )}
    </section>
  )
}
