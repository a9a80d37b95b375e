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
    if (await hasAll(server, document, content)) return author
    if (performance.now() > deadline)
      throw new Error(`${server.name} was given a text and does not give it to others`)
  }
}

/** Whether a newcomer is given all of a text, in whatever messages, within a moment of its step 2. */
async function hasAll(server: Server, document: number, content: Content): Promise<boolean> {
  const coverage = createCoverage(content)
  const complete = Promise.withResolvers<void>()
  const reader = await connectClient(server.dialect, server.door(document, 1), {
    onUpdate: (update) => {
      if (coverage.add(update)) complete.resolve()
    },
  })
  await reader.synced
  await Promise.race([complete.promise, elapsed(pause)])
  reader.cut()
  return coverage.isComplete
}

export function elapsed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** The promise, or an error when it takes longer. */
export async function within<Value>(
  patience: number,
  promise: Promise<Value>,
  what = 'it took too long',
): Promise<Value> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(what)), patience)
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(timer))
}
