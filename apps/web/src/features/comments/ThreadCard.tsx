import { CheckmarkIcon, PadlockLockedIcon } from '@navikt/aksel-icons'
import type { TurnKind } from '@samsyn/domain'
import type { Discussion, PositionDetail, Thread, ThreadComment } from '@samsyn/protocol'
import { useState } from 'react'
import { useErrorText } from '../../app/use-error-text.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { CommentForm } from './CommentForm.tsx'
import styles from './Comments.module.css'
import type { ThreadPlace } from './thread-marks.ts'
import { useDeed } from './use-discussion.ts'
import { useMentionNames } from './use-mention-names.ts'

interface Props {
  readonly thread: Thread
  readonly position: PositionDetail
  readonly discussion: Discussion
  /** Where its passage stands; null where it is on the whole position, or gone. */
  readonly place: ThreadPlace | null
  readonly isActive: boolean
  readonly onActive: () => void
  readonly onGo: (place: ThreadPlace) => void
}

/** One thread: what it is about, who can read it, what was said, and what can be done. */
export function ThreadCard({ thread, position, discussion, place, isActive, onActive, onGo }: Props) {
  const t = useT('comments')
  const countries = useCountryNames()
  const errorText = useErrorText()
  const time = useTime()
  const deed = useDeed(position.id)
  const [isReplying, setReplying] = useState(false)
  const { anchor, audience, isFromBefore, mustCloseFor, may } = thread
  const isForAll = audience === null && !isFromBefore
  const closing = thread.isClosed ? thread.turns.findLast(({ kind }) => kind === 'close') : undefined
  const turn = (kind: TurnKind) => deed.mutate({ kind: 'turn', threadId: thread.id, body: { kind } })
  const label = isForAll
    ? t('audience.all')
    : audience === null
      ? t('audience.before', { country: countries.name(position.penholder) })
      : t('audience.own', { country: countries.name(audience) })
  return (
    <article
      className={styles.thread}
      data-card={thread.id}
      data-active={isActive || undefined}
      data-audience={isForAll ? 'all' : 'own'}
      data-closed={thread.isClosed || undefined}
      aria-label={t('threadLabel', {
        name: thread.comments[0]?.person.name ?? '',
        quote: anchor?.quote ?? t('onWhole'),
      })}
    >
      <p className={styles.audience}>
        {!isForAll && <PadlockLockedIcon aria-hidden />}
        {label}
      </p>
      {anchor === null ? (
        <p className={styles.about}>{t('onWhole')}</p>
      ) : place ? (
        <button
          type="button"
          className={styles.quoteButton}
          onClick={() => {
            onActive()
            onGo(place)
          }}
        >
          <q className={styles.quote}>{anchor.quote}</q>
        </button>
      ) : (
        <div className={styles.about}>
          <q className={styles.quote}>{anchor.quote}</q>
          <p className={styles.gone}>{t('gone')}</p>
        </div>
      )}
      {mustCloseFor.length > 0 && !thread.isClosed && (
        <p className={styles.must}>{t('mustCloseFor', { countries: countries.list(mustCloseFor) })}</p>
      )}
      <ol className={styles.comments}>
        {thread.comments.map((comment) => (
          <li key={comment.id}>
            <Comment thread={thread} comment={comment} position={position} discussion={discussion} />
          </li>
        ))}
      </ol>
      {closing && (
        <p className={styles.closed}>
          <CheckmarkIcon aria-hidden />
          {t('closedBy', { name: closing.person.name, at: time.stamp(closing.at) })}
        </p>
      )}
      {isReplying ? (
        <CommentForm
          label={t('reply')}
          position={position}
          discussion={discussion}
          parties={readingParties(thread, position)}
          sends={[{ audience, label: t('send.reply') }]}
          isPending={deed.isPending}
          error={deed.error}
          onSend={(body) =>
            deed.mutate({ kind: 'reply', threadId: thread.id, body }, { onSuccess: () => setReplying(false) })
          }
          onCancel={() => {
            deed.reset()
            setReplying(false)
          }}
        />
      ) : (
        <div className={styles.actions}>
          {may.reply && (
            <button type="button" onClick={() => setReplying(true)}>
              {t('reply')}
            </button>
          )}
          {may.turns.map((kind) => (
            <button key={kind} type="button" disabled={deed.isPending} onClick={() => turn(kind)}>
              {t(`turn.${kind}`)}
            </button>
          ))}
        </div>
      )}
      {deed.error && !isReplying && (
        <p role="alert" className={styles.error}>
          {errorText(deed.error)}
        </p>
      )}
    </article>
  )
}

/** The delegations that a thread for all of them reaches. */
function readingParties({ isFromBefore }: Thread, { parties, penholder }: PositionDetail) {
  return isFromBefore ? [penholder] : parties
}

function Comment({
  thread,
  comment,
  position,
  discussion,
}: Pick<Props, 'thread' | 'position' | 'discussion'> & { readonly comment: ThreadComment }) {
  const t = useT('comments')
  const time = useTime()
  const names = useMentionNames(discussion)
  const deed = useDeed(position.id)
  const [isRewriting, setRewriting] = useState(false)
  const { id: commentId, text, mentions, person, country, may } = comment
  if (isRewriting && text !== null) {
    return (
      <CommentForm
        label={t('rewrite')}
        position={position}
        discussion={discussion}
        parties={readingParties(thread, position)}
        sends={[{ audience: thread.audience, label: t('send.save') }]}
        before={{ text, mentions }}
        isPending={deed.isPending}
        error={deed.error}
        onSend={(body) =>
          deed.mutate(
            { kind: 'rewrite', threadId: thread.id, commentId, body },
            { onSuccess: () => setRewriting(false) },
          )
        }
        onCancel={() => {
          deed.reset()
          setRewriting(false)
        }}
      />
    )
  }
  return (
    <>
      <p className={styles.who}>
        {country && <CountryBadge country={country} />}
        <span className={styles.name}>{person.name}</span>
        <time dateTime={comment.at}>{time.stamp(comment.at)}</time>
      </p>
      {text === null ? (
        <p className={styles.removed}>{t('removed', { at: time.stamp(comment.changedAt ?? comment.at) })}</p>
      ) : (
        <p className={styles.words}>
          {mentions.map((mention) => (
            <span
              key={mention.kind === 'person' ? mention.personId : mention.country}
              className={styles.mentioned}
            >
              @{names.of(mention)}{' '}
            </span>
          ))}
          {text}
        </p>
      )}
      {text !== null && comment.changedAt && (
        <p className={styles.changed}>{t('changed', { at: time.stamp(comment.changedAt) })}</p>
      )}
      {may.rewrite && (
        <div className={styles.actions}>
          <button type="button" onClick={() => setRewriting(true)}>
            {t('rewrite')}
          </button>
          <button
            type="button"
            disabled={deed.isPending}
            onClick={() => deed.mutate({ kind: 'remove', threadId: thread.id, commentId })}
          >
            {t('remove')}
          </button>
        </div>
      )}
    </>
  )
}
