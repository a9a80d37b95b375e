/** What `public/opening.js` has asked for while the scripts of the page were on their way. */
interface Opening {
  readonly answers: Map<string, Promise<Response>>
  /** The way to the draft, and what has come on it; null when there is none, and once it is taken. */
  line: WebSocket | null
  readonly messages: ArrayBuffer[]
  /** Until it resolves nothing is asked for that a page can do without. */
  readonly rest: PromiseWithResolvers<void>
}

/** What it asks for on the line, as y-websocket would by itself: all of the text. */
const askForAll = Uint8Array.of(0, 0, 1, 0)

/** The answer to what was asked for early; undefined for anything else, and the second time. */
export function earlyAnswer(address: string | undefined): Promise<Response> | undefined {
  const { answers } = openingOf() ?? {}
  if (address === undefined) return undefined
  const answer = answers?.get(address)
  answers?.delete(address)
  return answer
}

/**
 * The line to a draft that was opened early, for whoever sets its handlers before the next task; null where there is none. What
 * has come on it comes to them again, and the whole text is not asked for twice.
 */
export function earlyLine(address: string): WebSocket | null {
  const opening = openingOf()
  const line = opening?.line
  if (!opening || line?.url !== address) return null
  opening.line = null
  if (line.readyState === WebSocket.CONNECTING) return line
  if (line.readyState !== WebSocket.OPEN) return null
  line.send = (bytes: Uint8Array<ArrayBuffer>) => {
    if (bytes.join() === askForAll.join()) Reflect.deleteProperty(line, 'send')
    else WebSocket.prototype.send.call(line, bytes)
  }
  queueMicrotask(() => {
    line.dispatchEvent(new Event('open'))
    for (const data of opening.messages.splice(0)) line.dispatchEvent(new MessageEvent('message', { data }))
  })
  return line
}

/** What a page that opens a draft waits for before it asks for what stands beside the text, and loads it; any other page does not wait. */
export async function restOfPage(): Promise<void> {
  await openingOf()?.rest.promise
}

/** The text is there, or does not come: the rest of the page is asked for. */
export function askForRest(): void {
  openingOf()?.rest.resolve()
}

function openingOf(): Opening | undefined {
  return (globalThis as { samsynOpening?: Opening }).samsynOpening
}
