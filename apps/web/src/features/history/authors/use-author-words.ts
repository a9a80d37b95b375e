import type { Writer } from '@samsyn/protocol'
import { useMemo } from 'react'
import { useCountryNames } from '../../../i18n/countries.ts'
import { useT } from '../../../i18n/i18n.ts'
import { useTime } from '../../../i18n/use-time.ts'
import type { AuthorGrouping } from './author-looks.ts'
import type { AuthorPassage, Taken } from './passages.ts'

/** Who wrote what when, in the words of the current language. */
export interface AuthorWords {
  /** `Finland`; the secretariat for who acts for no country. */
  delegation(country: Writer['country']): string
  /** `Finland · Drafter, Finland`, by person the name alone; undefined for somebody who is not known yet, null for the server. */
  person(writer: Writer | null | undefined): string
  /** Who wrote a passage, when, and who moved it. */
  passage(passage: Omit<AuthorPassage, 'from' | 'to'>): string
  /** Who took which words from whom, and when. */
  taken(taken: Taken): string
}

const instantOf = (minute: number) => new Date(minute * 60_000).toISOString()

/** By person where everybody is of one delegation, which is then not said of each. */
export function useAuthorWords(by: AuthorGrouping = 'delegation'): AuthorWords {
  const t = useT('history')
  const tDomain = useT('domain')
  const countries = useCountryNames()
  const time = useTime()
  return useMemo(() => {
    const delegation = (country: Writer['country']) =>
      country === null ? tDomain('role.secretariat') : countries.name(country)
    const person = (writer: Writer | null | undefined) => {
      if (writer === undefined) return t('authors.unknown')
      if (writer === null) return t('server')
      return by === 'person' ? writer.name : `${delegation(writer.country)} · ${writer.name}`
    }
    const when = (minutes: AuthorPassage['minutes']) => {
      if (minutes === null) return t('authors.justNow')
      const [from, to] = minutes.map(instantOf) as [string, string]
      if (from === to) return time.stamp(from)
      return time.date(from) === time.date(to)
        ? `${time.stamp(from)}–${time.time(to)}`
        : `${time.stamp(from)} – ${time.stamp(to)}`
    }
    return {
      delegation,
      person,
      passage: ({ author, movedBy, minutes }) => {
        const written = `${person(author)} · ${when(minutes)}`
        return movedBy ? `${written} · ${t('authors.movedBy', { name: person(movedBy) })}` : written
      },
      taken: ({ text, by, at, from }) =>
        t('authors.taken', { name: person(by), from: person(from), at: time.stamp(at), text: text.trim() }),
    }
  }, [t, tDomain, countries, time, by])
}
