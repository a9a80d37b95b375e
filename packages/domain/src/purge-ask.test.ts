import { describe, expect, it } from 'vitest'
import type { CountryCode } from './country.ts'
import type { Person } from './people.ts'
import {
  answerPurge,
  handlesSpillFor,
  isAnybodyToConfirm,
  type PurgeAsk,
  purgeAskedEvent,
  purgeAskOverEvent,
  type SignedTexts,
  signersBeside,
  signersOf,
  takePurgeBack,
} from './purge-ask.ts'
import type { Spill } from './spill.ts'
import { buildGrant, buildPerson, buildPosition, now } from './testing/builders.ts'

const subject = {
  ...buildPosition({ parties: ['DK', 'FI', 'SE'], penholder: 'DK' }),
  lockedTexts: [null] as const,
}
const lead = (country: CountryCode, id = `lead-${country}`): Person => ({
  ...buildPerson([buildGrant('lead', country)]),
  id,
  country,
})
const people = [lead('DK'), lead('FI'), lead('SE'), lead('NO'), lead('DK', 'other-DK')]
const known = new Map(people.map((person) => [person.id, person]))
const spill: Spill = {
  id: 'spill-1',
  positionId: subject.id,
  country: null,
  reason: 'Why.',
  personId: 'lead-FI',
  at: now,
  end: null,
}
const ask: PurgeAsk = {
  id: 'ask-1',
  spillId: 'spill-1',
  version: 1,
  reason: 'Because.',
  personId: 'lead-DK',
  country: 'DK',
  at: now,
}
const version = (number: number) => ({ number, contentHash: `${number}`.repeat(64).slice(0, 64) })
const early = '2026-11-02T08:00:00.000Z'
const late = '2026-11-03T08:00:00.000Z'

// What is not looked at is left out.
const by = (country: CountryCode) => [{ country }] as never
const round = (number: number, more: object = {}) => ({
  version: version(number),
  decisions: [],
  confirmations: [],
  lifts: [],
  ...more,
})
const release = (number: number, more: object = {}) => ({
  version: version(number),
  supporters: [],
  withdrawals: [],
  reconfirmations: [],
  corrigenda: [],
  ...more,
})
const objected = (country: CountryCode, at: string) =>
  [{ ending: { kind: 'objected', country, at } }, { ending: null }] as never

describe('whose answers a purge takes', () => {
  const of = (texts: Partial<SignedTexts>, kept: number | null = 1) =>
    signersOf(
      { rounds: [], releases: [], ...texts },
      kept === null ? null : { number: kept, frozenAt: early },
    )

  it.each([
    ['a decision', { rounds: [round(2, { decisions: by('FI') })] }],
    ['a confirmation of terms', { rounds: [round(2, { confirmations: by('FI') })] }],
    ['a lifted reservation', { rounds: [round(2, { lifts: by('FI') })] }],
    ['a final text that names it', { releases: [release(2, { supporters: ['FI'] })] }],
    ['a withdrawal of support', { releases: [release(2, { withdrawals: by('FI') })] }],
    ['a reconfirmation', { releases: [release(2, { reconfirmations: by('FI') })] }],
    ['an objection to a corrigendum', { releases: [release(2, { corrigenda: objected('FI', early) })] }],
  ])('[D538] %s of a version that goes, and not of one that stays', (_, texts) => {
    expect(of(texts)).toEqual(['FI'])
    expect(of(texts, null)).toEqual(['FI'])
    const kept = of(texts, 2)
    // A corrigendum is later than every version that is as old as its final text.
    expect(kept).toEqual(_.includes('corrigendum') ? ['FI'] : [])
  })

  it('[D538] of the same final text an objection that came before the version that is kept stays', () => {
    const texts = { releases: [release(1, { corrigenda: objected('FI', early) })] }
    const kept = (frozenAt: string) => signersOf({ rounds: [], ...texts }, { number: 2, frozenAt })
    expect(kept(late)).toEqual([])
    expect(kept(early)).toEqual(['FI'])
  })

  it('[D538] each once, in the neutral order, and the asker’s own not counted', () => {
    const texts = {
      rounds: [round(1, { decisions: by('NO') }), round(2, { decisions: [...by('SE'), ...by('DK')] })],
      releases: [release(2, { supporters: ['SE', 'FI'] })],
    }
    const signers = of(texts)
    expect(signers).toEqual(['DK', 'FI', 'SE'])
    expect(signersBeside(signers, 'DK')).toEqual(['FI', 'SE'])
    expect(signersBeside(['DK'], 'DK')).toEqual([])
  })
})

