import { readFileSync } from 'node:fs'
import { refusalCodes } from '@samsyn/domain'
import { describe, expect, it } from 'vitest'
import { edgeErrorCodes, errorBody, errorCodes, httpStatus } from './errors.ts'
import { closeCodes, settlingCodes, syncMessage, syncModes, updateRefusalCodes } from './sync.ts'

const spec = readFileSync(new URL('../SPEC.md', import.meta.url), 'utf8')

/** The rows of the table of SPEC.md whose first column has this heading, without code marks. */
function table(heading: string): readonly (readonly string[])[] {
  const rows = spec.split('\n').map(cellsOf)
  const start = rows.findIndex((cells) => cells[0] === heading)
  expect(start, `SPEC.md has a table of ${heading}`).toBeGreaterThan(-1)
  const after = rows.slice(start + 2)
  return after.slice(
    0,
    after.findIndex((cells) => cells.length === 0),
  )
}

function cellsOf(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('`', ''))
}

const sorted = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(' · ')).sort()

describe('refusals', () => {
  it('[P1] each code has its status and its line, each line its code', () => {
    const domain: readonly string[] = refusalCodes
    const known = errorCodes.map((code) => [
      code,
      `${httpStatus[code]}`,
      domain.includes(code) ? 'domain' : 'edge',
    ])
    expect(sorted(table('code').map((row) => row.slice(0, 3)))).toEqual(sorted(known))
    expect(Object.keys(httpStatus).sort()).toEqual([...errorCodes].sort())
    for (const status of Object.values(httpStatus)) {
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(600)
    }
  })

  it('[P2] codes are used once', () => {
    expect(new Set(errorCodes).size).toBe(errorCodes.length)
    expect(errorCodes).toHaveLength(refusalCodes.length + edgeErrorCodes.length)
  })

  it('[P3] the error body takes the known codes and no other', () => {
    for (const code of errorCodes) expect(errorBody.parse({ error: { code } })).toEqual({ error: { code } })
    expect(errorBody.safeParse({ error: { code: 'no_such_code' } }).success).toBe(false)
    expect(errorBody.parse({ error: { code: 'invalid_request', field: 'parties.0' } })).toEqual({
      error: { code: 'invalid_request', field: 'parties.0' },
    })
  })
})

describe('sync', () => {
  it('[P9] message numbers are used once, ours from 100 on, each with its line', () => {
    const numbers = Object.values(syncMessage)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers.filter((number) => number < 100).sort()).toEqual([0, 1, 2, 3])
    const known = Object.entries(syncMessage).map(([name, number]) => [name, `${number}`])
    expect(sorted(table('message').map((row) => row.slice(0, 2)))).toEqual(sorted(known))
  })

  it('[P10] modes and refusals of updates have their line', () => {
    const known = [
      ...syncModes.map((mode) => [mode, 'mode']),
      ...updateRefusalCodes.map((code) => [code, 'refusal']),
      ...settlingCodes.map((code) => [code, 'settling']),
    ]
    expect(sorted(table('word').map((row) => row.slice(0, 2)))).toEqual(sorted(known))
  })

  it('[P11] close codes are the application’s own, used once, each with its line and what the client does', () => {
    const codes = Object.values(closeCodes)
    expect(new Set(codes).size).toBe(codes.length)
    for (const code of codes) {
      expect(code).toBeGreaterThanOrEqual(4000)
      expect(code).toBeLessThanOrEqual(4999)
    }
    const known = Object.entries(closeCodes).map(([reason, code]) => {
      const staysAway = code >= 4400 && code <= 4499
      return [reason, `${code}`, staysAway ? 'stays away' : 'comes back']
    })
    expect(sorted(table('reason').map((row) => row.slice(0, 3)))).toEqual(sorted(known))
  })
})
