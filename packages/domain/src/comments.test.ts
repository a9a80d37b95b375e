import { describe, expect, it } from 'vitest'
import {
  type Asking,
  type Audience,
  askingAbout,
  type Comment,
  countThreads,
  isAwaited,
  isClosed,
  isGone,
  isInAudience,
  type Mention,
  mayRaise,
  mayReply,
  mayRewrite,
  mayTurn,
  mentioned,
  mustCloseFor,
  speaksFor,
  type Thread,
  type Turn,
  type TurnKind,
  turnKinds,
} from './comments.ts'
import type { CountryCode } from './country.ts'
import type { Grant, Person, Role } from './people.ts'
import { positionStatuses } from './position.ts'
import { buildGrant, buildPerson, buildPosition, lives, now } from './testing/builders.ts'

const subject = buildPosition({ parties: ['DK', 'FI', 'NO'], penholder: 'DK' })

const someone = (
  id: string,
  grants: readonly Grant[],
  country: CountryCode | null = grants[0]?.country ?? null,
) => buildPerson(grants, { id, name: id, country })

const drafterFi = someone('drafter-fi', [buildGrant('drafter', 'FI')])
const leadFi = someone('lead-fi', [buildGrant('lead', 'FI')])
const delegateFi = someone('delegate-fi', [buildGrant('delegate', 'FI', { readsDrafts: true })])
const drafterDk = someone('drafter-dk', [buildGrant('drafter', 'DK')])
const leadDk = someone('lead-dk', [buildGrant('lead', 'DK')])
const secretariat = someone('secretariat', [buildGrant('secretariat', null)])
const everybody = new Map(
  [drafterFi, leadFi, delegateFi, drafterDk, leadDk, secretariat].map((person) => [person.id, person]),
)

const as = (person: Person, more: Partial<Asking> = {}): Asking => ({ person, subject, now, ...more })

const said = (
  person: Person,
  country: CountryCode | null,
  texts: readonly (string | null)[] = ['Why six?'],
): Comment => {
  const [first = null, ...later] = texts
  return {
    id: `comment-of-${person.id}`,
    personId: person.id,
    country,
    wordings: [
      { text: first, mentions: [], at: now },
      ...later.map((text) => ({ text, mentions: [], at: now })),
    ],
  }
}

const turn = (kind: TurnKind, country: CountryCode | null = 'FI'): Turn => ({
  kind,
  personId: 'x',
  country,
  at: now,
})

const thread = (more: Partial<Thread> = {}): Thread => ({
  id: 'a-thread',
  positionId: subject.id,
  audience: null,
  anchor: null,
  comments: [said(drafterFi, 'FI')],
  turns: [],
  ...more,
})

const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? 'ok' : result.refusal?.code

describe('[D60] [D61] who reads and writes in a thread', () => {
  const granted = { readsDrafts: true }
  const who: readonly (readonly [string, readonly Grant[], boolean, boolean])[] = [
    ['a drafter of the delegation', [buildGrant('drafter', 'FI')], true, true],
    ['a lead of the delegation', [buildGrant('lead', 'FI')], true, true],
    ['a delegate who reads drafts', [buildGrant('delegate', 'FI', granted)], true, true],
    ['a delegate who does not', [buildGrant('delegate', 'FI')], false, false],
    ['an observer of that country', [buildGrant('observer', 'FI', granted)], false, false],
    ['a registrar of that country', [buildGrant('registrar', 'FI')], false, false],
    ['the secretariat', [buildGrant('secretariat', null)], true, false],
    ['a person of that country who is the secretariat', [buildGrant('secretariat', 'FI')], true, false],
    ['a drafter of another party', [buildGrant('drafter', 'DK')], true, false],
    ['a lead of a country that is no party', [buildGrant('lead', 'SE')], false, false],
    ['an administrator', [buildGrant('administrator', null)], false, false],
    [
      'a drafter of another dossier',
      [buildGrant('drafter', 'FI', { scope: { kind: 'dossier', dossierId: 'x' } })],
      false,
      false,
    ],
  ]
  it.each(who)('%s', (_who, grants, all, own) => {
    const asking = as(someone('one', grants, 'FI'))
    expect([isInAudience(null, asking), isInAudience('FI', asking)]).toEqual([all, own])
    const answers = ([null, 'FI'] as const).map((audience) => {
      const there = thread({ audience, comments: [said(asking.person, 'FI')] })
      return [
        mayRaise(audience, [], asking, everybody),
        mayReply(there, [], asking, everybody),
        mayRewrite(there, 'comment-of-one', [], asking, everybody),
        mayTurn(there, 'close', asking),
      ].map(codeOf)
    })
    const of = (may: boolean) => new Array<string>(4).fill(may ? 'ok' : 'not_found')
    expect(answers).toEqual([of(all), of(own)])
  })

  it('a disabled person, and one whose grant is over, are in no audience', () => {
    const disabled = as({ ...drafterFi, isDisabled: true })
    const over = as(someone('one', [buildGrant('drafter', 'FI', { validTo: now })]))
    for (const asking of [disabled, over]) {
      expect([isInAudience(null, asking), isInAudience('FI', asking)]).toEqual([false, false])
    }
  })

  it('nobody of Norway reads in a position for Denmark, Finland and Sweden only', () => {
    const closed = { ...subject, marking: 'member_states_only' as const }
    const asking = as(someone('one', [buildGrant('drafter', 'NO')]), { subject: closed })
    expect([isInAudience(null, asking), isInAudience('NO', asking)]).toEqual([false, false])
  })
})

