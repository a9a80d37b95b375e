import type { PositionDetail } from '@samsyn/protocol'
import { useMemo } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { useDiscussion } from './use-discussion.ts'

/** A thread that is open for all delegations, as a line of a list. */
export interface OpenThread {
  readonly id: string
  readonly text: string
}

const none: readonly OpenThread[] = []

/** The threads that stand before a sign-off round: the open ones for all delegations. */
export function useOpenThreads(position: PositionDetail): readonly OpenThread[] {
  const t = useT('comments')
  const time = useTime()
  const { data } = useDiscussion(position.id, { isEnabled: position.abilities.comment })
  return useMemo(() => {
    if (!data) return none
    return data.threads
      .filter(({ audience, isFromBefore, isClosed }) => audience === null && !isFromBefore && !isClosed)
      .map(({ id, comments, mustCloseFor }) => {
        const [raised] = comments
        const removedAt = raised?.changedAt
        const words =
          comments.find(({ text }) => text !== null)?.text ??
          (removedAt ? t('removed', { at: time.stamp(removedAt) }) : '')
        return { id, text: mustCloseFor.length > 0 ? `${words} (${t('toClose')})` : words }
      })
  }, [data, t, time])
}
