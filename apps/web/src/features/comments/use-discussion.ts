import type { Discussion, RouteBody, Thread } from '@samsyn/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ApiError, api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import type { ConnectionStates } from '../drafting/connection/connection-states.ts'
import { raiseThread, untilTyped } from './raise-thread.ts'

/** The threads of a position that the signed-in person may read. */
export function useDiscussion(positionId: string, { isEnabled }: { readonly isEnabled: boolean }) {
  return useQuery({
    queryKey: queryKeys.threads(positionId),
    queryFn: ({ signal }) => api('listThreads', { params: { positionId }, signal }),
    enabled: isEnabled,
  })
}

/** What can be done in a discussion. */
export type Deed =
  | {
      readonly kind: 'raise'
      readonly body: RouteBody<'raiseThread'>
      readonly states: ConnectionStates
      /** Aborts when the person wants it said no more. */
      readonly signal: AbortSignal
    }
  | { readonly kind: 'reply'; readonly threadId: string; readonly body: RouteBody<'replyToThread'> }
  | {
      readonly kind: 'rewrite'
      readonly threadId: string
      readonly commentId: string
      readonly body: RouteBody<'rewriteComment'>
    }
  | { readonly kind: 'remove'; readonly threadId: string; readonly commentId: string }
  | { readonly kind: 'turn'; readonly threadId: string; readonly body: RouteBody<'turnThread'> }

/** Does one thing in a discussion; the thread as it then is comes back and is shown at once. */
export function useDeed(positionId: string) {
  const client = useQueryClient()
  const queryKey = queryKeys.threads(positionId)
  return useMutation<Thread, ApiError, Deed>({
    mutationFn: (deed) => call(positionId, deed),
    onSuccess: (thread) => {
      client.setQueryData<Discussion>(queryKey, (before) => before && withThread(before, thread))
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
}

async function raise(
  positionId: string,
  { body, states, signal }: Extract<Deed, { kind: 'raise' }>,
): Promise<Thread> {
  if (body.anchor) await untilTyped(states)
  return raiseThread(positionId, body, signal)
}

function call(positionId: string, deed: Deed): Promise<Thread> {
  switch (deed.kind) {
    case 'raise':
      return raise(positionId, deed)
    case 'reply':
      return api('replyToThread', { params: { positionId, threadId: deed.threadId }, body: deed.body })
    case 'rewrite': {
      const { threadId, commentId, body } = deed
      return api('rewriteComment', { params: { positionId, threadId, commentId }, body })
    }
    case 'remove': {
      const { threadId, commentId } = deed
      return api('removeComment', { params: { positionId, threadId, commentId } })
    }
    case 'turn':
      return api('turnThread', { params: { positionId, threadId: deed.threadId }, body: deed.body })
  }
}

function withThread(before: Discussion, thread: Thread): Discussion {
  const others = before.threads.filter(({ id }) => id !== thread.id)
  const index = before.threads.findIndex(({ id }) => id === thread.id)
  // As the domain's rule D69 says.
  const [raised] = thread.comments
  const isGone =
    thread.turns.length === 0 &&
    thread.comments.every(({ text, person }) => text === null && person.id === raised?.person.id)
  const now = isGone ? [] : [thread]
  return {
    ...before,
    threads: index < 0 ? [...others, ...now] : [...others.slice(0, index), ...now, ...others.slice(index)],
  }
}
