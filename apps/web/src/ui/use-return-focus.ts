import { useEffect, useLayoutEffect, useRef } from 'react'

/** Gives the focus back to where it was before something opened, when that goes and nothing else has taken it. */
export function useReturnFocus(isOpen: boolean): void {
  const before = useRef<Element | null>(null)
  // A dialog takes the focus after the layout effects, and has given it up when the others are undone.
  useLayoutEffect(() => {
    if (isOpen) before.current = document.activeElement
  }, [isOpen])
  useEffect(() => {
    if (!isOpen) return
    return () => {
      const { current } = before
      if (document.activeElement === document.body && current instanceof HTMLElement) current.focus()
    }
  }, [isOpen])
}