describe('an ask for a purge', () => {
  const asking = (person: Person) => ({ person, subject, now })
  const answer = (
    person: Person,
    how: 'confirmed' | 'declined' = 'confirmed',
    more: { isWaiting?: boolean; of?: Spill; known?: ReadonlyMap<string, Person> } = {},
  ) => {
    const given = answerPurge({ spill: more.of ?? spill, ask, isWaiting: more.isWaiting ?? true }, how, {
      ...asking(person),
      people: more.known ?? known,
    })
    return given.ok ? given.value : given.refusal.code
  }
  const ended: Spill = { ...spill, end: { reason: 'Done.', personId: 'lead-DK', at: now } }

  it.each(['confirmed', 'declined'] as const)(
    '[D540] [D541] is %s by a lead of another party, once',
    (how) => {
      expect(answer(lead('FI'), how)).toEqual({ how, personId: 'lead-FI', at: now })
      expect(answer(lead('SE'), how)).toEqual({ how, personId: 'lead-SE', at: now })
      expect(answer(lead('DK'), how)).toBe('second_person_needed')
      expect(answer(lead('DK', 'other-DK'), how)).toBe('second_person_needed')
      expect(answer(lead('NO'), how)).toBe('not_found')
      const drafter = buildPerson([buildGrant('drafter', 'FI')])
      expect(answer(drafter, how)).toBe('forbidden')
      expect(answer(buildPerson([buildGrant('secretariat', null)]), how)).toBe('forbidden')
      expect(answer(buildPerson([buildGrant('administrator', null)]), how)).toBe('not_found')
      expect(answer(lead('FI'), how, { isWaiting: false })).toBe('state_conflict')
      expect(answer(lead('FI'), how, { of: ended })).toBe('state_conflict')
    },
  )

  it('[D540] counts no more once who asked deals with the lock no longer; it is declined all the same', () => {
    const gone = new Map(known).set('lead-DK', buildPerson([buildGrant('drafter', 'DK')]))
    expect(answer(lead('FI'), 'confirmed', { known: gone })).toBe('state_conflict')
    expect(answer(lead('FI'), 'declined', { known: gone })).toMatchObject({ how: 'declined' })
    const disabled = new Map(known).set('lead-DK', { ...lead('DK'), isDisabled: true })
    expect(answer(lead('FI'), 'confirmed', { known: disabled })).toBe('state_conflict')
  })

  it('[D541] is taken back by whoever deals with the lock', () => {
    const back = (person: Person, isWaiting = true, of = spill) => {
      const taken = takePurgeBack({ spill: of, isWaiting }, { ...asking(person), people })
      return taken.ok ? taken.value.how : taken.refusal.code
    }
    expect(back(lead('DK'))).toBe('withdrawn')
    expect(back(lead('DK', 'other-DK'))).toBe('withdrawn')
    expect(back(lead('FI'))).toBe('forbidden')
    expect(back(lead('NO'))).toBe('not_found')
    expect(back(lead('DK'), false)).toBe('state_conflict')
    expect(back(lead('DK'), true, ended)).toBe('state_conflict')
  })

  it('[D542] where no other party has a lead now there is nobody to ask', () => {
    const among = (...there: readonly Person[]) => isAnybodyToConfirm('DK', { people: there, subject, now })
    expect(among(...people)).toBe(true)
    expect(among(lead('DK'), lead('DK', 'other-DK'), lead('NO'))).toBe(false)
    expect(among(lead('DK'), { ...lead('FI'), isDisabled: true })).toBe(false)
    expect(among(lead('DK'), buildPerson([buildGrant('drafter', 'FI')]))).toBe(false)
  })

  it('[D539] is in the name of the country whose lead deals with the lock', () => {
    expect(handlesSpillFor(asking(lead('DK')))).toBe('DK')
    expect(handlesSpillFor(asking(lead('FI')))).toBe('FI')
    expect(handlesSpillFor(asking(lead('NO')))).toBe(null)
  })

  it('[D544] its events have what was asked, and of its end no words at all', () => {
    const named = { askId: 'ask-1', spillId: 'spill-1', askedBy: 'DK' }
    expect(purgeAskedEvent(ask, ['FI'])).toEqual({
      type: 'purge.asked',
      ...named,
      version: 1,
      reason: 'Because.',
      signers: ['FI'],
    })
    for (const how of ['declined', 'withdrawn'] as const)
      expect(purgeAskOverEvent(ask, how)).toEqual({ type: `purge.${how}`, ...named })
  })
})
