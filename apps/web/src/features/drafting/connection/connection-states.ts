import { useSyncExternalStore } from 'react'
import { type ConnectionState, isOnItsWay } from './connection-state.ts'

/**
 * What the person is told about a draft's line, kept outside the page: it changes twice with each letter, and only what
 * shows it is drawn anew.
 */
export interface ConnectionStates {
  readonly now: ConnectionState
  readonly subscribe: (listener: () => void) => () => void
}

/** The states of one draft after another, and the way to tell the next. */
export function connectionStates(): ConnectionStates & { readonly tell: (state: ConnectionState) => void } {
  let now: ConnectionState = { status: 'connecting', pause: null }
  const listeners = new Set<() => void>()
  return {
    get now() {
      return now
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell(state) {
      now = state
      for (const listener of listeners) listener()
    },
  }
}

/** Waits until no own text is on its way to the server any more, or for so many milliseconds. */
export function untilSaved(states: ConnectionStates, within: number): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isOnItsWay(states.now)) end()
    }
    const end = () => {
      stop()
      clearTimeout(giveUp)
      resolve()
    }
    const stop = states.subscribe(look)
    const giveUp = setTimeout(end, within)
    look()
  })
}

/** What a component needs of the state; it is drawn anew when that is another. */
export function useConnectionState<T>(states: ConnectionStates, read: (state: ConnectionState) => T): T {
  return useSyncExternalStore(states.subscribe, () => read(states.now))
}