it('[D62] a comment names the country its author acts for there, and none for the secretariat', () => {
  const both = someone('both', [buildGrant('drafter', 'DK'), buildGrant('drafter', 'FI')], 'FI')
  expect(speaksFor(null, as(both))).toBe('FI')
  expect(speaksFor('DK', as(both))).toBe('DK')
  expect(speaksFor(null, as(secretariat))).toBeNull()
})

describe('[D63] mentions', () => {
  const raise = (audience: Audience, mention: Parameters<typeof mayRaise>[1][number]) =>
    codeOf(mayRaise(audience, [mention], as(drafterFi), everybody))
  it('reach delegations and people who may read the thread, and nobody else', () => {
    expect(raise(null, { kind: 'delegation', country: 'DK' })).toBe('ok')
    expect(raise(null, { kind: 'person', personId: 'lead-dk' })).toBe('ok')
    expect(raise('FI', { kind: 'person', personId: 'lead-fi' })).toBe('ok')
    expect(raise('FI', { kind: 'delegation', country: 'FI' })).toBe('ok')
    for (const refused of [
      raise(null, { kind: 'delegation', country: 'SE' }),
      raise(null, { kind: 'person', personId: 'nobody' }),
      raise('FI', { kind: 'delegation', country: 'DK' }),
      raise('FI', { kind: 'person', personId: 'lead-dk' }),
      raise('FI', { kind: 'person', personId: 'secretariat' }),
    ]) {
      expect(refused).toBe('mention_outside_audience')
    }
  })
  it('mean a delegation’s people in the audience alone', () => {
    const people = everybody.values()
    const names = mentioned(null, [{ kind: 'delegation', country: 'FI' }], people, { subject, now }).map(
      ({ id }) => id,
    )
    expect(names).toEqual(['drafter-fi', 'lead-fi', 'delegate-fi'])
    const outside = mentioned('FI', [{ kind: 'person', personId: 'lead-dk' }], everybody.values(), {
      subject,
      now,
    })
    expect(outside).toEqual([])
  })
})

it('[D64] only its author rewrites a comment, and a removed one takes no more changes', () => {
  const rewrite = (there: Thread, person: Person, id = 'comment-of-drafter-fi') =>
    codeOf(mayRewrite(there, id, [], as(person), everybody))
  expect(rewrite(thread(), drafterFi)).toBe('ok')
  expect(rewrite(thread(), leadFi)).toBe('forbidden')
  expect(rewrite(thread(), drafterDk)).toBe('forbidden')
  expect(rewrite(thread(), drafterFi, 'comment-of-another')).toBe('not_found')
  expect(rewrite(thread({ comments: [said(drafterFi, 'FI', ['a', null])] }), drafterFi)).toBe(
    'comment_removed',
  )
})

describe('[D65] closing and opening again', () => {
  const close = (there: Thread, person: Person) => codeOf(mayTurn(there, 'close', as(person)))
  it('a thread is closed by who raised it, or by a lead of that delegation', () => {
    expect(
      [drafterFi, leadFi, delegateFi, drafterDk, leadDk, secretariat].map((one) => close(thread(), one)),
    ).toEqual(['ok', 'ok', 'forbidden', 'forbidden', 'forbidden', 'forbidden'])
  })
  it('one that the secretariat raised, also by the secretariat', () => {
    const raised = thread({ comments: [said(someone('another', []), null)] })
    expect([secretariat, leadFi, leadDk].map((one) => close(raised, one))).toEqual([
      'ok',
      'forbidden',
      'forbidden',
    ])
  })
  it('whoever may write in it opens it again', () => {
    const closed = thread({ turns: [turn('close')] })
    expect(isClosed(closed)).toBe(true)
    expect(codeOf(mayTurn(closed, 'reopen', as(drafterDk)))).toBe('ok')
    expect(isClosed(thread({ turns: [turn('close'), turn('reopen', 'DK')] }))).toBe(false)
  })
})

