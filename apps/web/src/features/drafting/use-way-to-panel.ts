import type { Editor } from '@tiptap/core'
import { type RefObject, useEffect, useEffectEvent } from 'react'

interface Ways {
  /** What stands beside the text; empty where there is no room for it. */
  readonly panel: RefObject<HTMLElement | null>
  /** Opens or closes it over the text instead. */
  readonly onDrawer: () => void
}

/** F6 goes to the tab that is open beside the text, also where Tab does something in the text itself, and from there back to the caret. */
export function useWayToPanel(editor: Editor | null, { panel, onDrawer }: Ways): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    if (!panel.current) onDrawer()
    else if (panel.current.contains(document.activeElement)) editor?.commands.focus()
    else panel.current.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
