import { parentPort, workerData } from 'node:worker_threads'
import { openSqliteLog } from './sqlite-log.ts'
import type { PackedEntries, ToThread, Written } from './sqlite-writer.ts'

const { path, busyTimeout } = workerData as { readonly path: string; readonly busyTimeout: number }
const log = openSqliteLog(path, { busyTimeout })

parentPort?.on('message', (message: ToThread) => {
  switch (message.kind) {
    case 'write':
      parentPort?.postMessage(written(message.entries))
      return
    case 'checkpoint':
      try {
        log.checkpoint()
      } catch {
        // A full disk, or a reader that does not end: the next one tries again, and nothing is lost meanwhile.
      }
      return
    case 'close':
      log.close()
      parentPort?.close()
  }
})

function written({ places, ends, bytes }: PackedEntries): Written {
  try {
    const rows = places.map(
      (place, index) => [...place, bytes.subarray(ends[index - 1] ?? 0, ends[index])] as const,
    )
    return { ok: true, sequences: log.write(rows) }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}
