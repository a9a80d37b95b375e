import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import type { Section } from './use-sections.ts'

/** What is said of a section's state. */
export function useSectionWords() {
  const t = useT('drafting')
  const countries = useCountryNames()
  const time = useTime()
  const changed = ({ standing, last }: Section) =>
    standing.isChanged && last
      ? t(last.type === 'section.closed' ? 'sectionState.changedClosed' : 'sectionState.changed')
      : null
  const marked = {
    'section.agreed': t('sectionState.agreed'),
    'section.closed': t('sectionState.closed'),
    'section.reopened': t('sectionState.reopened'),
  } as const
  return {
    title: ({ text }: Section) => text.title || t('outline.untitled'),
    /** Where it stands, and that it says something else by now, if so. */
    state: (section: Section) =>
      [t(`sectionState.${section.standing.state}`), changed(section)].filter(Boolean).join(', '),
    changed,
    /** What was recorded of it last: by whom, for whom and when. */
    last: ({ last }: Section) => {
      if (!last) return null
      const { person, country, at } = last
      const who = country === null ? person.name : `${person.name}, ${countries.name(country)}`
      return `${marked[last.type]}: ${who}, ${time.full(at)}`
    },
    /** Why it was opened again, if it was. */
    reason: ({ last }: Section) => (last?.type === 'section.reopened' ? last.reason : null),
  }
}
