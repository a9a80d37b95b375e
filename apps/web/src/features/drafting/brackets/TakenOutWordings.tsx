import { useCountryNames } from '../../../i18n/countries.ts'
import { useT } from '../../../i18n/i18n.ts'
import { useTime } from '../../../i18n/use-time.ts'
import styles from '../OpenPoints.module.css'
import type { TakenOutWording } from './use-unconfirmed.ts'

interface Props {
  readonly takenOut: readonly TakenOutWording[]
  readonly onMoment: (at: string) => void
}

/** The wordings that somebody took out of the draft who might not; each opens the text that it last stood in. */
export function TakenOutWordings({ takenOut, onMoment }: Props) {
  const t = useT('brackets')
  const countries = useCountryNames()
  const time = useTime()
  return (
    <>
      <p className={styles.count}>{t('takenOut.count', { count: takenOut.length })}</p>
      <ul className={styles.points}>
        {takenOut.map(({ wordingId, text, countries: supporters, writer, at }) => (
          <li key={wordingId}>
            <button type="button" onClick={() => onMoment(justBefore(at))} data-kind="taken_out">
              <span className={styles.words}>{text || t('leftOut')}</span>
              <span className={styles.where}>
                {t('takenOut.by', {
                  countries: countries.list(supporters),
                  person: writer?.name ?? t('unconfirmed.nobody'),
                  at: time.stamp(at),
                })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function justBefore(at: string): string {
  return new Date(Date.parse(at) - 1).toISOString()
}
