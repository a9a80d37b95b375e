import { type ReservationEffects, reservationTypes, usualReservationEffects } from '@samsyn/domain'
import { useT } from '../../i18n/i18n.ts'
import styles from './RoundEffects.module.css'

/** What reservations do in a round, where that is not the usual; nothing where all of it is. */
export function RoundEffects({ effects }: { readonly effects: ReservationEffects }) {
  const t = useT('version')
  const tDomain = useT('domain')
  const unusual = reservationTypes.filter((type) => effects[type] !== usualReservationEffects[type])
  if (unusual.length === 0) return null
  return (
    <div className={styles.effects}>
      <p>{t('round.effects')}</p>
      <dl>
        {unusual.map((type) => (
          <div key={type}>
            <dt>{tDomain(`reservationType.${type}`)}</dt>
            <dd>{tDomain(`reservationEffect.${effects[type]}`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
