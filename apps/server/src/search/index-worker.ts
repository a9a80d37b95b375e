import { answerReplays } from '../moments/replay-thread.ts'
import { draftToIndex } from './text-to-index.ts'

answerReplays(draftToIndex)
