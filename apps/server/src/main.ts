import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'

// Compiled code is kept: a second start takes half as long and less memory, in the threads too, which ask the
// environment. Both must be said before anything else is imported.
const cache = join(import.meta.dirname, '../../../node_modules/.cache/node')
process.env.NODE_COMPILE_CACHE ??= cache
enableCompileCache(cache)

const { run } = await import('./run.ts')
await run()
flushCompileCache()
