// Needs the schema: shows that the bundle test (SPEC E23) would notice.
export { parseDoc } from '../src/index.ts'
