import { endAllSessions } from './run.ts'

await endAllSessions()
