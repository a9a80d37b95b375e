import type { DocJson } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { isAgreed, useSections } from './use-sections.ts'

/** How many sections of a draft are agreed. */
export function SectionCount({
  position,
  doc,
}: {
  readonly position: PositionDetail
  readonly doc: DocJson
}) {
  const t = useT('drafting')
  const sections = useSections(position, doc)
  return (
    <span role="status">
      {sections.length > 0 &&
        t('sectionState.count', { agreed: sections.filter(isAgreed).length, count: sections.length })}
    </span>
  )
}
