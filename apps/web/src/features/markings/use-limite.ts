import { isReadBeyondMemberStates, type LimiteGround } from '@samsyn/domain'
import type { PositionDetail, RouteBody } from '@samsyn/protocol'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type ApiError, api } from '../../app/api.ts'

/** A text that asks on what ground others than the Member States may read it. */
export type LimiteText =
  /** It comes in, or was typed, with a line that says LIMITE. */
  | { readonly kind: 'marked' | 'typed'; readonly line: string }
  /** It was to be sent beside the text, and the server refused it for such a line. */
  | { readonly kind: 'sent'; readonly line: string }
  /** It comes from a draft that is read by the Member States alone. */
  | { readonly kind: 'copied' }

/** What a person answers when text marked LIMITE is to go into a draft. */
export interface LimiteAnswer {
  readonly ground: LimiteGround | null
  readonly reference: string
}

/** The question whether text marked LIMITE may go into a draft, and what has been answered so far. */
export interface LimiteQuestion {
  /** Null where there is nothing to ask. */
  readonly text: LimiteText | null
  readonly answer: LimiteAnswer
  readonly onAnswer: (answer: LimiteAnswer) => void
  /** Whether to show what is missing. */
  readonly isMissed: boolean
  readonly isPending: boolean
  readonly error: ApiError | null
  /** Has the answer recorded, where there is a question, and goes on after that; where something is missing, shows it. */
  readonly record: (then: () => void) => void
}

const unanswered: LimiteAnswer = { ground: null, reference: '' }

/** Asks once for everything that comes by one way at one time; nothing goes into the text before the answer is kept. */
export function useLimite(
  position: PositionDetail,
  { text, source }: Pick<RouteBody<'confirmLimite'>, 'source'> & { readonly text: LimiteText | null },
): LimiteQuestion {
  const [answer, setAnswer] = useState(unanswered)
  const [isMissed, setMissed] = useState(false)
  const confirm = useMutation<unknown, ApiError, RouteBody<'confirmLimite'>>({
    mutationFn: (body) => api('confirmLimite', { params: { positionId: position.id }, body }),
  })
  const asked = text !== null && isReadBeyondMemberStates(position) ? text : null
  return {
    text: asked,
    answer,
    onAnswer: setAnswer,
    isMissed,
    isPending: confirm.isPending,
    error: confirm.error,
    record: (then) => {
      if (asked === null) return then()
      const { ground, reference } = answer
      if (ground === null || reference.trim() === '') return setMissed(true)
      confirm.mutate({ ground, reference: reference.trim(), source }, { onSuccess: then })
    },
  }
}
