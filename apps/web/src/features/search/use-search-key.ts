import { useLocation, useNavigate } from 'react-router'
import { useKey } from '../../ui/use-key.ts'

const byKey = { isByKey: true } as const

/** Ctrl+K, on Apple's keyboards ⌘K, goes to the search from any page, and to its field on its own. */
export function useSearchKey(): void {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  useKey({ letter: 'k', withAlt: false }, () => {
    const isThere = pathname === '/search'
    void navigate(isThere ? pathname + search : '/search', { replace: isThere, state: byKey })
  })
}

/** Whether somebody came to the page by the key, so that its field takes the focus. */
export function isSentByKey(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'isByKey' in state
}

/** The key as it is called on this machine's keyboard. */
export function searchKeyName(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl+K'
}
