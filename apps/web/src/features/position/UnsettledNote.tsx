import { keepsBrackets } from '@samsyn/domain'
import { useT } from '../../i18n/i18n.ts'
import type { CommandProps } from './PositionActions.tsx'

/** Says, while there is time to settle it, that what stands in brackets keeps a text from becoming final. */
export function UnsettledNote({ position, openPoints }: Pick<CommandProps, 'position' | 'openPoints'>) {
  const t = useT('position')
  if (!isHeldBack({ position, openPoints })) return null
  return <p data-unsettled>{t('unsettled')}</p>
}

/** Whether passages in brackets, or changes that are only proposed, keep a text from being released. */
export function isHeldBack({ position, openPoints }: Pick<CommandProps, 'position' | 'openPoints'>): boolean {
  return !keepsBrackets(position.instrument) && openPoints.some(({ isUnsettled }) => isUnsettled)
}
