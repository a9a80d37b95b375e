import type { ComparedBlock } from '@samsyn/editor'
import { useMemo } from 'react'
import { useLanguage, useT } from '../../i18n/i18n.ts'
import comparedStyles from '../version/ComparedText.module.css'
import { ChangeLabel, ComparedText, changedSectionId } from '../version/ComparedText.tsx'
import { isUnseen } from '../version/change-steps.ts'
import { type Marking, unmarked } from './projections.ts'
import styles from './SideBySide.module.css'
import { type SideRow, sideRows } from './side-rows.ts'

interface Props {
  readonly blocks: readonly ComparedBlock[]
  readonly marking: Marking
  readonly titles: readonly [string, string]
}

/** Two texts in two columns, each block beside its counterpart. */
export function SideBySide({ blocks, marking, titles }: Props) {
  const language = useLanguage()
  const sections = useMemo(() => sideRows(blocks), [blocks])
  const steps = useMemo(
    () =>
      new Map(
        sections
          .flatMap(({ rows }) => rows.filter(({ isStep }) => isStep))
          .map((row, index) => [row, index + 1]),
      ),
    [sections],
  )
  return (
    <div className={styles.sides} data-marks={marking}>
      <div className={styles.head} lang={language} aria-hidden="true">
        <span>{titles[0]}</span>
        <span>{titles[1]}</span>
      </div>
      {sections.map(({ id, change, rows }, place) => (
        <section
          // A section that moved is there twice.
          // biome-ignore lint/suspicious/noArrayIndexKey: a comparison never changes its order
          key={place}
          id={change === 'moved_from' ? undefined : changedSectionId(id)}
          tabIndex={-1}
          className={styles.section}
        >
          {rows.map((row, index) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: a comparison never changes its order
              key={index}
              row={row}
              marking={marking}
              step={marking === 'clean' ? undefined : steps.get(row)}
              total={steps.size}
            />
          ))}
        </section>
      ))}
    </div>
  )
}

function Row({
  row: { before, after, change },
  marking,
  step,
  total,
}: {
  readonly row: SideRow
  readonly marking: Marking
  /** Which of the changes it is; undefined for what one does not go to. */
  readonly step: number | undefined
  readonly total: number
}) {
  const t = useT('compare')
  const language = useLanguage()
  const place = step === undefined ? {} : { 'data-step': step - 1, tabIndex: -1 }
  const isSame = change === 'same'
  const shown = (block: ComparedBlock | null) =>
    block ? (
      <ComparedText blocks={[marking === 'all' ? block : unmarked(block)]} steps={[]} />
    ) : (
      <span className="visually-hidden" lang={language}>
        {t('nothingHere')}
      </span>
    )
  const cell = `document ${comparedStyles.changes} ${styles.cell}`
  return (
    <div className={styles.row} data-change={marking === 'clean' ? 'same' : change} {...place}>
      {step !== undefined && (
        <ChangeLabel
          change={change}
          isUnseen={before !== null && after !== null && isUnseen({ ...after, change })}
          index={step}
          total={total}
        />
      )}
      <div className={cell} data-side="before">
        {!isSame && <Aside words={t('earlierCell')} />}
        {shown(before)}
      </div>
      <div className={cell} data-side="after">
        {!isSame && <Aside words={t('laterCell')} />}
        {shown(after)}
      </div>
    </div>
  )
}

function Aside({ words }: { readonly words: string }) {
  const language = useLanguage()
  return (
    <span className="visually-hidden" lang={language}>
      {words}
    </span>
  )
}
