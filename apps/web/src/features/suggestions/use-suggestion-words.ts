import type { SuggestedFormat } from '@samsyn/editor'
import { useMemo } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { useAuthorWords } from '../history/authors/use-author-words.ts'
import type { Change } from './suggestion-marks.ts'
import type { Proposal } from './use-proposers.ts'

/** What a suggestion changes, and whose it is, in the words of the current language. */
export interface SuggestionWords {
  /** `Finland · Drafter, Finland · 23.11.2026, 10:00`. */
  by(proposal: Proposal): string
  /** `Suggested insertion: Finland · Drafter, Finland · 23.11.2026, 10:00`. */
  change(change: Change, proposal: Proposal): string
  /** `bold, not italic`. */
  formats(formats: readonly SuggestedFormat[]): string
}

export function useSuggestionWords(): SuggestionWords {
  const t = useT('suggestions')
  const tHistory = useT('history')
  const tDrafting = useT('drafting')
  const time = useTime()
  const authors = useAuthorWords()
  return useMemo(() => {
    const by = ({ proposer, at }: Proposal) => {
      const when = at === null ? tHistory('authors.justNow') : time.stamp(at)
      return proposer === undefined ? authors.person(undefined) : `${authors.person(proposer)} · ${when}`
    }
    return {
      by,
      change: (change, proposal) => `${t(`change.${change}`)}: ${by(proposal)}`,
      formats: (formats) =>
        formats
          .map(({ name, isAdded }) => {
            const format = tDrafting(`toolbar.${name}`)
            return isAdded ? format : t('formatTaken', { format })
          })
          .join(', '),
    }
  }, [t, tHistory, tDrafting, time, authors])
}
