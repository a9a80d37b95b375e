import { type CountryCode, countryCodes } from '@samsyn/domain'
import type { SearchFilters as Choices, TextState } from '@samsyn/protocol'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { changed, narrowings, type SearchQuery } from './question-in-address.ts'
import styles from './SearchPage.module.css'

interface Props {
  readonly query: SearchQuery
  readonly choices: Choices
  readonly onQuery: (query: SearchQuery) => void
}

/** By what the texts can be narrowed, each choice with how many it leaves. On a phone it opens on demand. */
export function SearchFilters({ query, choices, onQuery }: Props) {
  const t = useT('search')
  const names = useCountryNames()
  const time = useTime()
  const chosen = narrowings.filter((name) => query[name] !== undefined).length
  const withCount = (name: string, count: number) => t('choice', { name, count })
  const choose = (changes: Parameters<typeof changed>[1]) => onQuery(changed(query, changes))
  return (
    <details className={styles.filters} open={chosen > 0 || undefined}>
      <summary>{t('narrowed', { count: chosen })}</summary>
      <div className={styles.choices}>
        <SelectField
          label={t('state')}
          value={query.state ?? ''}
          onValue={(value) => choose({ state: (value || undefined) as TextState | undefined })}
          options={optionsOf(
            t('any'),
            query.state,
            choices.states.map(({ state, count }) => ({
              value: state,
              label: withCount(t(`textState.${state}`), count),
            })),
          )}
        />
        <SelectField
          label={t('dossier')}
          value={query.dossier ?? ''}
          onValue={(value) => choose({ dossier: value || undefined })}
          options={optionsOf(
            t('any'),
            query.dossier,
            choices.dossiers.map(({ id, title, count }) => ({ value: id, label: withCount(title, count) })),
          )}
        />
        <SelectField
          label={t('meeting')}
          value={query.meeting ?? ''}
          onValue={(value) => choose({ meeting: value || undefined })}
          options={optionsOf(
            t('any'),
            query.meeting,
            choices.meetings.map(({ id, title, startsAt, count }) => ({
              value: id,
              label: withCount(`${title}, ${time.date(startsAt, 'numeric')}`, count),
            })),
          )}
        />
        <SelectField
          label={t('forum')}
          value={query.forum ?? ''}
          onValue={(value) => choose({ forum: value || undefined })}
          options={optionsOf(
            t('any'),
            query.forum,
            choices.forums.map(({ id, shortName, count }) => ({
              value: id,
              label: withCount(shortName, count),
            })),
          )}
        />
        <SelectField
          label={t('party')}
          value={query.party ?? ''}
          onValue={(value) =>
            choose({ party: countryCodes.find((code): code is CountryCode => code === value) })
          }
          options={optionsOf(
            t('any'),
            query.party,
            choices.parties.map(({ country, count }) => ({
              value: country,
              label: withCount(names.name(country), count),
            })),
          )}
        />
        <TextField
          type="date"
          label={t('from')}
          value={query.from ?? ''}
          onValue={(value) => choose({ from: value || undefined })}
        />
        <TextField
          type="date"
          label={t('to')}
          value={query.to ?? ''}
          onValue={(value) => choose({ to: value || undefined })}
        />
        {chosen > 0 && (
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-size="sm"
            onClick={() => choose(Object.fromEntries(narrowings.map((name) => [name, undefined])))}
          >
            {t('clear')}
          </button>
        )}
      </div>
    </details>
  )
}

interface Option {
  readonly value: string
  readonly label: string
}

/** A choice that leaves nothing any more is still shown as chosen. */
function optionsOf(any: string, chosen: string | undefined, options: readonly Option[]): readonly Option[] {
  const isOffered = chosen === undefined || options.some(({ value }) => value === chosen)
  return [{ value: '', label: any }, ...options, ...(isOffered ? [] : [{ value: chosen, label: '–' }])]
}
