import { isUnsettled, type OpenPoint } from '@samsyn/editor'
import { useT } from '../../i18n/i18n.ts'
import type { OpenPointLine } from './PositionActions.tsx'

/** Open points as lines of a list. */
export function useOpenPointLines(): (points: readonly OpenPoint[]) => readonly OpenPointLine[] {
  const t = useT('drafting')
  const textOf = (point: OpenPoint): string => {
    switch (point.kind) {
      case 'empty_section':
        return t('points.emptyNamed', { title: point.sectionTitle })
      case 'missing_section':
        return t('points.missing', { title: t(`sectionKind.${point.sectionKind}`) })
      case 'classified':
        return `${t('points.classified')}: ${point.text}`
      case 'limite':
        return `${t('points.limite')}: ${point.text}`
      default:
        return point.text || point.sectionTitle
    }
  }
  return (points) =>
    points.map((point) => ({
      id: String(point.index),
      text: textOf(point),
      isUnsettled: isUnsettled(point),
    }))
}
