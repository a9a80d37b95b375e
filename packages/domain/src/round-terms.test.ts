import { describe, expect, it } from 'vitest'
import type { Command, GivenDecisionValue } from './command.ts'
import type { CountryCode } from './country.ts'
import { type Position, reservationTypes, type Terms } from './position.ts'
import { effectOf, reservationEffects, usualReservationEffects } from './reservation-effects.ts'
import {
  awaitedConfirmations,
  backingOf,
  formulaIfAnswered,
  formulaOf,
  weightyReservations,
} from './round-terms.ts'
import {
  at,
  buildPosition,
  buildRound,
  commands,
  now,
  positionIn,
  substantive,
  version,
} from './testing/builders.ts'
import { transition } from './transition.ts'

const parties = ['DK', 'FI', 'SE'] as const
const agree = { kind: 'agree' } as const
const out = { kind: 'not_participating' } as const
const general = {
  kind: 'agree_with_reservation',
  type: 'general',
  text: 'Parliament has not been heard.',
  passage: null,
} as const
const all = 'This text is put forward by Denmark, Finland and Sweden.'
const withoutDk = 'This text is put forward by Finland and Sweden.'

/** A position in sign-off by Denmark, Finland and Sweden, and the answers given in it. */
class InSignOff {
  position: Position
  private count = 0

  constructor(effects: Partial<typeof usualReservationEffects> = {}) {
    const reservationEffects = { ...usualReservationEffects, ...effects }
    const round = buildRound({ parties: [...parties], reservationEffects })
    this.position = buildPosition({ parties: [...parties], life: { status: 'in_sign_off', round } })
  }

  attempt(command: Command) {
    const result = transition(this.position, command, at(now))
    if (result.ok) this.position = result.value.position
    return result.ok ? result.value : result.refusal.code
  }

  answer(country: CountryCode, value: GivenDecisionValue = agree, shownFormula: string | null = null) {
    this.count += 1
    const decisionId = `answer-${this.count}`
    const about = { roundId: 'round-1', version: version(2) }
    return this.attempt({
      type: 'decide',
      decisionId,
      ...about,
      country,
      deputyFor: null,
      value,
      shownFormula,
      statementHash: null,
    })
  }

  confirm(country: CountryCode, of: Terms, shownFormula: string | null = null) {
    return this.attempt({
      type: 'confirm_terms',
      confirmationId: 'confirmation-1',
      roundId: 'round-1',
      country,
      deputyFor: null,
      of,
      statementHash: null,
      shownFormula,
    })
  }

  release() {
    return this.attempt({ type: 'release', releaseId: 'release-1' })
  }

  get round() {
    if (!('round' in this.position.life)) throw new Error('There is no round')
    return this.position.life.round
  }

  get awaited() {
    return awaitedConfirmations(this.round, 'en')
  }
}

