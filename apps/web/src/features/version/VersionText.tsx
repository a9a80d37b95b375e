import type { DocJson } from '@samsyn/editor'
import type { PositionDetail, VersionDetail } from '@samsyn/protocol'
import { useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import { usePerson } from '../../app/session-context.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { DocumentView } from '../reading/DocumentView.tsx'
import { ComparisonView } from './ComparisonView.tsx'
import { comparisonBase, usualBase } from './comparison-base.ts'
import styles from './VersionText.module.css'

interface Props {
  readonly position: PositionDetail
  readonly version: VersionDetail
  readonly doc: DocJson
}

/** The frozen text, or what changed in it since an earlier version; the choice is part of the address. */
export function VersionText({ position, version, doc }: Props) {
  const t = useT('version')
  const tCompare = useT('compare')
  const time = useTime()
  const [search, setSearch] = useSearchParams()
  const region = useRef<HTMLElement>(null)
  const { country } = usePerson()
  const countries = useCountryNames()
  const earlier = position.versions
    .filter(({ number }) => number < version.number)
    .sort((one, other) => other.number - one.number)
  const numbers = earlier.map(({ number }) => number)
  const base = comparisonBase(search.get('changes'), numbers, version.answeredBefore)
  const offered = base ?? (numbers.length > 0 ? usualBase(numbers, version.answeredBefore) : null)
  const show = (number: number | null) =>
    setSearch(number === null ? {} : { changes: String(number) }, { replace: true })
  return (
    <section ref={region} className={styles.text} aria-label={t('view.text')}>
      {offered !== null && (
        <div className={styles.choice}>
          <fieldset className={styles.views}>
            <legend className="visually-hidden">{t('view.label')}</legend>
            <button type="button" aria-pressed={base === null} onClick={() => show(null)}>
              {t('view.text')}
            </button>
            <button type="button" aria-pressed={base !== null} onClick={() => show(offered)}>
              {country && offered === version.answeredBefore
                ? t('view.changesSinceAnswer', { number: offered, country: countries.name(country) })
                : t('view.changes', { number: offered })}
            </button>
          </fieldset>
          <Link
            className="ds-link"
            to={`/positions/${position.id}/compare?from=v${offered}&to=v${version.number}`}
          >
            {tCompare('linkThese')}
          </Link>
          {base !== null && earlier.length > 1 && (
            <SelectField
              label={t('view.base')}
              value={String(base)}
              onValue={(number) => show(Number(number))}
              options={earlier.map(({ number, frozenAt }) => ({
                value: String(number),
                label: t('view.baseVersion', { number, at: time.date(frozenAt, 'numeric') }),
              }))}
            />
          )}
        </div>
      )}
      {base === null ? (
        <DocumentView doc={doc} lang={version.draftingLanguage} />
      ) : (
        <ComparisonView
          positionId={position.id}
          from={base}
          doc={doc}
          lang={version.draftingLanguage}
          region={region}
        />
      )}
    </section>
  )
}
