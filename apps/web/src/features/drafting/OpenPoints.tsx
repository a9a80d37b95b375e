import { namedInFile, readingMinutes, type SectionKind, type TextLength } from '@samsyn/editor'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/i18n.ts'
import type { OpenThread } from '../comments/use-open-threads.ts'
import type { OpenProposal } from '../proposals/use-open-proposals.ts'
import { TakenOutWordings } from './brackets/TakenOutWordings.tsx'
import type { TakenOutWording } from './brackets/use-unconfirmed.ts'
import type { PlacedPoint } from './editor/open-point-places.ts'
import styles from './OpenPoints.module.css'

interface Props {
  readonly points: readonly PlacedPoint[]
  readonly length: TextLength
  readonly onGo: (point: PlacedPoint) => void
  /** Asks on what ground a line marked LIMITE may stand in the text; null for whoever cannot say so just now. */
  readonly onAnswerLimite: ((line: string) => void) | null
  /** Adds a section that is missing; null for whoever cannot just now. */
  readonly onAddSection: ((kind: SectionKind) => void) | null
  readonly threads: readonly OpenThread[]
  readonly onThread: (threadId: string) => void
  readonly proposals: readonly OpenProposal[]
  readonly onProposal: (proposalId: string) => void
  readonly takenOut: readonly TakenOutWording[]
  readonly onMoment: (at: string) => void
  /** The sections that were agreed and are another text now, or were opened again. */
  readonly sections: ReactNode
}

/** What is not settled in the text, in its order; each takes the caret there. */
export function OpenPoints({
  points,
  length,
  onGo,
  onAnswerLimite,
  onAddSection,
  threads,
  onThread,
  proposals,
  onProposal,
  takenOut,
  onMoment,
  sections,
}: Props) {
  const t = useT('drafting')
  const tComments = useT('comments')
  const tSuggestions = useT('suggestions')
  const tProposals = useT('proposals')
  const tWord = useT('word')
  const suggested = (suggestionId: string) => {
    const named = namedInFile(suggestionId)
    return named ? tWord('suggestionNamed', { author: named.author }) : t('points.suggestion')
  }
  const limite = points.find(({ kind }) => kind === 'limite')
  const act = (point: PlacedPoint) => {
    if (point.kind === 'missing_section' && onAddSection) onAddSection(point.sectionKind)
    else onGo(point)
  }
  const wordsOf = (point: PlacedPoint): string => {
    switch (point.kind) {
      case 'empty_section':
        return t('points.emptySection')
      case 'missing_section':
        return t('points.missing', { title: t(`sectionKind.${point.sectionKind}`) })
      default:
        return point.text || tSuggestions('noWords')
    }
  }
  return (
    <div className={styles.panel}>
      {points.some(({ kind }) => kind === 'classified') && (
        <p className={styles.refused} role="alert">
          {t('points.classifiedText')}
        </p>
      )}
      {limite && (
        <div className={styles.refused} role="alert">
          <p>{t('points.limiteText')}</p>
          {onAnswerLimite && (
            <button
              type="button"
              className="ds-button"
              data-variant="secondary"
              data-size="sm"
              aria-haspopup="dialog"
              onClick={() => onAnswerLimite(limite.text)}
            >
              {t('points.limiteAsk')}
            </button>
          )}
        </div>
      )}
      {takenOut.length > 0 && <TakenOutWordings takenOut={takenOut} onMoment={onMoment} />}
      <p className={styles.count} role="status">
        {t('points.count', { count: points.length })}
      </p>
      {points.length === 0 ? (
        <p className={styles.quiet}>{t('points.none')}</p>
      ) : (
        <ol className={styles.points}>
          {points.map((point) => (
            <li key={point.index}>
              <button type="button" onClick={() => act(point)} data-kind={point.kind}>
                <span className={styles.words}>{wordsOf(point)}</span>
                <span className={styles.where}>
                  {point.kind === 'classified' && `${t('points.classified')} (${point.marking}) · `}
                  {point.kind === 'limite' && `${t('points.limite')} · `}
                  {point.kind === 'unbalanced_bracket' && `${t('points.unbalanced')} · `}
                  {point.kind === 'suggestion' && `${suggested(point.suggestionId)} · `}
                  {point.kind === 'broken_reference' &&
                    `${t('points.brokenReference')}: ${t(`reference.problem.${point.problem}`)} · `}
                  {point.kind === 'missing_section'
                    ? onAddSection && t('points.addSection')
                    : point.sectionTitle || t('outline.untitled')}
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
      {sections}
      {proposals.length > 0 && (
        <>
          <p className={styles.count}>{tProposals('open', { count: proposals.length })}</p>
          <ul className={styles.points}>
            {proposals.map(({ id, text }) => (
              <li key={id}>
                <button type="button" onClick={() => onProposal(id)} data-kind="proposal">
                  <span className={styles.words}>{text}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {threads.length > 0 && (
        <>
          <p className={styles.count}>{tComments('openThreads', { count: threads.length })}</p>
          <ul className={styles.points}>
            {threads.map(({ id, text }) => (
              <li key={id}>
                <button type="button" onClick={() => onThread(id)} data-kind="thread">
                  <span className={styles.words}>{text}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <Length length={length} />
    </div>
  )
}

/** How long the text is, to read and to say. */
function Length({ length: { words, spoken } }: Pick<Props, 'length'>) {
  const t = useT('drafting')
  return (
    <div className={styles.quiet}>
      <p>
        {t('words', { count: words })}
        {words > 0 && ` · ${t('minutes.read', { count: readingMinutes(words, 'read') })}`}
      </p>
      {spoken.map((section) => (
        <p key={section.sectionId}>
          {t('minutes.spoken', {
            title: section.title || t('outline.untitled'),
            count: readingMinutes(section.words, 'spoken'),
          })}
        </p>
      ))}
    </div>
  )
}
