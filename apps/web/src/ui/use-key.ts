import { useEffect, useEffectEvent } from 'react'

interface Key {
  readonly letter: string
  readonly withAlt: boolean
}

/** What a press of a key tells, in the browser's events and in React's. */
type Press = Pick<KeyboardEvent, 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'key' | 'code'>

/** Whether it is Ctrl (on Apple's keyboards ⌘), with Alt or without, and a letter. */
export function isPressOf(press: Press, { letter, withAlt }: Key): boolean {
  if (press.altKey !== withAlt || press.shiftKey || !(press.ctrlKey || press.metaKey)) return false
  // With Alt held down some keyboards give another character; the key itself is the same.
  return press.key.toLowerCase() === letter || press.code === `Key${letter.toUpperCase()}`
}

/** Ctrl (on Apple's keyboards ⌘), with Alt or without, and a letter do something anywhere on the page. */
export function useKey(key: Key, onKey: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!isPressOf(event, key)) return
    event.preventDefault()
    onKey()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
