import { useContext, useSyncExternalStore } from 'react'
import { DrawnContext } from './drawn-context.ts'

/** Said when the page has gone to another address by itself; the browser says only when somebody went back. */
const went = 'samsyn:went'

/** The address within the site that the page shows now. */
export function usePlace(): string {
  const drawn = useContext(DrawnContext)
  return useSyncExternalStore(
    listen,
    () => location.pathname,
    () => drawn?.path ?? location.pathname,
  )
}

/** Goes to another address of the reading page without loading it again: at the table that would cost seconds. */
export function goTo(path: string): void {
  if (path === location.pathname) return
  history.pushState(null, '', path)
  // Focus goes to the heading from now on (use-page-title.ts).
  document.documentElement.dataset.navigated = 'true'
  window.dispatchEvent(new Event(went))
  window.scrollTo(0, 0)
}

function listen(onChange: () => void): () => void {
  window.addEventListener('popstate', onChange)
  window.addEventListener(went, onChange)
  return () => {
    window.removeEventListener('popstate', onChange)
    window.removeEventListener(went, onChange)
  }
}
