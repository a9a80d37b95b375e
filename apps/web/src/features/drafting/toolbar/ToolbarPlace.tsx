import { type ComponentProps, useEffect, useState } from 'react'
import { useBeside } from '../use-beside.ts'
import type { Toolbar } from './Toolbar.tsx'
import styles from './ToolbarPlace.module.css'

interface Props extends ComponentProps<typeof Toolbar> {
  /** Whether the text has been there for a moment. */
  readonly isTextThere: boolean
}

/** Where the toolbar stands: its room from the first, itself once the text has been there for a moment, or when its key is pressed. */
export function ToolbarPlace({ isTextThere, ...props }: Props) {
  const { editor } = props
  const [isAsked, setAsked] = useState(false)
  const [wasAsked, setWasAsked] = useState(false)
  if (isAsked && !wasAsked) setWasAsked(true)
  const isShown = isTextThere || wasAsked
  const beside = useBeside({ isNeeded: isShown })
  useEffect(() => {
    if (isShown && beside) return
    const { dom } = editor.view
    // Whoever writes on meanwhile is not taken away from the text any more.
    const ask = (event: KeyboardEvent) => setAsked(event.key === 'F10' && event.altKey)
    dom.addEventListener('keydown', ask)
    return () => dom.removeEventListener('keydown', ask)
  }, [editor, isShown, beside])
  return (
    <div className={styles.place}>
      {isShown && beside && <beside.Toolbar {...props} hasFocus={isAsked} />}
    </div>
  )
}
