import { MagnifyingGlassIcon } from '@navikt/aksel-icons'
import { archiveOrders, longestQuestion, type SearchHit, type SearchResult } from '@samsyn/protocol'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { Link, useLocation, useSearchParams } from 'react-router'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { wallTimeOf } from '../../i18n/time.ts'
import { useTime } from '../../i18n/use-time.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { groupHits } from './group-hits.ts'
import { addressOf, changed, narrowings, questionIn, type SearchQuery } from './question-in-address.ts'
import { SearchFilters } from './SearchFilters.tsx'
import { SearchHitCard } from './SearchHitCard.tsx'
import styles from './SearchPage.module.css'
import { useHitKeys } from './use-hit-keys.ts'
import { isSentByKey, searchKeyName } from './use-search-key.ts'

/** So long nobody types before the texts are looked for, in milliseconds. */
const typingPause = 350

/** Finding texts by their words; without words, the archive of all final texts. The address keeps the question. */
export function SearchPage() {
  const t = useT('search')
  const [address, setAddress] = useSearchParams()
  const query = questionIn(address)
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const keys = useHitKeys(input)
  const results = useId()
  const found = useQuery({
    queryKey: [...queryKeys.search, query],
    queryFn: ({ signal }) => api('searchTexts', { query, signal }),
    placeholderData: keepPreviousData,
  })
  const ask = (next: SearchQuery, { replaces = false } = {}) =>
    setAddress(addressOf(next), { replace: replaces, preventScrollReset: true })
  const isArchive = (query.words ?? '').trim() === ''
  return (
    <div className="page">
      <PageHeader title={t('title')} />
      <SearchForm
        input={input}
        query={query}
        onQuery={ask}
        onKeyDown={(event) => keys.onInputKey(event, list.current)}
      />
      {found.data && <SearchFilters query={query} choices={found.data.filters} onQuery={ask} />}
      <section aria-labelledby={results} aria-busy={found.isFetching}>
        <div className={styles.head}>
          <h2 id={results} className="section-title">
            {isArchive ? t('archive') : t('results')}
          </h2>
          {found.data && (
            <p role="status" className={styles.count}>
              {t(isArchive ? 'archived' : 'found', { count: found.data.total })}
              {found.data.leftOut > 0 && ` · ${t('leftOut', { count: found.data.leftOut })}`}
            </p>
          )}
          {isArchive && found.data && found.data.total > 0 && (
            <SelectField
              label={t('order.label')}
              value={query.order ?? 'time'}
              onValue={(order) => ask(changed(query, { order: order === 'time' ? undefined : order }))}
              options={archiveOrders.map((order) => ({ value: order, label: t(`order.${order}`) }))}
            />
          )}
        </div>
        {found.isPending && <LoadingState lines={8} />}
        {found.isError && !found.data && (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        )}
        {found.data?.total === 0 && <NothingFound query={query} onQuery={ask} />}
        {found.data && found.data.total > 0 && (
          // biome-ignore lint/a11y/noStaticElementInteractions: keys that move the focus among the links in it
          <div ref={list} onKeyDown={keys.onListKey} data-stale={found.isPlaceholderData || undefined}>
            {isArchive ? (
              <Archive hits={found.data.hits} order={query.order ?? 'time'} />
            ) : (
              <Hits hits={found.data.hits} />
            )}
          </div>
        )}
        {found.data && <Pages result={found.data} query={query} />}
      </section>
    </div>
  )
}

interface FormProps {
  readonly input: React.RefObject<HTMLInputElement | null>
  readonly query: SearchQuery
  readonly onQuery: (query: SearchQuery, options?: { readonly replaces: boolean }) => void
  readonly onKeyDown: (event: React.KeyboardEvent) => void
}

