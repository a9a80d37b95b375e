import { parentPort } from 'node:worker_threads'
import { Replay } from './replay.ts'
import type { ReplayMessage } from './replay-thread.ts'

let replay = new Replay()

parentPort?.on('message', (message: ReplayMessage) => {
  if (message !== 'finish') {
    replay.add(message.updates)
    return
  }
  const done = replay.finish()
  replay = new Replay()
  parentPort?.postMessage(done)
})