it('[D66] in a closed thread one writes nothing, and nothing is closed or opened twice', () => {
  const closed = thread({ turns: [turn('close')] })
  expect(codeOf(mayReply(closed, [], as(leadDk), everybody))).toBe('thread_closed')
  expect(codeOf(mayRewrite(closed, 'comment-of-drafter-fi', [], as(drafterFi), everybody))).toBe(
    'thread_closed',
  )
  expect(codeOf(mayTurn(closed, 'must_close', as(drafterFi)))).toBe('thread_closed')
  expect(codeOf(mayTurn(closed, 'close', as(drafterFi)))).toBe('state_conflict')
  expect(codeOf(mayTurn(thread(), 'reopen', as(drafterFi)))).toBe('state_conflict')
})

describe('[D67] what must be closed before sign-off', () => {
  it('is said by a drafter or a lead of a party, for the own delegation, and taken back by it alone', () => {
    const answers = [drafterFi, leadDk, delegateFi, secretariat].map((one) =>
      codeOf(mayTurn(thread(), 'must_close', as(one))),
    )
    expect(answers).toEqual(['ok', 'ok', 'forbidden', 'forbidden'])
    const held = thread({ turns: [turn('must_close', 'FI')] })
    expect(mustCloseFor(held)).toEqual(['FI'])
    expect(codeOf(mayTurn(held, 'must_close', as(leadFi)))).toBe('state_conflict')
    expect(codeOf(mayTurn(held, 'need_not_close', as(drafterDk)))).toBe('state_conflict')
    expect(mayTurn(held, 'need_not_close', as(leadFi))).toEqual({ ok: true, value: 'FI' })
    expect(mustCloseFor(thread({ turns: [turn('must_close'), turn('need_not_close')] }))).toEqual([])
  })
  it('is never a thread that one delegation alone sees', () => {
    expect(codeOf(mayTurn(thread({ audience: 'FI' }), 'must_close', as(leadFi)))).toBe('thread_private')
  })
})

it('[D68] open threads for all delegations count, and those for one never do', () => {
  const held = { turns: [turn('must_close')] }
  expect(countThreads([thread(), thread(held), thread({ turns: [turn('close')] })], null)).toEqual({
    open: 2,
    toClose: 1,
  })
  expect(countThreads([thread({ audience: 'FI' }), thread({ audience: 'FI', ...held })], null)).toEqual({
    open: 0,
    toClose: 0,
  })
  expect(countThreads([thread({ turns: [turn('must_close'), turn('close')] })], null)).toEqual({
    open: 0,
    toClose: 0,
  })
})

it('[D72] what was raised before the draft was shared stays with those who could read it then, and counts in no round', () => {
  const sharedAt = '2026-03-02T09:00:00.000Z'
  const at = (instant: string): Thread => {
    const comment = said(drafterDk, 'DK')
    return thread({ comments: [{ ...comment, wordings: [{ ...comment.wordings[0], at: instant }] }] })
  }
  const readers = (there: Thread, shared: string | null, more: Partial<Asking> = {}) =>
    [...everybody.values()]
      .filter((one) => isInAudience(null, askingAbout(there, as(one, more), shared)))
      .map(({ id }) => id)
  const before = at('2026-03-02T08:59:59.999Z')
  const everyone = [...everybody.keys()]
  const then = ['drafter-dk', 'lead-dk', 'secretariat']
  expect(readers(before, sharedAt)).toEqual(then)
  expect(readers(at(sharedAt), sharedAt)).toEqual(everyone)
  expect(readers(before, null)).toEqual(everyone)
  expect(countThreads([before, at(sharedAt)], sharedAt)).toEqual({ open: 1, toClose: 0 })
  // Also once it is over, where nothing more is said.
  for (const status of ['closed', 'withdrawn', 'superseded'] as const) {
    const over = { subject: { ...subject, life: lives[status] } }
    expect(readers(before, sharedAt, over)).toEqual(then)
    expect(codeOf(mayReply(before, [], askingAbout(before, as(leadDk, over), sharedAt), everybody))).toBe(
      'state_conflict',
    )
  }
  const toFinland: Mention = { kind: 'delegation', country: 'FI' }
  const about = askingAbout(before, as(leadDk), sharedAt)
  expect(codeOf(mayReply(before, [toFinland], about, everybody))).toBe('mention_outside_audience')
  expect(codeOf(mayReply(before, [{ kind: 'delegation', country: 'DK' }], about, everybody))).toBe('ok')
})

