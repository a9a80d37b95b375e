import type { Position } from '@samsyn/domain'
import { useT } from '../i18n/i18n.ts'

/** Whom a text is for, in words. */
export function useMarkingText(): (text: Pick<Position, 'marking'>) => string {
  const t = useT('domain')
  return ({ marking }) => t(`marking.${marking}`)
}
