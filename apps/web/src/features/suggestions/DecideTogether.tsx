import type { CountryCode } from '@samsyn/domain'
import { countryCodes } from '@samsyn/domain'
import type { SuggestionVerdict } from '@samsyn/protocol'
import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useAuthorWords } from '../history/authors/use-author-words.ts'
import styles from './Suggestions.module.css'
import { offeredScopes, type Scope } from './scopes.ts'
import type { Pending } from './use-suggestions.ts'
import { VerdictForm } from './VerdictForm.tsx'

interface Props {
  readonly pending: readonly Pending[]
  /** Those in what is selected in the text now. */
  readonly selected: readonly string[]
  readonly onDecide: (ids: readonly string[], verdict: SuggestionVerdict, reason: string | null) => void
}

/** Decides on many suggestions in one step: all, those in a passage, a delegation's or a person's. */
export function DecideTogether({ pending, selected, onDecide }: Props) {
  const t = useT('suggestions')
  const authors = useAuthorWords()
  const [chosen, setChosen] = useState<Omit<Scope, 'ids'>>({ key: 'all', label: t('scope.all') })
  const idsOf = (isIn: (each: Pending) => boolean) =>
    pending.filter(isIn).map(({ suggestionId }) => suggestionId)
  const countries: readonly (CountryCode | null)[] = [...countryCodes, null]
  const known = pending.flatMap(({ by: { proposer } }) => (proposer ? [proposer] : []))
  const people = [...new Map(known.map((person) => [person.id, person])).values()]
  const scopes: readonly [Scope, ...Scope[]] = [
    { key: 'all', label: t('scope.all'), ids: idsOf(() => true) },
    { key: 'selected', label: t('scope.selected'), ids: selected },
    ...countries.map((country) => ({
      key: `country:${country}`,
      label: authors.delegation(country),
      ids: idsOf(({ by: { proposer } }) => proposer?.country === country && proposer !== undefined),
    })),
    ...people.map((person) => ({
      key: `person:${person.id}`,
      label: person.name,
      ids: idsOf(({ by: { proposer } }) => proposer?.id === person.id),
    })),
  ]
  const { offered, scope } = offeredScopes(scopes, chosen)
  const choose = (key: string) => {
    const next = offered.find((each) => each.key === key)
    if (next) setChosen({ key, label: next.label })
  }
  // Mounted all the same: what was chosen stays so when more come.
  if (pending.length < 2) return null
  return (
    <section className={styles.together} aria-label={t('together')}>
      <label className={styles.scope}>
        <span>{t('together')}</span>
        <select value={scope.key} onChange={({ target }) => choose(target.value)}>
          {offered.map(({ key: each, label, ids }) => (
            <option key={each} value={each}>
              {`${label} (${ids.length})`}
            </option>
          ))}
        </select>
      </label>
      <VerdictForm
        about={scope.label}
        isDisabled={scope.ids.length === 0}
        onDecide={(verdict, reason) => onDecide(scope.ids, verdict, reason)}
      />
    </section>
  )
}
