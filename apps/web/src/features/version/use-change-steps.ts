import { type RefObject, useCallback, useEffect } from 'react'
import { nextStep } from './change-steps.ts'

/**
 * Moves the focus from change to change in a text. The keys n and p do so only while the focus is in the region: keys
 * of one letter that work everywhere take them from people who speak to their computer (WCAG 2.1.4).
 */
export function useChangeSteps(
  text: RefObject<HTMLElement | null>,
  region: RefObject<HTMLElement | null>,
): (by: 1 | -1) => void {
  const step = useCallback(
    (by: 1 | -1) => {
      const places = [...(text.current?.querySelectorAll<HTMLElement>('[data-step]') ?? [])]
      const current = document.activeElement?.closest<HTMLElement>('[data-step]')
      const next = places[nextStep(current ? places.indexOf(current) : -1, by, places.length)]
      next?.focus({ preventScroll: true })
      next?.scrollIntoView({ block: 'center' })
    },
    [text],
  )
  useEffect(() => {
    const element = region.current
    if (!element) return
    const onKey = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, select') !== null
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'n') step(1)
      if (event.key === 'p') step(-1)
    }
    element.addEventListener('keydown', onKey)
    return () => element.removeEventListener('keydown', onKey)
  }, [region, step])
  return step
}
