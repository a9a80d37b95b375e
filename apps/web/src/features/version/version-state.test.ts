import { positionStatuses } from '@samsyn/domain'
import { describe, expect, it } from 'vitest'
import { versionState } from './version-state.ts'

type Position = Parameters<typeof versionState>[0]

const release = (versionNumber: number, supersededBy: string | null = null) => ({
  id: `r${versionNumber}`,
  reference: `SAM ${versionNumber}`,
  versionNumber,
  releasedAt: '2026-11-09T13:00:00.000Z',
  supersededBy,
  issuedCorrigenda: 0,
  supporters: [],
  withdrawn: [],
})
const position = (status: Position['status'], releases: Position['releases'] = []): Position => ({
  status,
  latestVersion: 2,
  releases,
})

describe('versionState', () => {
  it('[V2] the latest version has the state of its position', () => {
    const states = Object.fromEntries(
      positionStatuses.map((status) => [status, versionState(position(status), 2)]),
    )
    expect(states).toEqual({
      draft: 'reopened',
      in_coordination: 'reopened',
      frozen: 'frozen',
      in_sign_off: 'in_sign_off',
      agreed: 'agreed',
      agreed_with_reservations: 'agreed',
      not_agreed: 'not_agreed',
      released: 'older',
      used: 'older',
      reported: 'older',
      closed: 'older',
      withdrawn: 'withdrawn',
      superseded: 'superseded',
    })
  })

  it.each(positionStatuses)('[V2] an older version never has the state of a position %s', (status) => {
    expect(versionState(position(status), 1)).toBe(status === 'withdrawn' ? 'withdrawn' : 'older')
  })

  it('[V2] a version is final only where its release is in force', () => {
    expect(versionState(position('released', [release(2)]), 2)).toBe('final')
    expect(versionState(position('in_coordination', [release(2)]), 2)).toBe('final')
    expect(versionState(position('released', [release(1, 'r2'), release(2)]), 1)).toBe('superseded')
    expect(versionState(position('released', [{ ...release(2), withdrawn: ['NO'] }]), 2)).toBe('suspended')
    expect(versionState(position('superseded', [release(2)]), 2)).toBe('superseded')
    expect(versionState(position('withdrawn', [release(2)]), 2)).toBe('withdrawn')
  })
})
