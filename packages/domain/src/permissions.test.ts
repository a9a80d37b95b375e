import { describe, expect, it } from 'vitest'
import type { CountryCode } from './country.ts'
import { type Grant, type Role, roles } from './people.ts'
import {
  type Action,
  actions,
  can,
  canReadMoment,
  decidingCountry,
  holdsRole,
  type PermissionSubject,
  partiesWhoRead,
  supportsFor,
} from './permissions.ts'
import { type PositionStatus, positionStatuses } from './position.ts'
import { buildGrant, buildPerson, buildPosition, lives, now, positionIn } from './testing/builders.ts'

/**
 * The columns: the roles of DOMAIN §3.4, delegates and observers twice, as they are and with the right to read drafts
 * ("only if granted").
 */
const columns = [
  ['drafter', false],
  ['lead', false],
  ['delegate', false],
  ['delegate', true],
  ['observer', false],
  ['observer', true],
  ['secretariat', false],
  ['registrar', false],
  ['administrator', false],
] as const satisfies readonly (readonly [Role, boolean])[]

/**
 * A cell names for whom the answer is yes in a shared position of Denmark, Finland and Norway whose pen Finland holds:
 * `P` for the penholder (FI), `p` for another party (DK), `n` for a country that is no party (SE), `0` for whoever acts
 * for no country. The marking is *parties*.
 */
const table: Readonly<Record<Action, string>> = {
  // Retyped from DOMAIN §3.4; a column each: drafter, lead, delegate, … granted, observer, … granted, secretariat, registrar, administrator
  'position.read': 'Pp   Pp   Pp   Pp   -    -    Ppn0 Pp   -',
  'position.create': 'P    P    -    -    -    -    Ppn0 -    -',
  'position.rename': 'P    P    -    -    -    -    P    -    -',
  'position.withdraw': '-    P    -    -    -    -    Ppn0 -    -',
  'position.close': '-    P    -    -    -    -    Ppn0 -    -',
  'coordination.start': 'P    P    -    -    -    -    P    -    -',
  'draft.read': 'Pp   Pp   -    Pp   -    Ppn0 Ppn0 -    -',
  'draft.edit': 'Pp   Pp   -    -    -    -    P    -    -',
  'draft.suggest': 'Pp   Pp   -    Pp   -    -    P    -    -',
  comment: 'Pp   Pp   -    Pp   -    -    Ppn0 -    -',
  'comment.hold': 'Pp   Pp   -    -    -    -    -    -    -',
  'draft.reopen': '-    P    -    -    -    -    Ppn0 -    -',
  'releasability.set': '-    P    -    -    -    -    Ppn0 -    -',
  'bracket.propose': 'Pp   Pp   -    -    -    -    -    -    -',
  'bracket.resolve': '-    Pp   -    -    -    -    -    -    -',
  'reservation.propose': 'Pp   Pp   -    -    -    -    -    -    -',
  'reservation.enter': '-    Pp   -    -    -    -    -    -    -',
  'section.mark': 'P    P    -    -    -    -    P    -    -',
  'section.reopen': 'Pp   Pp   -    -    -    -    P    -    -',
  'version.freeze': 'P    P    -    -    -    -    Ppn0 -    -',
  'version.read': 'Pp   Pp   -    Pp   -    Ppn0 Ppn0 -    -',
  'round.open': '-    P    -    -    -    -    Ppn0 -    -',
  'round.remind': '-    P    -    -    -    -    Ppn0 -    -',
  'extension.ask': '-    Pp   -    -    -    -    -    -    -',
  'extension.grant': '-    P    -    -    -    -    Ppn0 -    -',
  'decision.give': '-    Pp   -    -    -    -    -    -    -',
  'support.withdraw': '-    Pp   -    -    -    -    -    -    -',
  'corrigendum.propose': '-    Pp   -    -    -    -    Ppn0 -    -',
  'corrigendum.object': '-    Pp   -    -    -    -    -    -    -',
  'release.issue': '-    P    -    -    -    -    Ppn0 -    -',
  'release.read': 'Pp   Pp   Pp   Pp   -    -    Ppn0 Pp   -',
  'translation.issue': '-    Pp   -    -    -    -    Ppn0 -    -',
  'national.read': 'Pp   Pp   -    Pp   -    -    -    -    -',
  'national.write': 'Pp   Pp   -    -    -    -    -    -    -',
  'national.share': '-    Pp   -    -    -    -    -    -    -',
  'mandate.read': 'Pp   Pp   -    Pp   -    -    Ppn0 -    -',
  'forgery.read': '-    -    -    -    -    -    Ppn0 -    -',
  'spill.report': 'Pp   Pp   -    Pp   -    Ppn0 Ppn0 -    -',
  'spill.handle': '-    P    -    -    -    -    -    -    -',
  'spill.handle_pages': '-    Pp   -    -    -    -    -    -    -',
  'spill.stand_in': '-    Pp   -    -    -    -    -    -    -',
  'purge.confirm': '-    Pp   -    -    -    -    -    -    -',
  'evidence.export': 'Pp   Pp   -    -    -    -    Ppn0 Pp   -',
  'report.write': 'Pp   Pp   Pp   Pp   -    -    -    -    -',
  'report.consolidate': '-    -    -    -    -    -    Ppn0 -    -',
  'report.read': 'Pp   Pp   Pp   Pp   -    -    Ppn0 Pp   -',
  'report.note': '-    Pp   -    -    -    -    -    -    -',
  'follow_up.turn': 'Pp   Pp   -    -    -    -    -    -    -',
  'contact.name': 'Pp   Pp   -    -    -    -    -    -    -',
  'archive.export': '-    Pp   -    -    -    -    -    Pp   -',
}

