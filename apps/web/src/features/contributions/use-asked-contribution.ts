import type { CountryCode } from '@samsyn/domain'
import type { PositionDetail } from '@samsyn/protocol'
import { useEffect, useEffectEvent } from 'react'
import { useSearchParams } from 'react-router'

/** Whose contribution somebody came for by a link from their desk; null where they came for something else. */
export function useAskedContribution({ parties }: PositionDetail): CountryCode | null {
  const [search] = useSearchParams()
  const asked = search.get('contribution')
  return parties.find((country) => country === asked) ?? null
}

/** Shows what another delegation sent, where that is what somebody came for. */
export function useShowAsked(position: PositionDetail, onShow: () => void): void {
  const asked = useAskedContribution(position)
  const isOthers = asked !== null && !position.ownPages.includes(asked)
  const show = useEffectEvent(onShow)
  useEffect(() => {
    if (isOthers) show()
  }, [isOthers])
}
