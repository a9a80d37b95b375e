import { randomUUID } from 'node:crypto'
import { usualReservationEffects } from '@samsyn/domain'
import type { RouteBody } from '@samsyn/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const facts = {
  title: 'Council, 12 March',
  startsAt: '2099-03-12T09:00:00.000Z',
  endsAt: '2099-03-12T17:00:00.000Z',
  place: 'Brussels, Europa building',
  isChathamHouse: false,
}
const newForum = {
  kind: 'new',
  forumKind: 'expert_group',
  shortName: 'Experts',
  name: 'Group of experts',
  participation: { DK: 'member', FI: 'member', IS: 'invited', NO: 'associated', SE: 'member' },
} as const
const newDossier: Extract<RouteBody<'addAgendaItem'>['dossier'], { kind: 'new' }> = {
  kind: 'new',
  title: 'A proposal',
  references: ['COM(2099) 1'],
  legalBasis: null,
  stage: 'Before the first reading',
  applicability: { DK: 'to_be_checked', FI: 'bound', IS: 'eea_relevant', NO: 'eea_relevant', SE: 'bound' },
}
const item: Omit<RouteBody<'addAgendaItem'>, 'id'> = {
  number: '7',
  title: 'A proposal: state of play',
  kind: 'progress_report',
  documents: ['ST 1/99'],
  dossier: newDossier,
}

const asNew = (facts: typeof item): RouteBody<'addAgendaItem'> => ({ id: randomUUID(), ...facts })

