import { useEffect, useLayoutEffect, useRef } from 'react'

/** Gives the focus back to where it was before something opened, when that goes and nothing else has taken it; where that has gone from the page meanwhile, to the region around it. */
export function useReturnFocus(isOpen: boolean): void {
  const before = useRef<(HTMLElement | null | undefined)[]>([])
  // A dialog takes the focus after the layout effects, and has given it up when the others are undone.
  useLayoutEffect(() => {
    const { activeElement } = document
    if (!isOpen || !(activeElement instanceof HTMLElement)) return
    before.current = [activeElement, activeElement.parentElement?.closest<HTMLElement>('[tabindex]')]
  }, [isOpen])
  useEffect(() => {
    if (!isOpen) return
    return () => {
      if (document.activeElement !== document.body) return
      before.current.find((place) => place?.isConnected)?.focus({ preventScroll: true })
    }
  }, [isOpen])
}
