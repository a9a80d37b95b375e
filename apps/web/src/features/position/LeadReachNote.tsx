import type { CountryCode } from '@samsyn/domain'
import type { PositionDetail } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { queryKeys } from '../../app/queries.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import styles from './LeadReachNote.module.css'

interface Props {
  readonly position: Pick<PositionDetail, 'id' | 'leadReach'>
  /** Who would be asked in the round. */
  readonly asked: readonly CountryCode[]
}

/** Says of a silence whom mails would not reach, and why; or that this server sends none. */
export function LeadReachNote({ position: { id, leadReach }, asked }: Props) {
  const t = useT('position')
  const names = useCountryNames()
  const client = useQueryClient()
  // That somebody confirmed an address, or a mail was given up, is no event that would have told this page.
  useEffect(() => void client.invalidateQueries({ queryKey: queryKeys.position(id) }), [client, id])
  if (!leadReach) return null
  if (!leadReach.isMailOn) return <p data-lead-reach>{t('openRound.reach.off')}</p>
  const unreached = (['list', 'failing'] as const).flatMap((reach) => {
    const of = leadReach.parties.filter((each) => each.reach === reach && asked.includes(each.country))
    return of.length > 0 ? [{ reach, countries: of.map(({ country }) => country) }] : []
  })
  if (unreached.length === 0) return null
  return (
    <div className={styles.note} role="alert" data-lead-reach>
      <p>{t('openRound.reach.needed')}</p>
      <ul>
        {unreached.map(({ reach, countries }) => (
          <li key={reach}>{t(`openRound.reach.${reach}`, { countries: names.list(countries) })}</li>
        ))}
      </ul>
    </div>
  )
}
