import type { IncomingMessage } from 'node:http'
import { isLoopback } from '../config.ts'

/**
 * Whether a request may change state or open a socket: a browser's must come from this very site. A page's own GET (as
 * in long polling) has no `Origin` but says `Sec-Fetch-Site: same-origin`, which no other site can make it say. A program
 * that is no browser sends neither and carries no one else's cookie; it passes.
 */
export function isOwnOrigin(request: Pick<IncomingMessage, 'headers'>, publicUrl: URL | null): boolean {
  const { origin, host, 'sec-fetch-site': site } = request.headers
  if (origin === undefined) return site === undefined || site === 'same-origin'
  if (!URL.canParse(origin)) return false
  const claimed = new URL(origin)
  if (publicUrl !== null) return claimed.origin === publicUrl.origin
  // Without a public address only loopback names count, so that a name rebound to this machine does not.
  return claimed.host === host && isLoopback(claimed.hostname)
}
