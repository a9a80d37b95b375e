import { useEffect, useEffectEvent } from 'react'

/** Ctrl+Alt (on Apple's keyboards ⌘⌥) with this letter does something anywhere on the page. */
export function useKey(letter: string, onKey: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!event.altKey || !(event.ctrlKey || event.metaKey)) return
    // With Alt held down some keyboards give another character; the key itself is the same.
    if (event.key.toLowerCase() !== letter && event.code !== `Key${letter.toUpperCase()}`) return
    event.preventDefault()
    onKey()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
