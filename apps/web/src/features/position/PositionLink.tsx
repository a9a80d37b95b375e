import type { PositionSummary } from '@samsyn/protocol'
import { AppLink } from '../../ui/AppLink.tsx'
import { positionTarget } from './position-target.ts'

/** A position's title, as a link to where this person reads it; plain where they may read nothing of it. */
export function PositionLink({ position }: { readonly position: PositionSummary }) {
  const target = positionTarget(position)
  return target === null ? (
    <span>{position.title}</span>
  ) : (
    <AppLink to={target} className="quiet-link">
      {position.title}
    </AppLink>
  )
}