const asked: readonly (readonly [string, CountryCode | null])[] = [
  ['P', 'FI'],
  ['p', 'DK'],
  ['n', 'SE'],
  ['0', null],
]

const subject = (more: Partial<PermissionSubject> = {}): PermissionSubject =>
  buildPosition({ parties: ['DK', 'FI', 'NO'], penholder: 'FI', ...more })

const may = (grant: Grant, action: Action, position: PermissionSubject, instant = now) =>
  can(buildPerson([grant]), action, position, instant)

/** Every action × column × country, with the answer that the table gives. */
const cells = actions.flatMap((action) => {
  const row = table[action].split(/\s+/)
  return columns.flatMap(([role, readsDrafts], column) =>
    asked.map(([letter, country]) => ({
      action,
      role,
      country,
      grant: buildGrant(role, country, { readsDrafts }),
      isYes: row[column]?.includes(letter) === true,
    })),
  )
})

const told = ({ action, role, country, grant }: (typeof cells)[number], isYes: boolean) =>
  `${role}${grant.readsDrafts ? ' (granted)' : ''} ${country} ${action}: ${isYes}`

describe('[D40] the matrix of DOMAIN §3.4', () => {
  it('is retyped in full: every action, a cell for every column', () => {
    expect(Object.keys(table).sort()).toEqual([...actions].sort())
    for (const row of Object.values(table)) expect(row.split(/\s+/)).toHaveLength(columns.length)
    expect(roles.filter((role) => !columns.some(([column]) => column === role))).toEqual([])
  })

  it.each(actions)('%s', (action) => {
    const row = cells.filter((cell) => cell.action === action)
    const answers = row.map((cell) => told(cell, may(cell.grant, action, subject())))
    expect(answers).toEqual(row.map((cell) => told(cell, cell.isYes)))
  })

  it('[D41] gives a country that is no party nothing, save what the secretariat and observers have', () => {
    const others = cells.filter(
      ({ country, role }) => country === 'SE' && role !== 'secretariat' && role !== 'observer',
    )
    expect(others.filter(({ grant, action }) => may(grant, action, subject()))).toEqual([])
  })
})

