import { rebuildSearchIndex } from './run.ts'

await rebuildSearchIndex()
