import type { KeyboardEvent, RefObject } from 'react'

/**
 * Arrow keys go from the words that are looked for to the first text that was found, from text to text, and back; `/` goes back at
 * once. Both only where the focus is in them: nobody who speaks to their computer sets them off elsewhere (WCAG 2.1.4).
 */
export function useHitKeys(input: RefObject<HTMLInputElement | null>) {
  const links = (list: Element | null) => (list ? [...list.querySelectorAll<HTMLAnchorElement>('h3 a')] : [])
  return {
    /** In the field; `list` is where the texts are. */
    onInputKey: (event: KeyboardEvent, list: Element | null) => {
      if (event.key !== 'ArrowDown' || event.nativeEvent.isComposing) return
      const [first] = links(list)
      if (!first) return
      event.preventDefault()
      first.focus()
    },
    onListKey: (event: KeyboardEvent<HTMLElement>) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === '/') {
        event.preventDefault()
        input.current?.focus()
        input.current?.select()
        return
      }
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (step === 0) return
      const all = links(event.currentTarget)
      const hit = (event.target as Element).closest('article')
      const at = all.findIndex((link) => hit?.contains(link))
      if (at === -1) return
      event.preventDefault()
      const next = all[at + step]
      if (next) next.focus()
      else if (step < 0) input.current?.focus()
    },
  }
}
