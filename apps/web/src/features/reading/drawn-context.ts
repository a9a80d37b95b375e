import type { DrawnFrom } from '@samsyn/protocol'
import { createContext, useContext, useSyncExternalStore } from 'react'

/** What a page was drawn from on the server, and what the server made of it. */
export interface Drawn extends DrawnFrom {
  /** Whether the text that is shown is the one that was signed off; null where none is shown. */
  readonly isGenuine: boolean | null
}

/** What the browser's first drawing must be like; null where it draws by itself. */
export const DrawnContext = createContext<Drawn | null>(null)

/** Whether what only this device knows can be shown: not in a first drawing that has to be like the server's. */
export function useIsOwnDrawing(): boolean {
  const isDrawn = useContext(DrawnContext) !== null
  return useSyncExternalStore(
    never,
    () => true,
    () => !isDrawn,
  )
}

const never = () => () => undefined
