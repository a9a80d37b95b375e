import { printSetUpLink } from './run.ts'

await printSetUpLink()