describe('markings', () => {
  it.each([
    ['parties', ''],
    ['member_states_only', ''],
    ['delegates', 'Ppn'],
    ['public', 'Ppn0'],
  ] as const)(
    '[D44] an observer reads releases, and positions once there is one, marked %s: %s',
    (marking, readers) => {
      for (const status of positionStatuses.filter((each) => each !== 'draft' && each !== 'withdrawn')) {
        const isReleased = ['released', 'used', 'reported', 'closed', 'superseded'].includes(status)
        const position = positionIn(status, { marking, parties: ['DK', 'FI'] })
        const read = (action: Action, of: PermissionSubject, readsDrafts = false) =>
          asked
            .filter(([, country]) => may(buildGrant('observer', country, { readsDrafts }), action, of))
            .map(([letter]) => letter)
            .join('')
        expect(read('release.read', position), status).toBe(readers)
        expect(read('position.read', position), status).toBe(isReleased ? readers : '')
        expect(read('position.read', position, true), status).toBe(readers)
        expect(read('position.read', { ...position, releaseInForce: 'release-1' }), status).toBe(readers)
      }
    },
  )

  it('[D161] with a marking for the Member States the parties who read are those among them', () => {
    const parties = ['DK', 'FI', 'NO'] as const
    const marked = { parties, marking: 'member_states_only', releasableTo: [] } as const
    expect(partiesWhoRead(marked)).toEqual(['DK', 'FI'])
    expect(partiesWhoRead({ ...marked, releasableTo: ['NO'] })).toEqual(parties)
    for (const marking of ['parties', 'delegates', 'public'] as const) {
      expect(partiesWhoRead({ parties, marking, releasableTo: [] })).toEqual(parties)
    }
    const position = subject({ marking: 'member_states_only', parties })
    for (const country of parties) {
      const reads = can(buildPerson([buildGrant('drafter', country)]), 'draft.read', position, now)
      expect([country, reads]).toEqual([country, partiesWhoRead(position).includes(country)])
    }
  })

  it('[D45] a text for DK-FI-SE only is closed to whoever acts for Iceland or Norway, the secretariat’s people included', () => {
    const position = subject({ marking: 'member_states_only', parties: ['DK', 'FI', 'NO'] })
    for (const country of ['IS', 'NO'] as const) {
      for (const [role, readsDrafts] of columns) {
        const grant = buildGrant(role, country, { readsDrafts })
        expect(actions.filter((action) => may(grant, action, position))).toEqual([])
      }
    }
  })

  it('[D45] and to whoever acts for no country, unless it is the secretariat', () => {
    const position = subject({ marking: 'member_states_only', parties: ['DK', 'FI'] })
    const observer = buildGrant('observer', null, { readsDrafts: true })
    expect(actions.filter((action) => may(observer, action, position))).toEqual([])
    expect(may(buildGrant('secretariat', null), 'draft.read', position)).toBe(true)
  })

  it('[D167] is to a country that it is releasable to what any text for delegates is, and to no other', () => {
    const parties = ['DK', 'FI', 'NO'] as const
    for (const life of [lives.in_coordination, lives.released]) {
      const position = subject({ marking: 'member_states_only', parties, releasableTo: ['NO'], life })
      const other = subject({ marking: 'delegates', parties, life })
      for (const [role, readsDrafts] of columns) {
        const ofNorway = buildGrant(role, 'NO', { readsDrafts })
        const given = actions.filter((action) => may(ofNorway, action, position))
        expect(given, role).toEqual(actions.filter((action) => may(ofNorway, action, other)))
        expect(given.length > 0, role).toBe(role !== 'administrator')
        const ofIceland = buildGrant(role, 'IS', { readsDrafts })
        expect(actions.filter((action) => may(ofIceland, action, position))).toEqual([])
      }
      const nobody = buildGrant('observer', null, { readsDrafts: true })
      expect(actions.filter((action) => may(nobody, action, position))).toEqual([])
    }
  })

  it('[D167] gives a country that is no party no more than its observers and the secretariat’s people have', () => {
    const position = positionIn('released', { marking: 'member_states_only', releasableTo: ['NO'] })
    const readers = roles.filter((role) => may(buildGrant(role, 'NO'), 'release.read', position))
    expect(readers).toEqual(['observer', 'secretariat'])
    expect(may(buildGrant('observer', 'NO'), 'draft.read', position)).toBe(false)
    expect(may(buildGrant('observer', 'NO', { readsDrafts: true }), 'draft.read', position)).toBe(true)
  })

  it('[D45] and changes nothing for the Member States', () => {
    const position = subject({ marking: 'member_states_only', parties: ['DK', 'FI'] })
    const memberStates = cells.filter(({ country }) => country !== null)
    expect(memberStates.map((cell) => told(cell, may(cell.grant, cell.action, position)))).toEqual(
      memberStates.map((cell) => told(cell, cell.isYes)),
    )
  })
})

