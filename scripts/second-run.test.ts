import { describe, expect, it } from 'vitest'
import { countsOf, filesToRepeat } from './second-run.mjs'

const file = (name: string, ...tests: ('passed' | 'failed' | 'skipped')[]) => ({
  name,
  status: tests.includes('failed') ? 'failed' : 'passed',
  assertionResults: tests.map((status) => ({ status })),
})
const browser = (name: string) => `apps/web/test/${name}.browser.test.ts`

describe('a second run', () => {
  it('[B13] is for a few browser files, and for nothing else', () => {
    const ran = [file(browser('find'), 'passed', 'failed'), file('packages/sync/test/room.test.ts', 'passed')]
    expect(filesToRepeat({ testResults: ran })).toEqual([browser('find')])
    expect(filesToRepeat({ testResults: [] })).toEqual([])
    const node = file('packages/sync/test/log.test.ts', 'failed')
    expect(filesToRepeat({ testResults: [...ran, node] })).toEqual([])
    const many = ['a', 'b', 'c', 'd'].map((name) => file(browser(name), 'failed'))
    expect(filesToRepeat({ testResults: many })).toEqual([])
    expect(filesToRepeat({ testResults: many.slice(1) })).toHaveLength(3)
  })

  it('[B13] counts instead of the first, each file once', () => {
    const room = file('packages/sync/test/room.test.ts', 'passed', 'skipped')
    const first = { testResults: [file(browser('find'), 'passed', 'failed'), room] }
    expect(countsOf([first])).toEqual({ passed: 2, failed: 1 })
    expect(countsOf([first, { testResults: [file(browser('find'), 'passed', 'passed')] }])).toEqual({
      passed: 3,
      failed: 0,
    })
    expect(countsOf([first, { testResults: [file(browser('find'), 'failed', 'failed')] }])).toEqual({
      passed: 1,
      failed: 2,
    })
  })
})
