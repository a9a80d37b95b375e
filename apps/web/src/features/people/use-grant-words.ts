import type { AccountDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'

type Placed = AccountDetail['narrower'][number]

/** Says what somebody is for a part or for a while: role, forum or dossier, beginning where it is to come, end. */
export function useGrantWords(): (placed: Placed) => string {
  const t = useT('people')
  const tDomain = useT('domain')
  const time = useTime()
  const [now] = useState(() => Date.now())
  return ({ grant: { role, validFrom, validTo }, within }) =>
    [
      tDomain(`role.${role}`),
      ...(within === null ? [] : [within]),
      ...(now < Date.parse(validFrom) ? [t('grant.from', { time: time.full(validFrom) })] : []),
      ...(validTo === null ? [] : [t('grant.until', { time: time.full(validTo) })]),
    ].join(' · ')
}
