import type { DocJson } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { OpenPointList } from '../position/OpenPointList.tsx'
import { useSectionWords } from './use-section-words.ts'
import { isAgreed, useSections } from './use-sections.ts'

interface Props {
  readonly position: PositionDetail
  readonly doc: DocJson
}

/** The sections that are not agreed, each with its state; nothing in a draft whose sections nobody has marked. */
export function SectionsNotAgreed({ position, doc }: Props) {
  const t = useT('drafting')
  const words = useSectionWords()
  const sections = useSections(position, doc)
  if (sections.every(({ last }) => last === null)) return null
  const left = sections.filter((section) => !isAgreed(section))
  return (
    <OpenPointList
      title={t('sectionState.notAgreed', { count: left.length })}
      points={left.map((section) => ({
        id: section.text.id,
        text: `${words.title(section)}: ${words.state(section)}`,
      }))}
    />
  )
}
