import { type Comparison, changedWords } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import { type ReactNode, useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { useT } from '../../i18n/i18n.ts'
import { useMatches } from '../drafting/use-matches.ts'
import comparedStyles from '../version/ComparedText.module.css'
import { ComparedText } from '../version/ComparedText.tsx'
import { changeSteps } from '../version/change-steps.ts'
import { useChangeSteps } from '../version/use-change-steps.ts'
import { ChangesSummary } from './ChangesSummary.tsx'
import styles from './Compare.module.css'
import { barredText, cleanText, type Marking, markings } from './projections.ts'
import { SideBySide } from './SideBySide.tsx'
import type { Side } from './side.ts'
import { useSideName } from './use-side-name.ts'

interface Props {
  readonly position: PositionDetail
  readonly sides: readonly [Side, Side]
  /** When each text was what it is; null for now. */
  readonly instants: readonly [string, string | null]
  readonly comparison: Comparison
  /** What the two texts are, for paper. */
  readonly facts: ReactNode
}

const layouts = ['inline', 'side'] as const
/** On narrower screens two columns would be a few words wide. */
const twoColumns = '(width >= 56rem), print'

/** The changes between two texts: a summary, and the text with its marks, in one or side by side. */
export function Changes({ position, sides, instants, comparison, facts }: Props) {
  const t = useT('compare')
  const nameOf = useSideName(position)
  const [search, setSearch] = useSearchParams()
  const isWide = useMatches(twoColumns)
  const layout = isWide && search.get('view') === 'side' ? 'side' : 'inline'
  const marking = markings.find((each) => each === search.get('marks')) ?? 'all'
  const set = (name: string, value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        next.set(name, value)
        return next
      },
      { replace: true },
    )
  const region = useRef<HTMLElement>(null)
  const text = useRef<HTMLElement>(null)
  const step = useChangeSteps(text, region)
  const { blocks } = comparison
  const words = useMemo(() => changedWords(blocks), [blocks])
  const hasChanges = useMemo(() => changeSteps(blocks).length > 0, [blocks])
  return (
    <section ref={region} className={styles.changes} aria-label={t('title')} data-layout={layout}>
      <div className={`${styles.switches} ${styles.screen}`}>
        {isWide && (
          <Choice
            label={t('layout.label')}
            options={layouts.map((value) => ({ value, label: t(`layout.${value}`) }))}
            value={layout}
            onValue={(value) => set('view', value)}
          />
        )}
        <Choice
          label={t('marks.label')}
          options={markings.map((value) => ({ value, label: t(`marks.${value}`) }))}
          value={marking}
          onValue={(value) => set('marks', value)}
        />
        <button
          type="button"
          className="ds-button"
          data-variant="tertiary"
          data-size="sm"
          onClick={() => print()}
        >
          {t('print')}
        </button>
      </div>
      <div className={styles.paper}>{facts}</div>
      <ChangesSummary
        position={position}
        instants={instants}
        comparison={comparison}
        words={words}
        onStep={hasChanges && marking !== 'clean' ? step : null}
        isSame={!hasChanges}
      />
      {hasChanges && marking !== 'clean' && <Key marking={marking} />}
      <article
        ref={text}
        lang={position.draftingLanguage}
        tabIndex={-1}
        aria-label={t('label', { from: nameOf(sides[0]), to: nameOf(sides[1]) })}
        className={layout === 'inline' ? `document ${comparedStyles.changes} ${styles.text}` : styles.sides}
      >
        {layout === 'side' ? (
          <SideBySide blocks={blocks} marking={marking} titles={[nameOf(sides[0]), nameOf(sides[1])]} />
        ) : (
          <InOneText comparison={comparison} marking={marking} />
        )}
      </article>
    </section>
  )
}

function InOneText({ comparison, marking }: { readonly comparison: Comparison; readonly marking: Marking }) {
  const blocks = useMemo(() => {
    switch (marking) {
      case 'all':
        return comparison.blocks
      case 'bars':
        return barredText(comparison.blocks)
      case 'clean':
        return cleanText(comparison.blocks)
    }
  }, [comparison, marking])
  const steps = useMemo(() => changeSteps(blocks), [blocks])
  return (
    <ComparedText
      blocks={blocks}
      steps={steps}
      {...(marking === 'bars' ? { said: ['removed', 'moved_from', 'moved_to'] } : {})}
    />
  )
}

function Choice<Value extends string>({
  label,
  options,
  value,
  onValue,
}: {
  readonly label: string
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value
  readonly onValue: (value: Value) => void
}) {
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onValue(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  )
}

/** What the marks mean, in the marks themselves. */
function Key({ marking }: { readonly marking: Marking }) {
  const t = useT('compare')
  return (
    <p className={`${styles.key} ${comparedStyles.changes}`}>
      <strong>{t('key.label')}</strong>
      {marking === 'all' && (
        <>
          <ins>{t('key.added')}</ins>
          <del>{t('key.removed')}</del>
        </>
      )}
      <span data-bar="changed">{t('key.changed')}</span>
      <span data-bar="moved">{t('key.moved')}</span>
    </p>
  )
}