describe('reservations', () => {
  it.each(['scrutiny', 'parliamentary_scrutiny', 'linguistic'] as const)(
    '[D200] a %s reservation holds up nothing, and needs no words on the whole text',
    (type) => {
      const round = new InSignOff()
      const reservation = { kind: 'agree_with_reservation', type, text: '', passage: null } as const
      expect(round.answer('DK', { ...reservation, passage: 'twelve months' })).toBe('reason_required')
      round.answer('DK', reservation)
      round.answer('FI')
      round.answer('SE')
      expect(round.position.life.status).toBe('agreed_with_reservations')
      expect(round.awaited).toEqual([])
      expect(round.release()).toMatchObject({ position: { life: { status: 'released' } } })
    },
  )

  it('[D201] a substantive one waits until every other supporter has confirmed it as it will be printed', () => {
    const round = new InSignOff()
    expect(round.answer('DK', { ...substantive, text: ' ' })).toBe('reason_required')
    round.answer('DK', substantive)
    round.answer('FI')
    round.answer('SE')
    const of = { kind: 'reservation', decisionId: 'answer-2' } as const
    expect(round.awaited).toEqual([
      { country: 'FI', of },
      { country: 'SE', of },
    ])
    expect(round.release()).toBe('terms_unconfirmed')
    expect(round.confirm('DK', of)).toBe('state_conflict')
    expect(round.confirm('NO', of)).toBe('not_a_party')
    expect(round.confirm('FI', of)).toMatchObject({
      events: [{ type: 'terms.confirmed', country: 'FI', of: 'reservation' }],
    })
    expect(round.confirm('FI', of)).toBe('state_conflict')
    expect(round.release()).toBe('terms_unconfirmed')
    round.confirm('SE', of)
    expect(round.release()).toMatchObject({ position: { life: { status: 'released' } } })
  })

  it('[D201] what was confirmed is the very reservation: another one is confirmed anew', () => {
    const round = new InSignOff()
    round.answer('DK', substantive)
    round.answer('FI')
    round.confirm('FI', { kind: 'reservation', decisionId: 'answer-1' })
    expect(round.awaited).toEqual([])
    round.answer('DK', { ...substantive, text: 'Nor with point 5.' })
    expect(round.awaited).toEqual([{ country: 'FI', of: { kind: 'reservation', decisionId: 'answer-3' } }])
  })

  it('[D401] it is kept, and told, with its id and the formula that it was given under, which is the one that was shown', () => {
    const round = new InSignOff()
    round.answer('FI')
    round.answer('DK', substantive)
    const of = { kind: 'reservation', decisionId: 'answer-2' } as const
    expect(round.confirm('FI', of, withoutDk)).toBe('formula_changed')
    expect(round.confirm('FI', of, all)).toMatchObject({
      events: [
        {
          confirmationId: 'confirmation-1',
          country: 'FI',
          of: 'reservation',
          decisionId: 'answer-2',
          partyFormula: all,
          statementHash: null,
        },
      ],
    })
    expect(round.round.confirmations).toMatchObject([
      { id: 'confirmation-1', country: 'FI', deputyFor: null, of, statementHash: null },
    ])
  })

  it('[D202] a general one takes the country out of the supporters, and the formula says so', () => {
    const round = new InSignOff()
    expect(round.answer('DK', { ...general, text: '' })).toBe('reason_required')
    round.answer('DK', general)
    round.answer('FI')
    round.answer('SE')
    expect(backingOf(round.round)).toMatchObject({ supporters: ['FI', 'SE'], subjectTo: ['DK'] })
    expect(formulaOf(round.round, 'en')).toBe(
      'This text is put forward by Finland and Sweden, subject to a general reservation by Denmark.',
    )
    // Both agreed after it, and so to this very formula.
    expect(round.release()).toMatchObject({ position: { life: { status: 'released' } } })
  })
})

describe('the party formula of a round', () => {
  it('[D203] is known before one answers, for each answer', () => {
    const { round } = new InSignOff()
    expect(formulaIfAnswered(round, { country: 'DK', value: agree }, 'en')).toBe(all)
    expect(formulaIfAnswered(round, { country: 'DK', value: out }, 'en')).toBe(withoutDk)
    expect(formulaIfAnswered(round, { country: 'DK', value: { kind: 'object', reason: 'No.' } }, 'en')).toBe(
      all,
    )
  })

  it('[D204] an answer is refused that was given under another formula', () => {
    const round = new InSignOff()
    round.answer('DK', out)
    expect(round.answer('FI', agree, all)).toBe('formula_changed')
    expect(round.answer('FI', agree, withoutDk)).toMatchObject({ events: [{ type: 'decision.given' }] })
  })

  it('[D205] where it changes, whoever agreed before confirms it again before a release', () => {
    const round = new InSignOff()
    round.answer('FI')
    round.answer('SE')
    round.answer('DK', out)
    expect(round.position.life.status).toBe('agreed')
    const of = { kind: 'formula', partyFormula: withoutDk } as const
    expect(round.awaited).toEqual([
      { country: 'FI', of },
      { country: 'SE', of },
    ])
    expect(round.confirm('FI', { ...of, partyFormula: all })).toBe('formula_changed')
    round.confirm('FI', of)
    expect(round.release()).toBe('terms_unconfirmed')
    round.confirm('SE', of)
    expect(round.release()).toMatchObject({ position: { life: { status: 'released' } } })
  })

  it('[D205] to agree again is to confirm it, and a formula that is as before needs nothing', () => {
    const round = new InSignOff()
    round.answer('FI')
    round.answer('DK', out)
    expect(round.awaited).toHaveLength(1)
    round.answer('FI')
    expect(round.awaited).toEqual([])
    round.answer('DK')
    expect(round.awaited.map(({ country }) => country)).toEqual(['FI'])
    round.answer('DK', out)
    expect(round.awaited).toEqual([])
  })

  it('[D206] a text that fewer than two countries stand behind is not agreed', () => {
    const round = new InSignOff()
    round.answer('FI', general)
    round.answer('DK', out)
    round.answer('SE')
    expect(round.position.life).toMatchObject({ status: 'not_agreed', round: { outcome: 'unsupported' } })
    expect(round.release()).toBe('not_agreed_by_all')
  })

  it('[D207] nothing is confirmed of a round that is over, or of another one', () => {
    const round = new InSignOff()
    const of = { kind: 'formula', partyFormula: all } as const
    expect(
      round.attempt({
        type: 'confirm_terms',
        confirmationId: 'confirmation-1',
        roundId: 'round-2',
        country: 'FI',
        deputyFor: null,
        of,
        statementHash: null,
        shownFormula: null,
      }),
    ).toBe('version_stale')
    round.answer('FI', { kind: 'object', reason: 'No.' })
    round.answer('DK')
    round.answer('SE')
    expect(round.confirm('FI', of)).toBe('round_not_open')
  })
})

