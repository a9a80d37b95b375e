import { isReadBeyondMemberStates, markingsIn } from '@samsyn/domain'
import type { PositionDetail } from '@samsyn/protocol'
import type { Extension } from '@tiptap/core'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { PasteNotice } from './PasteNotice.tsx'
import { type Pasted, PasteGuard } from './paste-guard.ts'

interface Pasting {
  /** For the editor of the text. */
  readonly guard: Extension
  /** What is to be said of what was pasted last. */
  readonly notice: ReactNode
  /** What is asked about (`LimiteDialog`) before something goes in; null while nothing is. */
  readonly asked: Extract<Pasted, { readonly kind: 'limite' }> | null
  readonly close: () => void
  /** Puts in what was asked about for another reason, after the question that LIMITE calls for. */
  readonly admit: (text: string, put: () => void) => void
  /** Asks on what ground a line that stands in the text already may be read there. */
  readonly askOfTyped: (line: string) => void
}

/** Guards what is pasted into a text of a position: the joint one, or a delegation's own pages, where LIMITE is nobody else's. */
export function usePasting(position: PositionDetail, { isJoint }: { readonly isJoint: boolean }): Pasting {
  const [pasted, setPasted] = useState<Pasted | null>(null)
  const asksForLimite = isJoint && isReadBeyondMemberStates(position)
  // The editor is made once, with the first of these; whom the position is for may change meanwhile.
  const asks = useRef(asksForLimite)
  useLayoutEffect(() => {
    asks.current = asksForLimite
  }, [asksForLimite])
  const [guard] = useState(() =>
    PasteGuard.configure({
      positionId: position.id,
      asksForLimite: () => asks.current,
      onPasted: setPasted,
    }),
  )
  const close = () => setPasted(null)
  return {
    guard,
    notice: pasted && pasted.kind !== 'limite' && <PasteNotice pasted={pasted} onClose={close} />,
    asked: pasted?.kind === 'limite' ? pasted : null,
    close,
    admit: (text, put) => {
      const limite = markingsIn(text.split('\n')).find(({ kind }) => kind === 'limite')
      if (limite && asksForLimite)
        setPasted({ kind: 'limite', text: { kind: 'marked', line: limite.line }, put })
      else put()
    },
    askOfTyped: (line) => setPasted({ kind: 'limite', text: { kind: 'typed', line }, put: () => undefined }),
  }
}
