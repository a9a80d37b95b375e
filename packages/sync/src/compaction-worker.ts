import { parentPort } from 'node:worker_threads'
import { compact } from './compaction.ts'

parentPort?.on('message', (updates: readonly Uint8Array[]) => {
  try {
    parentPort?.postMessage(compact(updates))
  } catch (error) {
    parentPort?.postMessage(error)
  }
})
