import { describe, expect, it } from 'vitest'
import type { CommandType } from './command.ts'
import { type Position, type PositionStatus, positionStatuses } from './position.ts'
import { type RefusalCode, refusalCodes } from './refusals.ts'
import {
  afterDeadline,
  at,
  buildDecision,
  commands,
  lives,
  now,
  positionIn,
  substantive,
} from './testing/builders.ts'
import { transition } from './transition.ts'

type Expected = PositionStatus | RefusalCode

const no = 'state_conflict'
const shut = 'round_not_open'

/**
 * The whole lifecycle of DOMAIN §3.2: what each command makes of each state. The commands are well-formed and name the
 * version and the round of the state (`testing/builders.ts`); `decide` is the first of two answers, `pass_deadline`
 * comes after the deadline.
 */
const table: Readonly<Record<PositionStatus, Readonly<Record<CommandType, Expected>>>> = {
  draft: {
    rename: 'draft',
    start_coordination: 'in_coordination',
    freeze: no,
    name_version: 'draft',
    reopen_draft: no,
    open_round: no,
    decide: shut,
    ask_extension: shut,
    grant_extension: shut,
    confirm_terms: shut,
    extend_releasability: 'draft',
    end_releasability: 'draft',
    remind: shut,
    pass_deadline: shut,
    put_off_deadline: shut,
    release: no,
    withdraw_support: no,
    lift_reservation: no,
    propose_corrigendum: no,
    object_to_corrigendum: no,
    withdraw_corrigendum: no,
    end_corrigendum: 'draft',
    mark_used: no,
    receive_report: no,
    close: no,
    withdraw: 'withdrawn',
    supersede: no,
  },
  in_coordination: {
    rename: 'in_coordination',
    start_coordination: no,
    freeze: 'frozen',
    name_version: 'in_coordination',
    reopen_draft: no,
    open_round: no,
    decide: shut,
    ask_extension: shut,
    grant_extension: shut,
    confirm_terms: shut,
    extend_releasability: 'in_coordination',
    end_releasability: 'in_coordination',
    remind: shut,
    pass_deadline: shut,
    put_off_deadline: shut,
    release: no,
    withdraw_support: no,
    lift_reservation: no,
    propose_corrigendum: no,
    object_to_corrigendum: no,
    withdraw_corrigendum: no,
    end_corrigendum: 'in_coordination',
    mark_used: no,
    receive_report: no,
    close: no,
    withdraw: 'withdrawn',
    supersede: no,
  },
  frozen: {
    rename: no,
    start_coordination: no,
    freeze: no,
    name_version: 'frozen',
    reopen_draft: 'in_coordination',
    open_round: 'in_sign_off',
    decide: shut,
    ask_extension: shut,
    grant_extension: shut,
    confirm_terms: shut,
    extend_releasability: 'frozen',
    end_releasability: 'frozen',
    remind: shut,
    pass_deadline: shut,
    put_off_deadline: shut,
    release: no,
    withdraw_support: no,
    lift_reservation: no,
    propose_corrigendum: no,
    object_to_corrigendum: no,
    withdraw_corrigendum: no,
    end_corrigendum: 'frozen',
    mark_used: no,
    receive_report: no,
    close: no,
    withdraw: 'withdrawn',
    supersede: no,
  },
  in_sign_off: {
    rename: no,
    start_coordination: no,
    freeze: no,
    name_version: 'in_sign_off',
    reopen_draft: 'in_coordination',
    open_round: no,
    decide: 'in_sign_off',
    ask_extension: 'in_sign_off',
    grant_extension: 'in_sign_off',
    confirm_terms: 'in_sign_off',
    extend_releasability: 'in_sign_off',
    end_releasability: 'in_sign_off',
    remind: 'in_sign_off',
    pass_deadline: 'not_agreed',
    put_off_deadline: 'in_sign_off',
    release: no,
    withdraw_support: no,
    lift_reservation: no,
    propose_corrigendum: no,
    object_to_corrigendum: no,
    withdraw_corrigendum: no,
    end_corrigendum: 'in_sign_off',
    mark_used: no,
    receive_report: no,
    close: no,
    withdraw: 'withdrawn',
    supersede: no,
  },
  agreed: {
    rename: no,
    start_coordination: no,
    freeze: no,
    name_version: 'agreed',
    reopen_draft: 'in_coordination',
    open_round: no,
    decide: shut,
    ask_extension: shut,
    grant_extension: shut,
    confirm_terms: 'agreed',
    extend_releasability: 'agreed',
    end_releasability: 'agreed',
    remind: shut,
    pass_deadline: shut,
    put_off_deadline: shut,
    release: 'released',
    withdraw_support: no,
    lift_reservation: no,
    propose_corrigendum: no,
    object_to_corrigendum: no,
    withdraw_corrigendum: no,
    end_corrigendum: 'agreed',
    mark_used: no,
    receive_report: no,
    close: no,
    withdraw: 'withdrawn',
    supersede: no,
  },
  agreed_with_reservations: {
    rename: no,
    start_coordination: no,
    freeze: no,
    name_version: 'agreed_with_reservations',
    reopen_draft: 'in_coordination',
    open_round: no,
    decide: shut,
    ask_extension: shut,
    grant_extension: shut,
    confirm_terms: 'agreed_with_reservations',
    extend_releasability: 'agreed_with_reservations',
    end_releasability: 'agreed_with_reservations',
    remind: shut,
    pass_deadline: shut,
    put_off_deadline: shut,
    release: 'released',
    withdraw_support: no,
    lift_reservation: no,
    propose_corrigendum: no,
    object_to_corrigendum: no,
    withdraw_corrigendum: no,
    end_corrigendum: 'agreed_with_reservations',
    mark_used: no,
    receive_report: no,
    close: no,
    withdraw: 'withdrawn',
    supersede: no,
  },
  not_agreed: {
    rename: no,
    start_coordination: no,
    freeze: no,
    name_version: 'not_agreed',
    reopen_draft: 'in_coordination',
    open_round: no,
    decide: shut,
    ask_extension: shut,
    grant_extension: shut,
    confirm_terms: shut,
    extend_releasability: 'not_agreed',
    end_releasability: 'not_agreed',
    remind: shut,
    pass_deadline: shut,
    put_off_deadline: shut,
    release: 'not_agreed_by_all',
    withdraw_support: no,
    lift_reservation: no,
    propose_corrigendum: no,
    object_to_corrigendum: no,
    withdraw_corrigendum: no,
    end_corrigendum: 'not_agreed',
    mark_used: no,
    receive_report: no,
    close: no,
    withdraw: 'withdrawn',
    supersede: no,
  },
  released: {
    rename: no,
    start_coordination: no,
    freeze: no,
    name_version: 'released',
    reopen_draft: 'in_coordination',
    open_round: no,
    decide: shut,
    ask_extension: shut,
    grant_extension: shut,
    confirm_terms: shut,
    extend_releasability: 'released',
    end_releasability: 'released',
    remind: shut,
    pass_deadline: shut,
    put_off_deadline: shut,
    release: no,
    withdraw_support: 'released',
    lift_reservation: 'released',
    propose_corrigendum: 'released',
    object_to_corrigendum: 'released',
    withdraw_corrigendum: 'released',
    end_corrigendum: 'released',
    mark_used: 'used',
    receive_report: no,
    close: no,
    withdraw: 'withdrawn',
    supersede: 'superseded',
  },
  used: {
    rename: no,
    start_coordination: no,
    freeze: no,
    name_version: 'used',
    reopen_draft: 'in_coordination',
    open_round: no,
    decide: shut,
    ask_extension: shut,
    grant_extension: shut,
    confirm_terms: shut,
    extend_releasability: 'used',
    end_releasability: 'used',
    remind: shut,
    pass_deadline: shut,
    put_off_deadline: shut,
    release: no,
    withdraw_support: 'used',
    lift_reservation: 'used',
    propose_corrigendum: 'used',
    object_to_corrigendum: 'used',
    withdraw_corrigendum: 'used',
    end_corrigendum: 'used',
    mark_used: no,
    receive_report: 'reported',
    close: no,
    withdraw: 'withdrawn',
    supersede: 'superseded',
  },
  reported: {
    rename: no,
    start_coordination: no,
    freeze: no,
    name_version: 'reported',
    reopen_draft: no,
    open_round: no,
    decide: shut,
    ask_extension: shut,
    grant_extension: shut,
    confirm_terms: shut,
    extend_releasability: 'reported',
    end_releasability: 'reported',
    remind: shut,
    pass_deadline: shut,
    put_off_deadline: shut,
    release: no,
    withdraw_support: no,
    lift_reservation: 'reported',
    propose_corrigendum: 'reported',
    object_to_corrigendum: 'reported',
    withdraw_corrigendum: 'reported',
    end_corrigendum: 'reported',
    mark_used: no,
    receive_report: no,
    close: 'closed',
    withdraw: 'withdrawn',
    supersede: 'superseded',
  },
  closed: finished('closed'),
  withdrawn: finished('withdrawn'),
  superseded: finished('superseded'),
}