function SearchForm({ input, query, onQuery, onKeyDown }: FormProps) {
  const t = useT('search')
  const id = useId()
  const { key, state } = useLocation()
  const inAddress = query.words ?? ''
  const [typed, setTyped] = useState(inAddress)
  const [asked, setAsked] = useState(inAddress)
  // Words on the way to a question take the place of each other; those of a question that was asked can be gone back to.
  const [isOnTheWay, setOnTheWay] = useState(inAddress === '')
  // Whoever goes back or follows a link finds the words of that address in the field.
  if (inAddress !== asked) {
    setAsked(inAddress)
    if (inAddress.trim() !== typed.trim()) {
      setTyped(inAddress)
      setOnTheWay(inAddress === '')
    }
  }
  const send = (isTyping: boolean) => {
    setOnTheWay(isTyping)
    if (typed.trim() === inAddress.trim()) return
    onQuery(changed(query, { words: typed.trim() || undefined }), { replaces: isOnTheWay })
  }
  const pause = useEffectEvent(() => {
    if (typed.trim() !== inAddress.trim()) send(true)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each letter begins the pause anew
  useEffect(() => {
    const timer = setTimeout(() => pause(), typingPause)
    return () => clearTimeout(timer)
  }, [typed])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time somebody comes here by the key
  useEffect(() => {
    if (!isSentByKey(state)) return
    input.current?.focus()
    input.current?.select()
  }, [key, input])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(false)
  }
  return (
    <search>
      <form className={styles.form} onSubmit={submit}>
        <label htmlFor={id}>{t('label')}</label>
        <div className={styles.line}>
          <input
            ref={input}
            id={id}
            type="search"
            className="ds-input"
            value={typed}
            maxLength={longestQuestion}
            autoComplete="off"
            spellCheck={false}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <button type="submit" className="ds-button" data-variant="primary">
            <MagnifyingGlassIcon aria-hidden />
            {t('button')}
          </button>
        </div>
        <p id={`${id}-hint`} className={styles.hint}>
          {t('hint')} <span className={styles.keys}>{t('keys', { key: searchKeyName() })}</span>
        </p>
      </form>
    </search>
  )
}

function Hits({ hits, label }: { readonly hits: readonly SearchHit[]; readonly label?: string }) {
  return (
    <ol className={styles.hits} aria-label={label}>
      {hits.map((hit) => (
        <li key={`${hit.positionId} ${hit.release?.id ?? ''} ${hit.versionNumber ?? ''}`}>
          <SearchHitCard hit={hit} />
        </li>
      ))}
    </ol>
  )
}

function Archive({
  hits,
  order,
}: {
  readonly hits: readonly SearchHit[]
  readonly order: (typeof archiveOrders)[number]
}) {
  const t = useT('search')
  const time = useTime()
  const keyOf = (hit: SearchHit): string | null => {
    if (order === 'dossier') return hit.dossier.title
    if (order === 'time') return wallTimeOf(hit.at).date.slice(0, 4)
    return hit.meeting && `${hit.meeting.title}, ${time.date(hit.meeting.startsAt)}`
  }
  return groupHits(hits, keyOf).map(({ key, hits: inGroup }) => {
    const heading: ReactNode = key ?? t('noMeeting')
    return (
      <section key={key ?? ''} className={styles.group}>
        <p className={styles.groupTitle}>{heading}</p>
        <Hits hits={inGroup} label={key ?? t('noMeeting')} />
      </section>
    )
  })
}

function NothingFound({
  query,
  onQuery,
}: {
  readonly query: SearchQuery
  readonly onQuery: (query: SearchQuery) => void
}) {
  const t = useT('search')
  const words = query.words ?? ''
  const isNarrowed = narrowings.some((name) => query[name] !== undefined)
  if (isNarrowed)
    return (
      <EmptyState
        title={t('emptyNarrowed')}
        action={
          <Link to={`/search?${addressOf(words ? { words } : {})}`} className="ds-link">
            {t('clear')}
          </Link>
        }
      >
        {t('emptyNarrowedText')}
      </EmptyState>
    )
  if (words === '') return <EmptyState title={t('emptyArchive')}>{t('emptyArchiveText')}</EmptyState>
  const beginnings = asBeginnings(words)
  return (
    <EmptyState
      title={t('empty')}
      action={
        beginnings !== null && (
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-size="sm"
            onClick={() => onQuery({ words: beginnings })}
          >
            {t('beginnings')}: {beginnings}
          </button>
        )
      }
    >
      {t('emptyText')}
    </EmptyState>
  )
}

/** Plain words as the beginnings of words; null where something else is looked for. */
function asBeginnings(words: string): string | null {
  const all = words.trim().split(/\s+/)
  return all.every((word) => /^[\p{L}\p{M}\p{N}]{2,}$/u.test(word))
    ? all.map((word) => `${word}*`).join(' ')
    : null
}

function Pages({
  result: { page, pages },
  query,
}: {
  readonly result: SearchResult
  readonly query: SearchQuery
}) {
  const t = useT('search')
  if (pages === 1) return null
  const to = (other: number) =>
    `/search?${addressOf(other === 1 ? changed(query, {}) : { ...query, page: other })}`
  return (
    <nav className={styles.pages} aria-label={t('pages')}>
      {page > 1 && (
        <Link to={to(page - 1)} className="ds-link">
          {t('previous')}
        </Link>
      )}
      <span>{t('page', { page, pages })}</span>
      {page < pages && (
        <Link to={to(page + 1)} className="ds-link">
          {t('next')}
        </Link>
      )}
    </nav>
  )
}
