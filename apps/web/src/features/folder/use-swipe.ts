import { useEffect } from 'react'
import { goTo } from '../reading/use-place.ts'
import type { Steps } from './FolderSteps.tsx'
import { folderEntryTarget } from './folder-paths.ts'
import { swipeBetween, type Touched } from './swipe.ts'

/** Goes from text to text by a swipe; what scrolls sideways by itself, a page zoomed in and a selection keep their fingers. */
export function useSwipe({ meetingId, previous, next }: Steps): void {
  const before = previous?.entry.positionId
  const after = next?.entry.positionId
  useEffect(() => {
    let from: Touched | null = null
    const begin = (event: TouchEvent) => {
      const [touch, ...more] = event.touches
      const isElsewhere = event.target instanceof Element && scrollsSideways(event.target)
      const isZoomed = (window.visualViewport?.scale ?? 1) > 1.01
      from =
        touch && more.length === 0 && !isElsewhere && !isZoomed
          ? { x: touch.clientX, y: touch.clientY, at: event.timeStamp }
          : null
    }
    const end = (event: TouchEvent) => {
      const [touch] = event.changedTouches
      const began = from
      from = null
      if (!touch || !began || !getSelection()?.isCollapsed) return
      const to = { x: touch.clientX, y: touch.clientY, at: event.timeStamp }
      const direction = swipeBetween(began, to, window.innerWidth)
      const positionId = direction === 'previous' ? before : direction === 'next' ? after : undefined
      if (positionId !== undefined) goTo(folderEntryTarget(meetingId, positionId))
    }
    document.addEventListener('touchstart', begin, { passive: true })
    document.addEventListener('touchend', end, { passive: true })
    return () => {
      document.removeEventListener('touchstart', begin)
      document.removeEventListener('touchend', end)
    }
  }, [meetingId, before, after])
}

function scrollsSideways(target: Element): boolean {
  const table = target.closest('.document-table')
  return table !== null && table.scrollWidth > table.clientWidth
}