describe('setting meetings up', () => {
  let server: TestServer
  let secretary: Client
  beforeAll(async () => {
    server = await startTestServer()
    secretary = await server.signIn('secretariat')
  })
  afterAll(() => server.stop())

  const setUp = (forum: RouteBody<'addMeeting'>['forum'] = newForum) =>
    secretary.call('addMeeting', { body: { id: randomUUID(), ...facts, forum } })

  it('[A700] a meeting of a new forum is there for everybody, with an item on a new dossier, and a position begins on it', async () => {
    const meeting = await setUp()
    expect(meeting).toMatchObject({
      ...facts,
      status: 'planned',
      agenda: [],
      forum: { shortName: 'Experts' },
    })
    expect(meeting.forum.name).toMatchObject({ en: 'Group of experts', fi: 'Group of experts' })
    const params = { meetingId: meeting.id }
    const { agenda } = await secretary.call('addAgendaItem', { params, body: asNew(item) })
    expect(agenda).toMatchObject([{ number: '7', documents: ['ST 1/99'], dossier: { title: 'A proposal' } }])
    const drafter = await server.signIn('drafter-fi')
    const seen = await drafter.call('getMeeting', { params })
    expect(seen.agenda).toEqual(agenda)
    const dossier = (await drafter.call('listDossiers')).find(({ title }) => title === 'A proposal')
    expect(dossier).toMatchObject({ references: ['COM(2099) 1'], stage: 'Before the first reading' })
    const position = await drafter.call('createPosition', {
      body: {
        title: 'Joint position on a proposal',
        agendaItemId: agenda[0]?.id ?? '',
        dossierId: dossier?.id ?? '',
        instrument: 'joint_position',
        parties: ['FI', 'SE'],
        penholder: 'FI',
        draftingLanguage: 'en',
        marking: 'parties',
      },
    })
    expect(position.status).toBe('draft')
    // Another meeting of the same forum, and another item on the same dossier, double neither.
    const again = await setUp({ kind: 'known', forumId: meeting.forum.id })
    const body: RouteBody<'addAgendaItem'> = {
      ...asNew(item),
      dossier: { kind: 'known', dossierId: dossier?.id ?? '' },
    }
    await secretary.call('addAgendaItem', { params: { meetingId: again.id }, body })
    expect(
      (await drafter.call('listForums')).filter(({ shortName }) => shortName === 'Experts'),
    ).toHaveLength(1)
    expect((await drafter.call('listDossiers')).filter(({ title }) => title === 'A proposal')).toHaveLength(1)
  })

  it('[A701] what is said of a meeting anew is of what was looked at, and its state goes where it may', async () => {
    const { id } = await setUp()
    const params = { meetingId: id }
    const was = { ...facts, status: 'planned' } as const
    const becomes = { ...was, status: 'postponed', place: 'By video' } as const
    const changed = await secretary.call('changeMeeting', { params, body: { was, becomes } })
    expect(changed).toMatchObject({ status: 'postponed', place: 'By video' })
    const stale = { was, becomes: { ...was, title: 'Another' } }
    await expect(secretary.call('changeMeeting', { params, body: stale })).rejects.toMatchObject({
      code: 'calendar_changed',
    })
    const back = { was: becomes, becomes: { ...becomes, status: 'held' } } as const
    await expect(secretary.call('changeMeeting', { params, body: back })).rejects.toMatchObject({
      code: 'meeting_state',
    })
    const reversed = { ...becomes, startsAt: facts.endsAt, endsAt: facts.startsAt }
    await expect(
      secretary.call('changeMeeting', { params, body: { was: becomes, becomes: reversed } }),
    ).rejects.toMatchObject({ code: 'invalid_request' })
    expect(await secretary.call('getMeeting', { params })).toMatchObject(becomes)
    // Of two who change it at once, one does.
    const both = await Promise.allSettled(
      ['In Tampere', 'In Oslo'].map((place) =>
        secretary.call('changeMeeting', {
          params,
          body: { was: becomes, becomes: { ...becomes, place } },
        }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('[A702] an item is said anew, by a number of its own, and with what was looked at', async () => {
    const { id } = await setUp()
    const params = { meetingId: id }
    const none = { kind: 'none' } as const
    const { agenda } = await secretary.call('addAgendaItem', {
      params,
      body: asNew({ ...item, dossier: none }),
    })
    const itemId = agenda[0]?.id ?? ''
    const two = { ...item, number: '8', dossier: none }
    await secretary.call('addAgendaItem', { params, body: asNew(two) })
    await expect(secretary.call('addAgendaItem', { params, body: asNew(two) })).rejects.toMatchObject({
      code: 'agenda_number_taken',
    })
    const { dossier: _dossier, ...looked } = item
    const was = { ...looked, dossierId: null }
    const of = { params: { ...params, itemId } }
    const taken = { was, becomes: { ...looked, number: '8', dossier: none } }
    await expect(secretary.call('changeAgendaItem', { ...of, body: taken })).rejects.toMatchObject({
      code: 'agenda_number_taken',
    })
    const becomes = { ...looked, title: 'Renamed', dossier: newDossier }
    const changed = await secretary.call('changeAgendaItem', { ...of, body: { was, becomes } })
    expect(changed.agenda[0]).toMatchObject({
      id: itemId,
      title: 'Renamed',
      dossier: { title: 'A proposal' },
    })
    await expect(secretary.call('changeAgendaItem', { ...of, body: { was, becomes } })).rejects.toMatchObject(
      {
        code: 'calendar_changed',
      },
    )
    await expect(
      secretary.call('changeAgendaItem', {
        params: { ...params, itemId: 'none' },
        body: { was, becomes },
      }),
    ).rejects.toMatchObject({ code: 'not_found' })
    const unknown = { ...two, number: '9', dossier: { kind: 'known', dossierId: 'none' } } as const
    await expect(secretary.call('addAgendaItem', { params, body: asNew(unknown) })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(setUp({ kind: 'known', forumId: 'none' })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[A703] what is sent once more is there once, and the log has who set up and changed what', async () => {
    const id = randomUUID()
    const body = { id, ...facts, forum: newForum }
    const forums = (await secretary.call('listForums')).length
    await secretary.call('addMeeting', { body })
    await secretary.call('addMeeting', { body })
    expect((await secretary.call('listForums')).length).toBe(forums + 1)
    const params = { meetingId: id }
    const seventh = asNew({ ...item, dossier: { kind: 'none' } })
    await secretary.call('addAgendaItem', { params, body: seventh })
    expect((await secretary.call('addAgendaItem', { params, body: seventh })).agenda).toHaveLength(1)
    const was = { ...facts, status: 'planned' } as const
    const becomes = { ...was, status: 'cancelled' } as const
    await secretary.call('changeMeeting', { params, body: { was, becomes } })
    const told = (await server.storage.tables.events.ofAccounts())
      .filter(({ event }) => 'meetingId' in event && event.meetingId === id)
      .sort((one, other) => one.sequence - other.sequence)
    expect(told.map(({ personId, event }) => [personId, event.type])).toEqual([
      ['secretariat', 'meeting.set_up'],
      ['secretariat', 'agenda.changed'],
      ['secretariat', 'meeting.changed'],
    ])
    expect(told[2]?.event).toMatchObject({ before: { status: 'planned' }, after: { status: 'cancelled' } })
  })

  it('[D472] a meeting that has begun under the Chatham House Rule stays under it', async () => {
    const begun = { ...facts, startsAt: '2020-03-12T09:00:00.000Z', isChathamHouse: true }
    const id = randomUUID()
    await secretary.call('addMeeting', { body: { id, ...begun, forum: newForum } })
    const was = { ...begun, status: 'planned' } as const
    const lifted = { was, becomes: { ...was, isChathamHouse: false } }
    const params = { meetingId: id }
    await expect(secretary.call('changeMeeting', { params, body: lifted })).rejects.toMatchObject({
      code: 'rule_stays',
    })
  })

  it('[A700] nobody but the secretariat does, and words that are classified go nowhere', async () => {
    for (const personId of ['lead-fi', 'drafter-fi', 'delegate-fi']) {
      const client = await server.signIn(personId)
      await expect(
        client.call('addMeeting', { body: { id: randomUUID(), ...facts, forum: newForum } }),
      ).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    const body = { id: randomUUID(), ...facts, title: 'SECRET UE/EU SECRET', forum: newForum }
    await expect(secretary.call('addMeeting', { body })).rejects.toMatchObject({ code: 'classified_words' })
  })

  it('[A714] a forum is said anew of what was looked at, for everybody at once; the log has what reservations do in it', async () => {
    const { forum } = await setUp()
    const { shortName, name, reservationEffects } = forum
    expect(reservationEffects).toEqual(usualReservationEffects)
    const params = { forumId: forum.id }
    const was = { shortName, name, reservationEffects }
    const becomes = {
      shortName: 'Experts’ group',
      name: { ...name, fi: 'Asiantuntijaryhmä' },
      reservationEffects: { ...usualReservationEffects, parliamentary_scrutiny: 'confirmed' as const },
    }
    const change = (body: RouteBody<'changeForum'>) => secretary.call('changeForum', { params, body })
    expect(await change({ was, becomes })).toEqual({ ...forum, ...becomes })
    const drafter = await server.signIn('drafter-fi')
    const seen = (await drafter.call('listForums')).find(({ id }) => id === forum.id)
    expect(seen).toEqual({ ...forum, ...becomes })
    await expect(change({ was, becomes: { ...was, shortName: 'Other' } })).rejects.toMatchObject({
      code: 'calendar_changed',
    })
    const both = await Promise.allSettled(
      ['One', 'Other'].map((called) => change({ was: becomes, becomes: { ...becomes, shortName: called } })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const events = (await server.storage.tables.events.ofAccounts()).toSorted(
      (one, other) => one.sequence - other.sequence,
    )
    const told = events.flatMap(({ event, personId }) =>
      event.type === 'forum.changed' && event.forumId === forum.id ? [{ event, personId }] : [],
    )
    expect(told[0]).toEqual({
      personId: 'secretariat',
      event: {
        type: 'forum.changed',
        forumId: forum.id,
        before: usualReservationEffects,
        after: becomes.reservationEffects,
      },
    })
    expect(told).toHaveLength(2)
  })
})
