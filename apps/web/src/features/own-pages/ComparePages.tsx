import { assertNever, countries as countriesByCode } from '@samsyn/domain'
import type { Comparison, TemplateLanguage } from '@samsyn/editor'
import type { OwnPages } from '@samsyn/protocol'
import { useMemo, useRef } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import type { ComparisonQuestion } from '../compare/comparing.ts'
import { inTimeOrder, isSameSide, readSide, type Side, sideCode } from '../compare/side.ts'
import { useComparison } from '../compare/use-comparison.ts'
import comparedStyles from '../version/ComparedText.module.css'
import { ComparedText } from '../version/ComparedText.tsx'
import { ComparisonSummary } from '../version/ComparisonSummary.tsx'
import { changeSteps } from '../version/change-steps.ts'
import { useChangeSteps } from '../version/use-change-steps.ts'
import styles from './OwnPages.module.css'
import type { Pages } from './use-own-pages.ts'
import { usePagesText } from './use-pages-text.ts'

/** Two texts of own pages: versions that were kept, the pages at an instant, or now. */
export type PagesSides = readonly [Side, Side]

interface Props {
  readonly at: Pages
  readonly pages: OwnPages
  readonly sides: PagesSides
  readonly onSides: (sides: PagesSides) => void
}

/** Any two texts of own pages against each other, in one text with its marks. */
export function ComparePages({ at, pages, sides, onSides }: Props) {
  const t = useT('pages')
  const tCompare = useT('compare')
  const time = useTime()
  const versions = pages.versions.map(({ number, keptAt, note }) => ({ number, frozenAt: keptAt, note }))
  const nameOf = (side: Side) => {
    switch (side.kind) {
      case 'version': {
        const name = t('history.version', { number: side.number })
        const note = versions.find(({ number }) => number === side.number)?.note ?? ''
        return note === '' ? name : `${name} · ${note}`
      }
      case 'moment':
        return t('earlier.title', { at: time.stamp(side.at) })
      case 'now':
        return t('compare.now')
      default:
        return assertNever(side)
    }
  }
  const moments = sides.filter((side) => side.kind === 'moment')
  const known: readonly Side[] = [
    { kind: 'now' },
    ...versions.map(({ number }) => ({ kind: 'version', number }) as const),
    ...moments,
  ]
  const options = known.map((side) => ({ value: sideCode(side), label: nameOf(side) }))
  const choose = (index: 0 | 1) => (code: string) => {
    const side = readSide(code)
    if (!side) return
    const next: PagesSides = index === 0 ? [side, sides[1]] : [sides[0], side]
    onSides(isSameSide(...next) ? next : inTimeOrder(next, versions))
  }
  return (
    <>
      <div className={styles.sides}>
        <SelectField
          label={tCompare('earlier')}
          value={sideCode(sides[0])}
          onValue={choose(0)}
          options={options}
        />
        <SelectField
          label={tCompare('later')}
          value={sideCode(sides[1])}
          onValue={choose(1)}
          options={options}
        />
      </div>
      {isSameSide(...sides) ? (
        <p role="status">{tCompare('same')}</p>
      ) : (
        <Between key={sides.map(sideCode).join(' ')} at={at} sides={sides} />
      )}
    </>
  )
}

function Between({ at, sides }: Pick<Props, 'at' | 'sides'>) {
  const tCompare = useT('compare')
  const [from, to] = [usePagesText(at, sides[0]), usePagesText(at, sides[1])]
  const { language } = countriesByCode[at.country]
  const question = useMemo(
    (): ComparisonQuestion | null =>
      from.doc && to.doc && from.hash !== null && to.hash !== null
        ? { before: from.doc, after: to.doc, hashes: [from.hash, to.hash], language }
        : null,
    [from.doc, to.doc, from.hash, to.hash, language],
  )
  const comparing = useComparison(question)
  const failed = [from, to].find(({ error }) => error !== null)
  if (failed?.error) return <ErrorState error={failed.error} onRetry={failed.retry} />
  switch (comparing.kind) {
    case 'counting':
    case 'comparing':
      return <LoadingState />
    case 'failed':
      return <p role="alert">{tCompare('failed')}</p>
    case 'too_large': {
      const { removed, added } = comparing.count
      return (
        <>
          <p role="alert">{tCompare('tooLarge.title')}</p>
          <p>{tCompare('counted', { removed, added })}</p>
        </>
      )
    }
    case 'compared':
      return (
        <>
          {!comparing.areGenuine && <p role="alert">{tCompare('notGenuine')}</p>}
          <Compared comparison={comparing.comparison} language={language} />
        </>
      )
    default:
      return assertNever(comparing)
  }
}

function Compared({
  comparison: { blocks, summary },
  language,
}: {
  readonly comparison: Comparison
  readonly language: TemplateLanguage
}) {
  const tCompare = useT('compare')
  const region = useRef<HTMLDivElement>(null)
  const text = useRef<HTMLElement>(null)
  const step = useChangeSteps(text, region)
  const steps = useMemo(() => changeSteps(blocks), [blocks])
  const isSame = steps.length === 0
  return (
    <div ref={region}>
      <ComparisonSummary
        none={tCompare('none')}
        summary={summary}
        isSame={isSame}
        onStep={isSame ? null : step}
      />
      <article ref={text} lang={language} tabIndex={-1} className={`document ${comparedStyles.changes}`}>
        <ComparedText blocks={blocks} steps={steps} />
      </article>
    </div>
  )
}
