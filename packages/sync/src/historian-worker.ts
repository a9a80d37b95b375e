import { parentPort } from 'node:worker_threads'
import type { HistorianMessage } from './historian.ts'
import { answerOf } from './historian-questions.ts'
import { History } from './history.ts'

const histories = new Map<string, History>()

parentPort?.on('message', (message: HistorianMessage) => {
  const { draftId } = message
  if (message.kind === 'forget') {
    histories.delete(draftId)
    return
  }
  const history = histories.get(draftId) ?? new History()
  histories.set(draftId, history)
  if (message.kind === 'add') history.add(message.entries)
  else parentPort?.postMessage(answerOf(history, message.question))
})
