import { fileURLToPath } from 'node:url'

/** Where the build puts the page that checks a package. */
export const evidencePage = fileURLToPath(new URL('../../dist/verify.html', import.meta.url))