/**
 * What a command presupposes: a position for the Member States whose text a country has asked for, or may read; a reservation of
 * Finland's that Sweden has not confirmed; a request for more time.
 */
function presupposed(type: CommandType, status: PositionStatus): Partial<Position> {
  if (type === 'extend_releasability' || type === 'end_releasability')
    return { marking: 'member_states_only', releasableTo: type === 'end_releasability' ? ['NO'] : [] }
  const life = lives[status]
  if (type === 'grant_extension' && life.status === 'in_sign_off') {
    const { until, reason, country } = commands.ask_extension
    const extensionRequests = [{ country, personId: 'lead-se', deputyFor: null, until, reason, at: now }]
    return { life: { ...life, round: { ...life.round, extensionRequests } } }
  }
  if (type !== 'confirm_terms' || !('round' in life)) return {}
  const decisions = [buildDecision('FI', substantive), buildDecision('SE')]
  // The same life with other answers.
  return { life: { ...life, round: { ...life.round, decisions } } as typeof life }
}

/** The three ends of a life take no command at all; only what still runs beside them is noted as over. */
function finished(status: PositionStatus): Readonly<Record<CommandType, Expected>> {
  return {
    rename: no,
    start_coordination: no,
    freeze: no,
    name_version: no,
    reopen_draft: no,
    open_round: no,
    decide: shut,
    ask_extension: shut,
    grant_extension: shut,
    confirm_terms: shut,
    extend_releasability: no,
    end_releasability: no,
    remind: shut,
    pass_deadline: shut,
    put_off_deadline: shut,
    release: no,
    withdraw_support: no,
    lift_reservation: no,
    propose_corrigendum: no,
    object_to_corrigendum: no,
    withdraw_corrigendum: no,
    end_corrigendum: status,
    mark_used: no,
    receive_report: no,
    close: no,
    withdraw: no,
    supersede: no,
  }
}

const cells = positionStatuses.flatMap((status) =>
  Object.entries(table[status]).map(([type, expected]) => [status, type as CommandType, expected] as const),
)

describe('[D3] the lifecycle table', () => {
  it('has a cell for every state and command', () => {
    expect(Object.keys(table).sort()).toEqual([...positionStatuses].sort())
    expect(cells).toHaveLength(positionStatuses.length * Object.keys(commands).length)
    for (const status of positionStatuses) expect(positionIn(status).life.status).toBe(status)
  })

  it('cannot mistake a refusal for a state', () => {
    expect(refusalCodes.filter((code) => (positionStatuses as readonly string[]).includes(code))).toEqual([])
  })

  it.each(cells)('%s + %s = %s', (status, type, expected) => {
    const position = positionIn(status, presupposed(type, status))
    const before = structuredClone(position)
    const result = transition(position, commands[type], at(type === 'pass_deadline' ? afterDeadline : now))
    expect(result.ok ? result.value.position.life.status : result.refusal.code).toBe(expected)
    expect(position).toEqual(before)
    if (result.ok) expect(result.value.position.revision).toBe(position.revision + 1)
  })
})
