import { printVerification } from './run.ts'

await printVerification()
