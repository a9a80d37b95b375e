import { useEffect } from 'react'
import { goTo } from '../reading/use-place.ts'
import type { Steps } from './FolderSteps.tsx'
import { folderEntryTarget } from './folder-paths.ts'
import { areLettersOn } from './letter-keys.ts'

const arrows: Readonly<Record<string, 'previous' | 'next'>> = { ArrowLeft: 'previous', ArrowRight: 'next' }
const letters: Readonly<Record<string, 'previous' | 'next'>> = { k: 'previous', j: 'next' }

/** Where keys are somebody else's: what is typed into, what they scroll sideways, and a dialog. */
const elsewhere = 'input, textarea, select, [contenteditable=true], .document-table, dialog'

/** Goes from text to text by the arrow keys, and by J and K. */
export function useItemKeys({ meetingId, previous, next }: Steps): void {
  const targets = { previous: previous?.entry.positionId, next: next?.entry.positionId }
  const { previous: before, next: after } = targets
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      if (event.target instanceof Element && event.target.closest(elsewhere)) return
      const direction = arrows[event.key] ?? (areLettersOn(localStorage) ? letters[event.key] : undefined)
      const positionId = direction === 'previous' ? before : direction === 'next' ? after : undefined
      if (positionId === undefined) return
      event.preventDefault()
      goTo(folderEntryTarget(meetingId, positionId))
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [meetingId, before, after])
}