describe('[D46] a draft that is not shared', () => {
  const unshared: readonly PermissionSubject['life'][] = [
    lives.draft,
    { status: 'withdrawn', reason: 'No longer needed.', wasShared: false },
  ]

  it.each(unshared)('belongs to the penholder’s country and the secretariat alone: $status', (life) => {
    for (const marking of ['parties', 'public'] as const) {
      const position = subject({ life, marking })
      const strangers = cells.filter(({ country, role }) => country !== 'FI' && role !== 'secretariat')
      expect(
        strangers.filter(({ grant, action }) => may(grant, action, position)).map((cell) => told(cell, true)),
      ).toEqual([])
    }
  })

  it.each(unshared)('is to them what any position is: $status', (life) => {
    const own = cells.filter(({ country, role }) => country === 'FI' || role === 'secretariat')
    expect(own.map((cell) => told(cell, may(cell.grant, cell.action, subject({ life }))))).toEqual(
      own.map((cell) => told(cell, cell.isYes)),
    )
  })

  it('is the only state that takes rights away: in every other the table holds', () => {
    const shared = positionStatuses.filter((status: PositionStatus) => status !== 'draft')
    for (const status of shared) {
      const wrong = cells.filter(
        ({ grant, action, isYes }) => may(grant, action, subject({ life: lives[status] })) !== isYes,
      )
      expect(wrong.map((cell) => told(cell, !cell.isYes))).toEqual([])
    }
  })
})

describe('[D52] the draft as it was at an instant', () => {
  const sharedAt = '2026-11-10T10:00:00.000Z'
  const before = '2026-11-10T09:59:59.999Z'
  const readers = (at: string, position = subject(), shared: string | null = sharedAt) =>
    cells
      .filter(({ action }) => action === 'draft.read')
      .filter(({ grant }) => canReadMoment(buildPerson([grant]), position, { at, sharedAt: shared }, now))
      .map((cell) => told(cell, true))
  const draftReaders = (position = subject()) =>
    cells
      .filter(({ action, grant }) => action === 'draft.read' && may(grant, action, position))
      .map((cell) => told(cell, true))

  it('from the instant of sharing on is for whoever may read the draft', () => {
    expect(readers(sharedAt)).toEqual(draftReaders())
    expect(readers(now)).toEqual(draftReaders())
  })

  it('before it was shared is for the penholder’s country and the secretariat alone', () => {
    expect(readers(before)).toEqual(draftReaders(subject({ life: lives.draft })))
    expect(readers(before).some((cell) => cell.includes(' DK ') && !cell.includes('secretariat'))).toBe(false)
    expect(readers(before).some((cell) => cell.includes(' FI '))).toBe(true)
  })

  it('goes by the instant, however it is written', () => {
    expect(readers('2026-11-10T10:00:00Z')).toEqual(draftReaders())
  })

  it('is what the draft itself is while nobody has shared it', () => {
    const draft = subject({ life: lives.draft })
    expect(readers(now, draft, null)).toEqual(draftReaders(draft))
  })
})

describe('[D53] the delegations that a person speaks for in the text', () => {
  const speaks = (...grants: Grant[]) => supportsFor(buildPerson(grants), subject(), now)

  it('are those of a drafter’s and a lead’s grants, each once and in the neutral order', () => {
    expect(speaks(buildGrant('drafter', 'FI'))).toEqual(['FI'])
    const several = [buildGrant('lead', 'NO'), buildGrant('drafter', 'NO'), buildGrant('drafter', 'DK')]
    expect(speaks(...several)).toEqual(['DK', 'NO'])
  })

  it('are none for any other role, and for a country that is no party', () => {
    for (const role of roles) {
      const isFor = role === 'drafter' || role === 'lead'
      expect(speaks(buildGrant(role, 'DK', { readsDrafts: true })), role).toEqual(isFor ? ['DK'] : [])
    }
    expect(speaks(buildGrant('lead', 'SE'), buildGrant('secretariat', null))).toEqual([])
  })
})

