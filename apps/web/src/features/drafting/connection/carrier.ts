import { loadLate } from '../../../app/late.ts'
import { earlyLine } from '../../../app/opening.ts'
import type { Carrier } from './connection-state.ts'

const carrierKey = 'samsyn-carrier'

/** What carried the text of this tab last. */
export function lastCarrier(): Carrier {
  return sessionStorage.getItem(carrierKey) === 'polling' ? 'polling' : 'websocket'
}

/** The tab begins with long polling from now on. */
export function stayWithPolling(): void {
  sessionStorage.setItem(carrierKey, 'polling')
}

/** Few need it, and who does waits for a network anyway. */
let polling: typeof import('./polling-socket.ts') | null = null
let loadingPolling: Promise<void> | null = null

/** Loads it once, however often the line fails meanwhile. Says whether it is there. */
export async function loadPolling(): Promise<boolean> {
  loadingPolling ??= loadLate(() => import('./polling-socket.ts')).then((loaded) => {
    polling = loaded
  })
  await loadingPolling
  return polling !== null
}

/** What the stock provider makes its sockets with: `new` gives one of the carrier that is right at that moment. */
export function lineOver(carrier: () => Carrier): typeof WebSocket {
  return new Proxy(WebSocket, {
    construct: (_class, [address]: [string]) =>
      carrier() === 'polling' && polling
        ? new polling.PollingSocket(address)
        : (earlyLine(address) ?? new WebSocket(address)),
  })
}
