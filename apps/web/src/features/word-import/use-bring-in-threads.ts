import type { PositionDetail, RouteBody } from '@samsyn/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ApiError, api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { raiseThread, untilTyped } from '../comments/raise-thread.ts'
import type { ConnectionStates } from '../drafting/connection/connection-states.ts'
import type { PlacedThread } from './bring-in.ts'

/** As long as a comment may be, with room for whose it was. */
const longest = 3_800

interface Brought {
  readonly placed: readonly PlacedThread[]
  readonly audience: RouteBody<'raiseThread'>['audience']
}

/**
 * Says the comments of a file anew, for those whom the person chose: under the name of whoever brings them in, and as what the file
 * says somebody said. What is refused of them is told once the others are there.
 */
export function useBringInThreads(
  { id: positionId, status }: Pick<PositionDetail, 'id' | 'status'>,
  states: ConnectionStates,
) {
  const client = useQueryClient()
  const t = useT('word')
  const time = useTime()
  const textsOf = ({ thread }: PlacedThread) =>
    thread.comments.flatMap(({ author, at, text }) =>
      parts(text).map((part) =>
        author === ''
          ? t('said.unnamed', { text: part })
          : at === null
            ? t('said.undated', { author, text: part })
            : t('said.dated', { author, at: time.date(at, 'numeric'), text: part }),
      ),
    )
  const bringIn = async (one: PlacedThread, audience: Brought['audience']) => {
    const [first = '', ...replies] = textsOf(one)
    const said = { text: first, mentions: [] }
    const body = { audience, anchor: one.anchor, seenAsShared: status !== 'draft', ...said }
    const { id } = await raiseThread(positionId, body)
    for (const text of replies) {
      await api('replyToThread', { params: { positionId, threadId: id }, body: { text, mentions: [] } })
    }
  }
  return useMutation<void, ApiError, Brought>({
    mutationFn: async ({ placed, audience }) => {
      const faults: unknown[] = []
      await untilTyped(states)
      for (const one of placed) {
        try {
          await bringIn(one, audience)
        } catch (fault) {
          faults.push(fault)
        }
      }
      if (faults.length > 0) throw faults[0]
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.threads(positionId) }),
  })
}

/** A text in parts that are no longer than a comment may be. */
function parts(text: string): readonly string[] {
  const letters = [...text]
  const count = Math.max(1, Math.ceil(letters.length / longest))
  return Array.from({ length: count }, (_part, index) =>
    letters.slice(index * longest, (index + 1) * longest).join(''),
  )
}
