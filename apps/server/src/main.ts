import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'

// Must be said before anything else is imported. A second start takes half as long, and a fifth less memory.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/node'))
const { run } = await import('./run.ts')
await run()
flushCompileCache()