describe('what reservations do', () => {
  const reserved = (type: (typeof reservationTypes)[number]) =>
    ({ kind: 'agree_with_reservation', type, text: 'We wait.', passage: null }) as const

  it('[D480] is for each type what DOMAIN proposes, where a forum says nothing else', () => {
    const usual = reservationTypes.map((type) => effectOf(reserved(type), usualReservationEffects))
    expect(usual).toEqual(['printed', 'printed', 'printed', 'confirmed', 'not_counted'])
    expect(effectOf(agree, usualReservationEffects)).toBeNull()
  })

  it('[D479] [D201] [D202] [D482] is for each type each of the three, as its round has it', () => {
    for (const type of reservationTypes)
      for (const effect of reservationEffects) {
        const round = new InSignOff({ [type]: effect })
        for (const country of ['FI', 'SE'] as const) round.answer(country)
        round.answer('DK', reserved(type))
        const kindOf = type === 'general' ? 'a general reservation' : 'a reservation'
        const formula =
          effect === 'not_counted'
            ? `This text is put forward by Finland and Sweden, subject to ${kindOf} by Denmark.`
            : all
        expect(formulaOf(round.round, 'en'), `${type} ${effect}`).toBe(formula)
        const awaited = awaitedConfirmations(round.round, 'en').map(({ country, of }) => [country, of.kind])
        expect(awaited, `${type} ${effect}`).toEqual(
          {
            printed: [],
            confirmed: [
              ['FI', 'reservation'],
              ['SE', 'reservation'],
            ],
            not_counted: [
              ['FI', 'formula'],
              ['SE', 'formula'],
            ],
          }[effect],
        )
        const done = round.release()
        if (effect !== 'printed') expect(done).toBe('terms_unconfirmed')
        else expect(done).toMatchObject({ position: { life: { status: 'released' } } })
      }
  })

  it('[D482] where one country reserves in general and another otherwise, the formula names both and no type', () => {
    const round = new InSignOff({ scrutiny: 'not_counted' })
    round.answer('DK', reserved('scrutiny'))
    round.answer('FI', general)
    expect(backingOf(round.round)).toEqual({ supporters: ['SE'], subjectTo: ['DK', 'FI'], isGeneral: false })
    expect(formulaOf(round.round, 'sv')).toBe(
      'Denna text läggs fram av Sverige, med förbehåll för en reservation från Danmark och Finland.',
    )
  })

  it('[D210] keeps silence from being consent by its type, or where it did more in its round than being printed', () => {
    for (const type of reservationTypes)
      for (const effect of reservationEffects) {
        const round = new InSignOff({ [type]: effect })
        round.answer('DK', reserved(type))
        const isWeighty = type === 'substantive' || type === 'general' || effect !== 'printed'
        expect(weightyReservations([round.round]), `${type} ${effect}`).toEqual(isWeighty ? ['DK'] : [])
      }
    // What a later round has of the type does not reach back.
    const first = new InSignOff({ scrutiny: 'confirmed' })
    first.answer('DK', reserved('scrutiny'))
    expect(weightyReservations([first.round, new InSignOff().round])).toEqual(['DK'])
  })

  it('[D481] is fixed by the round that opens, and told by its event', () => {
    const reservationEffects = { ...usualReservationEffects, linguistic: 'not_counted' } as const
    const opened = transition(positionIn('frozen'), { ...commands.open_round, reservationEffects }, at(now))
    expect(opened).toMatchObject({
      ok: true,
      value: {
        position: { life: { round: { reservationEffects } } },
        events: [{ type: 'round.opened', reservationEffects }],
      },
    })
  })
})
