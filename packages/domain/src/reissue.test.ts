import { describe, expect, it } from 'vitest'
import type { CountryCode } from './country.ts'
import { formulaOf } from './round-terms.ts'
import { at, buildPosition, commands, now, version } from './testing/builders.ts'
import { transition } from './transition.ts'

const suspended = (suspendedBy: readonly CountryCode[]) =>
  buildPosition({
    parties: ['DK', 'FI', 'SE'],
    releaseInForce: 'release-1',
    suspendedBy,
    life: { status: 'frozen', version: version(2) },
  })

function opened(suspendedBy: readonly CountryCode[], rejoining?: readonly CountryCode[]) {
  const command = { ...commands.open_round, ...(rejoining ? { rejoining } : {}) }
  const result = transition(suspended(suspendedBy), command, at(now))
  if (!result.ok) return result.refusal.code
  const { life } = result.value.position
  if (!('round' in life)) throw new Error('No round is open')
  return life.round
}

describe('the round in which a suspended text is issued again', () => {
  it('[D402] does not ask who withdrew, and its formula names the others', () => {
    const round = opened(['DK'])
    expect(round).toMatchObject({ parties: ['FI', 'SE'] })
    if (typeof round === 'string') return
    expect(formulaOf(round, 'en')).toBe('This text is put forward by Finland and Sweden.')
  })

  it('[D402] asks them again where they are named, and nobody else beside', () => {
    expect(opened(['DK'], ['DK'])).toMatchObject({ parties: ['DK', 'FI', 'SE'] })
    expect(opened(['DK', 'FI'], ['FI'])).toMatchObject({ parties: ['FI', 'SE'] })
    expect(opened(['DK'], ['FI'])).toBe('parties_invalid')
    expect(opened([], ['NO'])).toBe('parties_invalid')
  })

  it('[D402] needs two countries', () => {
    expect(opened(['DK', 'FI'])).toBe('parties_invalid')
  })

  it('[D402] a silence asks nothing of who is not asked', () => {
    const silence = { partiesWithoutLead: ['DK'], unresolvedReservations: ['DK'] } as const
    const open = { ...commands.open_round, deadline: '2026-11-26T11:00:00.000Z', silence }
    expect(transition(suspended(['DK']), open, at(now)).ok).toBe(true)
    expect(transition(suspended([]), open, at(now))).toMatchObject({
      refusal: { code: 'silence_lead_missing' },
    })
  })

  it('[D403] tells its notice and why it was opened', () => {
    const command = { ...commands.open_round, notice: 'Again.', openPoints: 1, openPointsReason: ' Known. ' }
    const result = transition(suspended([]), command, at(now))
    expect(result.ok && result.value.events).toMatchObject([
      { type: 'round.opened', notice: 'Again.', openPointsReason: 'Known.' },
    ])
  })
})
