import { type ComparedBlock, type ComparedRun, compareDocs, type DocJson } from '@samsyn/editor'
import { Fragment, type ReactNode, useEffect, useMemo, useRef } from 'react'
import { useVersion } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { withMarks } from '../reading/DocumentView.tsx'
import styles from './ComparisonView.module.css'

interface Props {
  readonly positionId: string
  /** Number of the earlier version. */
  readonly from: number
  readonly doc: DocJson
  readonly lang: string
}

/** What changed in the text since an earlier version: word by word, nothing left out. */
export function ComparisonView({ positionId, from, doc, lang }: Props) {
  const earlier = useVersion(positionId, from)
  if (earlier.isPending) return <LoadingState />
  if (earlier.isError) return <ErrorState error={earlier.error} onRetry={() => void earlier.refetch()} />
  return <Changes before={earlier.data.doc as unknown as DocJson} after={doc} from={from} lang={lang} />
}

function Changes({
  before,
  after,
  from,
  lang,
}: {
  readonly before: DocJson
  readonly after: DocJson
  readonly from: number
  readonly lang: string
}) {
  const t = useT('version')
  const { blocks, summary } = useMemo(() => compareDocs(before, after), [before, after])
  const text = useRef<HTMLElement>(null)
  const step = (by: 1 | -1) => {
    const changes = [...(text.current?.querySelectorAll<HTMLElement>('[data-step]') ?? [])]
    const current = changes.indexOf(document.activeElement as HTMLElement)
    const next = changes[(current + by + changes.length) % changes.length]
    next?.focus()
    next?.scrollIntoView({ block: 'center' })
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea, dialog')
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'n') step(1)
      if (event.key === 'p') step(-1)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
  const total = summary.added + summary.removed + summary.changed + summary.moved
  return (
    <>
      <div className={styles.summary}>
        <p role="status">
          {total === 0
            ? t('changes.none', { number: from })
            : t('changes.summary', {
                number: from,
                changed: summary.changed,
                added: summary.added,
                removed: summary.removed,
                moved: summary.moved,
              })}
        </p>
        {total > 0 && (
          <div className={styles.steps}>
            <button
              type="button"
              className="ds-button"
              data-variant="secondary"
              data-size="sm"
              onClick={() => step(-1)}
            >
              {t('changes.previous')}
            </button>
            <button
              type="button"
              className="ds-button"
              data-variant="secondary"
              data-size="sm"
              onClick={() => step(1)}
            >
              {t('changes.next')}
            </button>
          </div>
        )}
      </div>
      <article ref={text} lang={lang} className={`document ${styles.changes}`}>
        {each(blocks, (block) => (
          <Block block={block} />
        ))}
      </article>
    </>
  )
}

function Block({ block }: { readonly block: ComparedBlock }): ReactNode {
  const t = useT('version')
  if (block.kind === 'line') {
    const isStep = block.change !== 'same'
    const content = (
      <>
        {isStep && <span className="visually-hidden">{t(`change.${block.change}`)}: </span>}
        {(block.change === 'moved_from' || block.change === 'moved_to') && (
          <span className={styles.moved} aria-hidden>
            {t(`change.${block.change}`)}
          </span>
        )}
        {each(block.runs, (run) => (
          <Run run={run} />
        ))}
      </>
    )
    const shared = { 'data-change': block.change, ...(isStep ? { 'data-step': true, tabIndex: -1 } : {}) }
    switch (block.node.type) {
      case 'sectionTitle':
        return <h2 {...shared}>{content}</h2>
      case 'heading':
        return block.node.attrs.level === 3 ? <h3 {...shared}>{content}</h3> : <h4 {...shared}>{content}</h4>
      case 'paragraph':
        return <p {...shared}>{content}</p>
    }
  }
  const children = each(block.children, (child) => <Block block={child} />)
  const { node } = block
  const shared = { 'data-change': block.change === 'changed' ? undefined : block.change }
  switch (node.type) {
    case 'section':
      return (
        <section {...shared} data-kind={node.attrs.kind}>
          {children}
        </section>
      )
    case 'bulletList':
      return <ul {...shared}>{children}</ul>
    case 'orderedList':
      return (
        <ol {...shared} start={node.attrs?.start ?? 1}>
          {children}
        </ol>
      )
    case 'listItem':
      return <li {...shared}>{children}</li>
    case 'blockquote':
      return <blockquote {...shared}>{children}</blockquote>
    case 'table':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region
        <div className="document-table" tabIndex={0}>
          <table {...shared}>
            <tbody>{children}</tbody>
          </table>
        </div>
      )
    case 'tableRow':
      return <tr {...shared}>{children}</tr>
    case 'tableHeader':
      return (
        <th {...shared} scope="col">
          {children}
        </th>
      )
    case 'tableCell':
      return <td {...shared}>{children}</td>
  }
}

function Run({ run }: { readonly run: ComparedRun }): ReactNode {
  const text = withMarks(
    each(run.text.split('\n'), (line, index) => (index === 0 ? line : [<br key="break" />, line])),
    run.marks,
  )
  if (run.change === 'added') return <ins>{text}</ins>
  if (run.change === 'removed') return <del>{text}</del>
  return text
}

function each<Item>(items: readonly Item[], render: (item: Item, index: number) => ReactNode): ReactNode {
  return items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a comparison of two frozen texts never changes its order
    <Fragment key={index}>{render(item, index)}</Fragment>
  ))
}
