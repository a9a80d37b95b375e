import type { Server } from '../servers/server.ts'
import { type Client, type Content, connectClient } from '../wire/client.ts'
import { createCoverage } from './coverage.ts'

const patience = 20_000
const pause = 25

/**
 * Brings a text into a document by a client that has it, and waits until a newcomer is given all of it. The client
 * stays: a server in memory may forget a document that nobody has open.
 */
export async function placeContent(
  server: Server,
  { document = 0, content }: { readonly document?: number; readonly content: Content },
): Promise<Client> {
  const author = await connectClient(server.dialect, server.door(document, 0), { content })
  await author.answered
  const deadline = performance.now() + patience
  for (;;) {
    const reader = await connectClient(server.dialect, server.door(document, 1))
    const { update } = await reader.synced
    reader.cut()
    if (createCoverage(content).add(update)) return author
    if (performance.now() > deadline)
      throw new Error(`${server.name} was given a text and does not give it to others`)
    await elapsed(pause)
  }
}

export function elapsed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
