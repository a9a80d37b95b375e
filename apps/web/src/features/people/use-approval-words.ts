import type { Invitation } from '@samsyn/protocol'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'

type Sentence = 'approveTitle' | 'approveText' | 'approvedDone' | 'declineTitle' | 'declinedDone'

/** What is said of approving somebody: as a lead, for a country, or for all. */
export function useApprovalWords({
  offer: { name, country },
  awaits,
}: Invitation): (said: Sentence) => string {
  const t = useT('people')
  const names = useCountryNames()
  return (said) => {
    if (!awaits || awaits.leadOf === 'any' || country === null) return t(`approval.any.${said}`, { name })
    const kind = awaits.roles.includes('lead') ? 'lead' : 'country'
    return t(`approval.${kind}.${said}`, { name, country: names.name(country) })
  }
}