it('[D69] a thread that its one author removed, and nobody touched, is gone and counts for nothing', () => {
  const gone = thread({ comments: [said(drafterFi, 'FI', ['a', null])] })
  expect([isGone(gone), isGone(thread())]).toEqual([true, false])
  expect(countThreads([gone], null)).toEqual({ open: 0, toClose: 0 })
})

it('[D69] one that anybody did something about stays, and nobody lifts the hold of another by removing their words', () => {
  const removed = said(drafterDk, 'DK', ['a', null])
  const held = thread({ comments: [removed], turns: [turn('must_close', 'FI')] })
  const answered = thread({ comments: [removed, said(drafterFi, 'FI', ['b', null])] })
  expect([isGone(held), isGone(answered)]).toEqual([false, false])
  expect(countThreads([held], null)).toEqual({ open: 1, toClose: 1 })
  expect(countThreads([answered], null)).toEqual({ open: 1, toClose: 0 })
  expect(codeOf(mayTurn(held, 'close', as(drafterDk)))).toBe('ok')
})

it('[D70] nobody comments on a position that is over', () => {
  const over = positionStatuses.filter((status) => {
    const asking = as(leadFi, { subject: { ...subject, life: lives[status] } })
    const answers = [
      mayRaise(null, [], asking, everybody),
      mayReply(thread(), [], asking, everybody),
      ...turnKinds.map((kind) => mayTurn(thread(), kind, asking)),
    ].map(codeOf)
    return answers[0] === 'state_conflict' && answers.every((code) => code === 'state_conflict')
  })
  // A draft that is not shared is the penholder's alone, and Finland is not the penholder here.
  expect(over).toEqual(['closed', 'withdrawn', 'superseded'])
})

it('the roles of a delegation are these three', () => {
  const inside = (role: Role) =>
    isInAudience('FI', as(someone('one', [buildGrant(role, 'FI', { readsDrafts: true })])))
  const all: readonly Role[] = [
    'drafter',
    'lead',
    'delegate',
    'observer',
    'secretariat',
    'registrar',
    'administrator',
  ]
  expect(all.filter(inside)).toEqual(['drafter', 'lead', 'delegate'])
})

describe('[D71] whom a thread waits for', () => {
  const mentioning = (comment: Comment, mention: Mention): Comment => ({
    ...comment,
    wordings: [{ ...comment.wordings[0], mentions: [mention] }],
  })
  const toLead = mentioning(said(drafterDk, 'DK'), { kind: 'person', personId: 'lead-fi' })
  const toFinland = mentioning(said(drafterDk, 'DK'), { kind: 'delegation', country: 'FI' })
  const waitsFor = (more: Partial<Thread>, asked: Partial<Asking> = {}) =>
    [...everybody.values()].filter((one) => isAwaited(thread(more), as(one, asked))).map(({ id }) => id)

  it('a person, until they say something', () => {
    expect(waitsFor({ comments: [toLead] })).toEqual(['lead-fi'])
    expect(waitsFor({ comments: [toLead, said(drafterFi, 'FI')] })).toEqual(['lead-fi'])
    expect(waitsFor({ comments: [toLead, said(leadFi, 'FI')] })).toEqual([])
    expect(waitsFor({ comments: [said(leadFi, 'FI'), toLead] })).toEqual(['lead-fi'])
  })

  it('a delegation, until somebody speaks for it', () => {
    expect(waitsFor({ comments: [toFinland] })).toEqual(['drafter-fi', 'lead-fi', 'delegate-fi'])
    expect(waitsFor({ comments: [toFinland, said(secretariat, null)] })).toEqual([
      'drafter-fi',
      'lead-fi',
      'delegate-fi',
    ])
    expect(waitsFor({ comments: [toFinland, said(delegateFi, 'FI')] })).toEqual([])
  })

  it('nobody once it is closed, the comment removed, the position over, or outside its audience', () => {
    const removed: Comment = {
      ...toLead,
      wordings: [...toLead.wordings, { text: null, mentions: [], at: now }],
    }
    expect(waitsFor({ comments: [toLead], turns: [turn('close')] })).toEqual([])
    expect(waitsFor({ comments: [said(drafterDk, 'DK'), removed] })).toEqual([])
    expect(waitsFor({ comments: [toLead] }, { subject: { ...subject, life: lives.withdrawn } })).toEqual([])
    expect(waitsFor({ comments: [toLead], audience: 'DK' })).toEqual([])
  })
})
