import { compareDocs, type DocJson, printable, type TemplateLanguage } from '@samsyn/editor'
import { type RefObject, useMemo, useRef } from 'react'
import { useVersion } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import styles from './ComparedText.module.css'
import { ComparedText } from './ComparedText.tsx'
import { ComparisonSummary } from './ComparisonSummary.tsx'
import { changeSteps } from './change-steps.ts'
import { useChangeSteps } from './use-change-steps.ts'

interface Props {
  readonly positionId: string
  /** Number of the earlier version. */
  readonly from: number
  readonly doc: DocJson
  readonly lang: TemplateLanguage
  /** Where the keys n and p go from change to change. */
  readonly region: RefObject<HTMLElement | null>
}

/** What changed in the text since an earlier version: word by word, nothing left out. */
export function ComparisonView({ positionId, from, ...rest }: Props) {
  const earlier = useVersion(positionId, from)
  if (earlier.isPending) return <LoadingState />
  if (!earlier.data) return <ErrorState error={earlier.error} onRetry={() => void earlier.refetch()} />
  // The route's schema only says that it is a document; the stored text was checked against the editor's schema.
  return <Changes before={earlier.data.doc as unknown as DocJson} from={from} {...rest} />
}

function Changes({
  before,
  doc,
  from,
  lang,
  region,
}: Omit<Props, 'positionId'> & { readonly before: DocJson }) {
  const t = useT('version')
  const { blocks, summary } = useMemo(
    () =>
      compareDocs(
        printable(before, { language: lang, withAmendments: false, withRowNumbers: false }),
        printable(doc, { language: lang, withAmendments: false, withRowNumbers: false }),
        { language: lang },
      ),
    [before, doc, lang],
  )
  const steps = useMemo(() => changeSteps(blocks), [blocks])
  const text = useRef<HTMLElement>(null)
  const step = useChangeSteps(text, region)
  return (
    <>
      <ComparisonSummary
        none={t('changes.none', { number: from })}
        summary={summary}
        isSame={steps.length === 0}
        onStep={steps.length > 0 ? step : null}
      />
      <article
        ref={text}
        lang={lang}
        tabIndex={-1}
        aria-label={t('changes.label', { number: from })}
        className={`document ${styles.changes}`}
      >
        <ComparedText blocks={blocks} steps={steps} />
      </article>
    </>
  )
}
