import { describe, expect, it } from 'vitest'
import { countryCodes, isMemberState } from './country.ts'
import { confirmLimite, isReadBeyondMemberStates, type LimiteConfirmation, limiteAnswered } from './limite.ts'
import type { Grant } from './people.ts'
import { markings, type Position, positionStatuses } from './position.ts'
import { buildGrant, buildPerson, now, positionIn } from './testing/builders.ts'

const confirmation: LimiteConfirmation = { ground: 'comix', reference: '14862/22 COMIX', source: 'file' }

const confirm = (
  grants: readonly Grant[],
  subject: Position = positionIn('in_coordination'),
  more: Partial<LimiteConfirmation> = {},
) => {
  const confirmed = confirmLimite({ ...confirmation, ...more }, { person: buildPerson(grants), subject, now })
  return confirmed.ok ? confirmed.value : confirmed.refusal.code
}

describe('a text marked LIMITE', () => {
  it('[D103] asks for a confirmation wherever others than the Member States may read it', () => {
    const asks = markings.filter((marking) => isReadBeyondMemberStates({ marking, releasableTo: [] }))
    expect(asks).toEqual(['parties', 'delegates', 'public'])
    expect(isReadBeyondMemberStates({ marking: 'member_states_only', releasableTo: ['IS'] })).toBe(true)
  })

  it.each(markings)('[D105] goes no further where it asks for one and none is recorded: %s', (marking) => {
    const refused = { ok: false, refusal: { code: 'limite_unconfirmed' } }
    const answered = (lines: readonly string[], isConfirmed: boolean) =>
      limiteAnswered(lines, { marking, releasableTo: [] }, { isConfirmed })
    const lines = ['Position', 'WK 10235/2022 LIMITE']
    expect(answered(lines, false)).toEqual(
      marking === 'member_states_only' ? { ok: true, value: null } : refused,
    )
    expect(answered(lines, true).ok).toBe(true)
    expect(answered(['Documents marked LIMITE stay in Brussels.'], false).ok).toBe(true)
  })

  it.each(countryCodes)(
    '[D493] what is said to one delegation alone asks for Iceland and Norway: %s',
    (audience) => {
      const subject = { marking: 'parties', releasableTo: [] } as const
      const said = (isConfirmed: boolean) =>
        limiteAnswered(['As it says there:', 'LIMITE'], subject, { isConfirmed, audience })
      expect(said(false).ok).toBe(isMemberState(audience))
      expect(said(true).ok).toBe(true)
    },
  )

  it('[D104] is confirmed with its ground and reference by whoever may write in the draft', () => {
    const event = { type: 'limite.confirmed', ...confirmation }
    expect(confirm([buildGrant('drafter', 'SE')])).toEqual([event])
    expect(confirm([buildGrant('lead', 'FI')], undefined, { reference: ' 14862/22 COMIX ' })).toEqual([event])
  })

  it('[D104] is confirmed by nobody else, and never without a reference', () => {
    expect(confirm([buildGrant('delegate', 'FI', { readsDrafts: true })])).toBe('forbidden')
    expect(confirm([buildGrant('secretariat', null)])).toBe('forbidden')
    expect(confirm([buildGrant('drafter', 'DK')])).toBe('not_found')
    expect(confirm([buildGrant('drafter', 'FI')], undefined, { reference: '  ' })).toBe('reason_required')
  })

  it('[D104] is confirmed where the question arises', () => {
    const subject = positionIn('in_coordination', { marking: 'member_states_only' })
    expect(confirm([buildGrant('drafter', 'FI')], subject)).toBe('state_conflict')
  })

  it.each(positionStatuses)('[D104] is confirmed while anything is said about the position: %s', (status) => {
    const isOver = status === 'closed' || status === 'withdrawn' || status === 'superseded'
    const said = confirm([buildGrant('drafter', 'FI')], positionIn(status))
    expect(said).toEqual(isOver ? 'state_conflict' : [{ type: 'limite.confirmed', ...confirmation }])
  })
})
