import { syncMessage } from '@samsyn/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { WebsocketProvider } from 'y-websocket'
import { transact } from 'yjs'

/** For each millisecond that taking others' writing in took, so many are left to the person at the page; */
const rest = 4
/** but nobody waits longer than this for what others write, in milliseconds. */
const longestWait = 250

/** The third kind of y-protocols' sync message, after the two in which states are compared: somebody wrote something. */
const update = 2

/**
 * Takes what others write, and where their carets are, into the document together: the editor's binding makes its whole
 * document anew for each transaction of others, which in a long text takes longer than they need for the next letter.
 * A short text is as quick as before. Before it takes anything in it calls `onTake`, for what must not be lost by it.
 */
export function gatherOthers(
  provider: WebsocketProvider,
  onTake: () => void,
): {
  /** Takes in what has come, now. */
  readonly flush: () => void
  readonly destroy: () => void
} {
  const stock = provider.messageHandlers
  const { [syncMessage.sync]: takeSync, [syncMessage.awareness]: takeAwareness } = stock
  if (!takeSync || !takeAwareness) throw new Error('The provider takes no messages')
  let updates: (() => void)[] = []
  let carets: (() => void)[] = []
  /** Runs while nothing is taken in by itself. */
  let pause: ReturnType<typeof setTimeout> | null = null

  const flush = () => {
    const [texts, places] = [updates, carets]
    updates = []
    carets = []
    if (texts.length + places.length > 0) onTake()
    // In the provider's name, as each would be by itself.
    if (texts.length > 0) transact(provider.doc, () => runAll(texts), provider, false)
    runAll(places)
  }
  const takeIn = () => {
    if (pause !== null || updates.length + carets.length === 0) return
    const begun = performance.now()
    flush()
    // Counted with what the editor put off, and what the browser had to draw meanwhile.
    pause = setTimeout(() => {
      pause = setTimeout(
        () => {
          pause = null
          takeIn()
        },
        Math.min(longestWait, (performance.now() - begun) * rest),
      )
    })
  }

  stock[syncMessage.sync] = (encoder, decoder, ...others) => {
    if (decoding.peekVarUint(decoder) !== update) {
      flush()
      takeSync(encoder, decoder, ...others)
      return
    }
    updates.push(() => takeSync(encoding.createEncoder(), decoder, ...others))
    takeIn()
  }
  stock[syncMessage.awareness] = (encoder, decoder, ...others) => {
    carets.push(() => takeAwareness(encoder, decoder, ...others))
    takeIn()
  }
  // Before the provider takes the carets of everybody else away: one that came in after would stay.
  provider.on('connection-close', flush)
  return {
    flush,
    destroy() {
      if (pause !== null) clearTimeout(pause)
    },
  }
}

function runAll(tasks: readonly (() => void)[]): void {
  for (const task of tasks) task()
}
