import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { storageErrorCodes } from '../src/index.ts'

const spec = readFileSync(new URL('../SPEC.md', import.meta.url), 'utf8')
const tests = ['./', './contract/']
  .flatMap((folder) => {
    const at = new URL(folder, import.meta.url)
    return readdirSync(at)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(new URL(file, at), 'utf8'))
  })
  .join('\n')

describe('SPEC.md', () => {
  it.each(storageErrorCodes)('says when %s is thrown, and a test sees it', (code) => {
    expect(spec).toContain(`\`${code}\``)
    expect(tests).toContain(`'${code}'`)
  })
})
