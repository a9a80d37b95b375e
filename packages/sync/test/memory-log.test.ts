import { memoryLog } from '../src/index.ts'
import { updateLogContract } from './update-log-contract.ts'

updateLogContract('memory', async () => {
  const log = memoryLog()
  // Memory is its own store: a reopened log is the same one.
  return { log, reopen: async () => log, close: async () => undefined }
})
