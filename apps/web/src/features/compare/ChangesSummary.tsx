import { type ChangedWords, type Comparison, changedWords } from '@samsyn/editor'
import type { DraftContributions, PositionDetail } from '@samsyn/protocol'
import { useContributions } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useNumber } from '../../i18n/use-number.ts'
import { CountryList } from '../../ui/CountryList.tsx'
import { Contributors } from '../position/Contributors.tsx'
import { ComparisonSummary } from '../version/ComparisonSummary.tsx'
import styles from './Compare.module.css'

interface Props {
  readonly position: PositionDetail
  readonly instants: readonly [string, string | null]
  readonly comparison: Comparison
  readonly words: ChangedWords
  readonly onStep: ((by: 1 | -1) => void) | null
  readonly isSame: boolean
}

/** On top: how much changed, in which sections, and which delegations contributed to it. */
export function ChangesSummary({ position, instants: [from, to], comparison, words, onStep, isSame }: Props) {
  const t = useT('compare')
  const number = useNumber()
  const asked = useContributions(position.id, { from, to }, { isEnabled: position.abilities.readDraft })
  const contributions = asked.data ?? null
  const wordsOf = new Map(
    comparison.blocks.flatMap((block) =>
      block.node.type === 'section' ? [[block.node.attrs.id, changedWords([block])] as const] : [],
    ),
  )
  const told = ({ added, removed }: ChangedWords) =>
    t('words', { added: number(added), removed: number(removed) })
  return (
    <ComparisonSummary
      none={t('none')}
      summary={comparison.summary}
      isSame={isSame}
      onStep={onStep}
      aboutSection={(id) => {
        const amount = wordsOf.get(id)
        return (
          <span className={styles.about}>
            {amount && <Amount words={amount} label={told(amount)} />}
            <ByWhom contributions={contributions} sectionId={id} />
          </span>
        )
      }}
    >
      <p className={styles.total}>{told(words)}</p>
      {contributions ? (
        <Contributors contributions={contributions.delegations} title={t('contributed')} />
      ) : (
        (asked.isError || !position.abilities.readDraft) && <p className={styles.quiet}>{t('notTold')}</p>
      )}
    </ComparisonSummary>
  )
}

function Amount({
  words: { added, removed },
  label,
}: {
  readonly words: ChangedWords
  readonly label: string
}) {
  const number = useNumber()
  if (added + removed === 0) return null
  return (
    <span>
      <span aria-hidden="true" title={label}>
        {added > 0 && `+${number(added)}`} {removed > 0 && `−${number(removed)}`}
      </span>
      <span className="visually-hidden">{label}</span>
    </span>
  )
}

/** The delegations that contributed to a section. */
function ByWhom({
  contributions,
  sectionId,
}: {
  readonly contributions: DraftContributions | null
  readonly sectionId: string
}) {
  const countries = contributions?.sections.find(({ id }) => id === sectionId)?.countries ?? []
  const known = countries.filter((country) => country !== null)
  return known.length > 0 ? <CountryList countries={known} /> : null
}
