import type { Page } from 'playwright-core'

/** Everything that a page is sent from before its first load on, by whatever way. */
export function watch(page: Page): () => Promise<readonly string[]> {
  const bodies: Promise<string>[] = []
  page.on('response', (response) => {
    bodies.push(response.text().catch(() => ''))
  })
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      bodies.push(Promise.resolve(String(payload)))
    })
  })
  return () => Promise.all(bodies)
}
