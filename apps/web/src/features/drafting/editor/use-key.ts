import { useEffect, useEffectEvent } from 'react'

interface Key {
  readonly letter: string
  readonly withAlt: boolean
}

/** Ctrl (on Apple's keyboards ⌘), with Alt or without, and a letter do something anywhere on the page. */
export function useKey({ letter, withAlt }: Key, onKey: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.altKey !== withAlt || event.shiftKey || !(event.ctrlKey || event.metaKey)) return
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