describe('grants', () => {
  const rightsOf = (more: Partial<Grant>, instant = now) =>
    cells.filter(({ grant, action }) => may({ ...grant, ...more }, action, subject(), instant)).length
  const all = cells.filter(({ isYes }) => isYes).length

  it('[D47] count from their first instant until the one at which they end, and not after', () => {
    expect(rightsOf({ validFrom: now })).toBe(all)
    expect(rightsOf({ validFrom: '2026-11-23T09:00:00.001Z' })).toBe(0)
    expect(rightsOf({ validTo: '2026-11-23T09:00:00.001Z' })).toBe(all)
    expect(rightsOf({ validTo: now })).toBe(0)
  })

  it('[D48] count within their scope', () => {
    expect(rightsOf({ scope: { kind: 'forum', forumId: 'a-forum' } })).toBe(all)
    expect(rightsOf({ scope: { kind: 'forum', forumId: 'another-forum' } })).toBe(0)
    expect(rightsOf({ scope: { kind: 'dossier', dossierId: 'a-dossier' } })).toBe(all)
    expect(rightsOf({ scope: { kind: 'dossier', dossierId: 'another-dossier' } })).toBe(0)
    expect(rightsOf({ scope: { kind: 'dossier', dossierId: 'a-forum' } })).toBe(0)
  })

  it('[D48] add up: one that does not reach takes nothing from one that does', () => {
    const expired = buildGrant('lead', 'DK', { validTo: now })
    const elsewhere = buildGrant('lead', 'DK', { scope: { kind: 'forum', forumId: 'another-forum' } })
    const person = buildPerson([expired, elsewhere, buildGrant('drafter', 'DK')])
    expect(can(person, 'draft.edit', subject(), now)).toBe(true)
    expect(can(person, 'decision.give', subject(), now)).toBe(false)
  })

  it('[D49] count for nothing when the person is disabled', () => {
    for (const { grant, action } of cells) {
      expect(can(buildPerson([grant], { isDisabled: true }), action, subject(), now)).toBe(false)
    }
    const lead = buildPerson([buildGrant('lead', 'FI')], { isDisabled: true })
    expect(holdsRole(lead, 'lead', now)).toBe(false)
    expect(decidingCountry(lead, subject(), now)).toEqual({ ok: false, refusal: { code: 'forbidden' } })
  })

  it('[D49] whether somebody holds a role at all asks for the instant, not for the scope', () => {
    const scope = { kind: 'forum', forumId: 'another-forum' } as const
    expect(holdsRole(buildPerson([buildGrant('lead', 'FI', { scope })]), 'lead', now)).toBe(true)
    expect(holdsRole(buildPerson([buildGrant('lead', 'FI', { validTo: now })]), 'lead', now)).toBe(false)
    expect(holdsRole(buildPerson([buildGrant('lead', 'FI')]), 'drafter', now)).toBe(false)
  })
})

describe('the country one decides for', () => {
  const decides = (grants: readonly Grant[], position = subject()) => {
    const result = decidingCountry(buildPerson(grants), position, now)
    return result.ok ? result.value : result.refusal.code
  }

  it.each<[string, readonly Grant[], string]>([
    ['a party’s lead', [buildGrant('lead', 'DK')], 'DK'],
    ['the penholder’s lead', [buildGrant('lead', 'FI')], 'FI'],
    ['a lead of no party', [buildGrant('lead', 'SE')], 'forbidden'],
    [
      'a lead of two countries, one of them a party',
      [buildGrant('lead', 'SE'), buildGrant('lead', 'NO')],
      'NO',
    ],
    ['a lead without a country', [buildGrant('lead', null)], 'forbidden'],
    ['a drafter', [buildGrant('drafter', 'FI')], 'forbidden'],
    ['the secretariat', [buildGrant('secretariat', null)], 'forbidden'],
    ['an expired lead', [buildGrant('lead', 'FI', { validTo: now })], 'forbidden'],
  ])('[D50] %s: %s', (_who, grants, expected) => {
    expect(decides(grants)).toBe(expected)
  })

  it('[D51] is none for whoever also runs the rounds for the secretariat here, and only here', () => {
    const lead = buildGrant('lead', 'FI')
    expect(decides([lead, buildGrant('secretariat', 'FI')])).toBe('secretariat_never_decides')
    const elsewhere = { scope: { kind: 'forum', forumId: 'another-forum' } } as const
    expect(decides([lead, buildGrant('secretariat', 'FI', elsewhere)])).toBe('FI')
    expect(decides([lead, buildGrant('secretariat', 'FI', { validTo: now })])).toBe('FI')
  })

  it('[D50] follows the marking', () => {
    const position = subject({ marking: 'member_states_only' })
    expect(decides([buildGrant('lead', 'NO')], position)).toBe('forbidden')
    expect(decides([buildGrant('lead', 'DK')], position)).toBe('DK')
  })
})
