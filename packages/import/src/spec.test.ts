import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const here = new URL('./', import.meta.url)

describe('SPEC.md', () => {
  it('has a test for every rule, and a rule for every test', () => {
    const spec = readFileSync(new URL('../SPEC.md', here), 'utf8')
    const tests = readdirSync(here)
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => readFileSync(new URL(file, here), 'utf8'))
      .join('\n')
    const rules = [...spec.matchAll(/^- (I\d+) /gm)].map(([, id]) => id)
    const tested = [...tests.matchAll(/\[(I\d+)\]/g)].map(([, id]) => id)
    expect(rules).not.toHaveLength(0)
    expect([...new Set(tested)].sort()).toEqual([...rules].sort())
  })
})
