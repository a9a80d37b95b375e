import { parentPort } from 'node:worker_threads'
import { type DocxJob, writeDocx } from './docx-job.ts'

parentPort?.on('message', (job: DocxJob) => {
  writeDocx(job).then(
    (file) => parentPort?.postMessage(file),
    (error: unknown) => parentPort?.postMessage(error instanceof Error ? error : new Error(String(error))),
  )
})
