import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import { whenIdleAfter } from '../../app/idle.ts'
import { askForRest } from '../../app/opening.ts'
import { textHasRestFor } from './editor/text-first.ts'

/** A text that has not come by then is not waited for any longer, in milliseconds. */
const comesWithin = 3_000

/**
 * Whether what stands beside the text is drawn: whoever opens a draft comes for the text and its first letter, and the rest of the
 * page does not take that time from them. True for good once the text has been there for a moment, or does not come.
 */
export function useTextFirst(
  editor: Editor | null,
  { isExpected }: { readonly isExpected: boolean },
): boolean {
  const [isOver, setOver] = useState(false)
  const wait = editor ? textHasRestFor : isExpected ? comesWithin : 0
  useEffect(() => {
    if (isOver) return
    return whenIdleAfter(() => {
      askForRest()
      setOver(true)
    }, wait)
  }, [wait, isOver])
  return isOver
}
