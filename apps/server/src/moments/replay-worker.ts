import { momentOf } from './draft-moment.ts'
import { answerReplays } from './replay-thread.ts'

answerReplays(momentOf)
