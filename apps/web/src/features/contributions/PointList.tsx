import type { ContributionPoint } from '@samsyn/protocol'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import type { ApiError } from '../../app/api.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { ProposalWording } from '../proposals/ProposalWording.tsx'
import { placeProposals } from '../proposals/proposal-places.ts'
import suggestions from '../suggestions/Suggestions.module.css'
import styles from './Contributions.module.css'

interface Props {
  readonly points: readonly ContributionPoint[]
  readonly joint: Editor | null
  readonly isPending: boolean
  /** Why one could not be taken out. */
  readonly failed: ApiError | null
  readonly onGo: (place: { readonly from: number; readonly to: number }) => void
  /** Null for whoever only looks on. */
  readonly onChange: ((point: ContributionPoint) => void) | null
  readonly onRemove: (point: ContributionPoint) => void
}

/** The points of a contribution that is being prepared: each with its words, who wrote it, and what can be done with it. */
export function PointList({ points, joint, isPending, failed, onGo, onChange, onRemove }: Props) {
  const t = useT('contributions')
  const tProposals = useT('proposals')
  const errorText = useErrorText()
  const time = useTime()
  const places = useEditorState({
    editor: joint,
    selector: ({ editor }) => editor && placeProposals(editor.state, points),
  })
  if (points.length === 0) return null
  return (
    <>
      <ol className={styles.points}>
        {points.map((point, index) => {
          const number = index + 1
          const place = places?.find(({ proposalId }) => proposalId === point.id)
          return (
            <li key={point.id}>
              <article className={suggestions.card} aria-label={t('point', { number })}>
                <p className={suggestions.number}>{t('point', { number })}</p>
                <ProposalWording {...point} />
                {point.explanation !== '' && (
                  <p className={suggestions.given}>
                    <span className={suggestions.what}>{tProposals('why')}</span> {point.explanation}
                  </p>
                )}
                {places && !place && <p className={suggestions.note}>{t('gone')}</p>}
                {place?.reads && (
                  <p className={suggestions.note}>{tProposals('reads', { text: place.reads })}</p>
                )}
                <p className={suggestions.quiet}>
                  {point.writer.name} · <time dateTime={point.at}>{time.stamp(point.at)}</time>
                </p>
                <div className={suggestions.actions}>
                  {place && (
                    <button type="button" aria-label={t('goTo', { number })} onClick={() => onGo(place)}>
                      {t('go')}
                    </button>
                  )}
                  {onChange && (
                    <>
                      <button
                        type="button"
                        aria-label={t('changeIt', { number })}
                        onClick={() => onChange(point)}
                      >
                        {t('change')}
                      </button>
                      <button
                        type="button"
                        className={suggestions.reject}
                        aria-label={t('removeIt', { number })}
                        disabled={isPending}
                        onClick={() => onRemove(point)}
                      >
                        {t('remove')}
                      </button>
                    </>
                  )}
                </div>
              </article>
            </li>
          )
        })}
      </ol>
      {failed && (
        <p role="alert" className={suggestions.error}>
          {errorText(failed)}
        </p>
      )}
    </>
  )
}
