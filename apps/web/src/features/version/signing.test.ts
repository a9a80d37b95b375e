import { decisionStatement, usualReservationEffects } from '@samsyn/domain'
import { canonicalText, contentHash, type DocJson } from '@samsyn/editor'
import { routes } from '@samsyn/protocol'
import { describe, expect, it } from 'vitest'
import { asGiven, type Deciding, type GivenDecision, StatementAltered, statementToSign } from './signing.ts'

const saying = (text: string): DocJson => ({
  type: 'doc',
  content: [
    {
      type: 'section',
      attrs: { id: 's1', kind: 'position' },
      content: [{ type: 'sectionTitle' }, { type: 'paragraph', content: [{ type: 'text', text }] }],
    },
  ],
})
const seen: Deciding = {
  position: { id: 'a-position', title: 'Comments on a form', draftingLanguage: 'en', deputyFor: null },
  version: { number: 2, doc: saying('six weeks') as never },
  round: {
    id: 'round-1',
    parties: ['FI', 'SE'],
    reservationEffects: { ...usualReservationEffects },
    decisions: [],
  },
  country: 'FI',
  person: { id: 'lead-fi', name: 'Aino Laine' },
}
const chosen: GivenDecision = { kind: 'object', reason: 'Six weeks are too few.' }
const prepared = decisionStatement(
  seen.position,
  {
    id: 'round-1',
    parties: seen.round.parties,
    reservationEffects: seen.round.reservationEffects,
    decisions: [],
    version: { number: 2, contentHash: contentHash(saying('six weeks')) },
  },
  {
    decisionId: 'decision-1',
    delegation: 'FI',
    person: seen.person,
    deputyFor: null,
    decision: chosen,
    at: '2026-11-23T09:00:00.000Z',
  },
)
const sign = (changes: object, value: GivenDecision = chosen, deciding = seen) =>
  statementToSign({ statement: { ...prepared, ...changes } as never }, value, deciding)

describe('what a page has signed', () => {
  it('[W280] is what was chosen on it, in canonical JSON', () => {
    expect(sign({})).toBe(canonicalText(prepared))
    // Id and time are for the server to say.
    expect(sign({ decisionId: 'another', at: '2026-11-23T09:01:00.000Z' })).toContain('another')
  })

  it.each([
    [{ delegation: 'SE' }],
    [{ decision: { kind: 'agree' } }],
    [{ decision: { kind: 'object', reason: 'Six weeks are enough.' } }],
    [{ version: { number: 3, contentHash: prepared.version.contentHash } }],
    [{ version: { number: 2, contentHash: 'f'.repeat(64) } }],
    [{ position: { id: 'another', title: 'Comments on a form' } }],
    [{ position: { id: 'a-position', title: 'Another title' } }],
    [{ roundId: 'round-2' }],
    [{ deputyFor: { id: 'lead-se', name: 'Bo Ek' } }],
    [{ person: { id: 'lead-fi', name: 'Somebody else' } }],
    [{ partyFormula: 'This text is put forward by the Nordic countries.' }],
    [{ format: 'samsyn-decision-2' }],
    [{ more: 'than was chosen' }],
  ])('[W280] is nothing where the statement says otherwise: %j', (changes) => {
    expect(() => sign(changes)).toThrow(StatementAltered)
  })

  it.each<GivenDecision>([
    { kind: 'agree' },
    { kind: 'not_participating' },
    { kind: 'object', reason: ' Six weeks are too few.\n' },
    { kind: 'late_objection', reason: ' Six weeks are too few.\n' },
    { kind: 'propose_amendment', passage: ' six weeks\n', text: ' eight weeks\n' },
    {
      kind: 'agree_with_reservation',
      type: 'substantive',
      passage: 'six weeks\n',
      text: 'We need eight. ',
    },
  ])('[W280] is the answer as the server takes it: %j', (value) => {
    const about = { roundId: 'round-1', versionNumber: 2, contentHash: prepared.version.contentHash, value }
    const taken = decisionStatement(
      seen.position,
      { ...seen.round, version: { number: 2, contentHash: prepared.version.contentHash } },
      {
        decisionId: 'decision-1',
        delegation: 'FI',
        person: seen.person,
        deputyFor: null,
        decision: routes.prepareDecision.body.parse(about).value,
        at: prepared.at,
      },
    )
    expect(sign(taken, asGiven(value))).toBe(canonicalText(taken))
  })

  it('[W280] is nothing where the text on the page is another than the one named', () => {
    const other = { ...seen, version: { number: 2, doc: saying('eight weeks') as never } }
    expect(() => sign({}, chosen, other)).toThrow(StatementAltered)
  })
})
