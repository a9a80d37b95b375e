import { ChatIcon } from '@navikt/aksel-icons'
import type { PositionDetail, Thread } from '@samsyn/protocol'
import { useEffect, useRef, useState } from 'react'
import { hasFailed } from '../../app/has-failed.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import type { ConnectionStates } from '../drafting/connection/connection-states.ts'
import type { Anchor } from './anchors.ts'
import { CommentForm, type Said } from './CommentForm.tsx'
import styles from './Comments.module.css'
import { ThreadCard } from './ThreadCard.tsx'
import type { ThreadPlace } from './thread-marks.ts'
import { useDeed, useDiscussion } from './use-discussion.ts'

/** A thread that is being begun; kept while somebody looks at something else meanwhile. */
export interface Beginning {
  readonly anchor: Anchor | null
  readonly said: Said
}

interface Props {
  readonly position: PositionDetail
  readonly states: ConnectionStates
  readonly places: readonly ThreadPlace[]
  readonly active: string | null
  readonly beginning: Beginning | null
  readonly onBegin: () => void
  readonly onBeginning: (beginning: Beginning | null) => void
  readonly onActive: (threadId: string | null) => void
  readonly onGo: (place: ThreadPlace) => void
}

/** The threads beside the text, in its order; those on the whole position come first. */
export function Comments({
  position,
  states,
  places,
  active,
  beginning,
  onBegin,
  onBeginning,
  onActive,
  onGo,
}: Props) {
  const t = useT('comments')
  const countries = useCountryNames()
  const discussion = useDiscussion(position.id, { isEnabled: position.abilities.comment })
  const deed = useDeed(position.id)
  const [showsClosed, setShowsClosed] = useState(false)
  const list = useRef<HTMLOListElement>(null)
  const sending = useRef<AbortController>(null)
  const activeIsClosed = discussion.data?.threads.some(({ id, isClosed }) => id === active && isClosed)
  const hasThreads = discussion.isSuccess
  useEffect(() => {
    if (active === null || !hasThreads) return
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-card]') ?? [])]
    cards.find(({ dataset }) => dataset.card === active)?.scrollIntoView({ block: 'nearest' })
  }, [active, hasThreads])

  if (discussion.isPending) return <LoadingState />
  if (hasFailed(discussion)) {
    return <ErrorState error={discussion.error} onRetry={() => void discussion.refetch()} />
  }
  const { threads, audiences } = discussion.data
  const placeOf = new Map(places.map((place) => [place.threadId, place]))
  const inOrder = [...threads].sort((one, other) => rank(one, placeOf) - rank(other, placeOf))
  const isClosedShown = showsClosed || activeIsClosed === true
  const shown = inOrder.filter(({ isClosed }) => isClosedShown || !isClosed)
  const closed = threads.length - threads.filter(({ isClosed }) => !isClosed).length
  const canBegin = audiences.length > 0
  // What is said before the draft is shared stays with those who can read it now.
  const isShared = position.status !== 'draft'
  const sendLabel = (audience: (typeof audiences)[number]) => {
    if (audience !== null) return t('send.own', { country: countries.name(audience) })
    return isShared ? t('send.all') : t('send.before', { country: countries.name(position.penholder) })
  }
  return (
    <div className={styles.panel}>
      {beginning && canBegin ? (
        <CommentForm
          label={t('text')}
          position={position}
          discussion={discussion.data}
          parties={isShared ? position.parties : [position.penholder]}
          sends={audiences.map((audience) => ({
            audience,
            label: sendLabel(audience),
          }))}
          before={beginning.said}
          isPending={deed.isPending}
          error={deed.variables?.kind === 'raise' ? deed.error : null}
          onText={(said) => onBeginning({ ...beginning, said })}
          onSend={(said, audience) => {
            const controller = new AbortController()
            sending.current = controller
            deed.mutate(
              {
                kind: 'raise',
                body: { ...said, audience, anchor: beginning.anchor, seenAsShared: isShared },
                states,
                signal: controller.signal,
              },
              {
                onSuccess: ({ id }) => {
                  onBeginning(null)
                  onActive(id)
                },
              },
            )
          }}
          onCancel={() => {
            sending.current?.abort()
            deed.reset()
            onBeginning(null)
          }}
        >
          <p className={styles.about}>
            {beginning.anchor ? <q className={styles.quote}>{beginning.anchor.quote}</q> : t('onWhole')}
          </p>
        </CommentForm>
      ) : (
        canBegin && (
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-size="sm"
            // The selection in the text is what the comment is about.
            onMouseDown={(event) => event.preventDefault()}
            onClick={onBegin}
          >
            <ChatIcon aria-hidden />
            {t('new')}
          </button>
        )
      )}
      {threads.length === 0 && !beginning && <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}
      <ol ref={list} className={styles.threads}>
        {shown.map((thread) => (
          <li key={thread.id}>
            <ThreadCard
              thread={thread}
              position={position}
              discussion={discussion.data}
              place={placeOf.get(thread.id) ?? null}
              isActive={thread.id === active}
              onActive={() => onActive(thread.id)}
              onGo={onGo}
            />
          </li>
        ))}
      </ol>
      {closed > 0 && (
        <button
          type="button"
          className="ds-button"
          data-variant="tertiary"
          data-size="sm"
          aria-pressed={isClosedShown}
          onClick={() => {
            setShowsClosed(!isClosedShown)
            if (activeIsClosed) onActive(null)
          }}
        >
          {isClosedShown ? t('hideClosed') : t('showClosed', { count: closed })}
        </button>
      )}
    </div>
  )
}

/** Those on the whole position first, then in the order of the text, then those whose passage is gone. */
function rank({ id, anchor }: Thread, placeOf: ReadonlyMap<string, ThreadPlace>): number {
  if (anchor === null) return -1
  return placeOf.get(id)?.from ?? Number.POSITIVE_INFINITY
}
