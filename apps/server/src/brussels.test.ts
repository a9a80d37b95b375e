import { describe, expect, it } from 'vitest'
import { brusselsFormat, dayInBrussels } from './brussels.ts'

describe('times told by the server', () => {
  it('[A478] are those of Brussels, and in English the European way round', () => {
    const at = new Date('2026-12-01T17:00:00Z')
    const told = (language: 'en' | 'fi' | 'is') =>
      brusselsFormat(language, { dateStyle: 'full', timeStyle: 'short' }).format(at)
    expect(told('en')).toBe('Tuesday, 1 December 2026 at 18:00')
    expect(told('fi')).toBe('tiistai 1. joulukuuta 2026 klo 18.00')
    expect(['2026-11-30T22:59:00.000Z', '2026-11-30T23:00:00.000Z'].map(dayInBrussels)).toEqual([
      '2026-11-30',
      '2026-12-01',
    ])
    expect(told('is')).toBe('þriðjudagur, 1. desember 2026 kl. 18:00')
  })
})
