import type { AgendaItem, Person } from '@samsyn/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '../../src/index.ts'
import {
  agendaItem,
  dossier,
  drafter,
  forum,
  insertReferences,
  meeting,
  ministry,
  now,
  secretary,
} from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

export function referencesContract(name: string, open: Open): void {
  describe(`workspace, calendar, people: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
    })
    afterEach(() => opened.close())

    it('[ST20] there is no workspace, then one, and never two', async () => {
      const workspace = { name: 'Nordic desk', isSample: true, createdAt: now }
      expect(await storage.tables.workspace.get()).toBeNull()
      await storage.tables.workspace.create(workspace)
      await expect(storage.tables.workspace.create({ ...workspace, name: 'Another' })).rejects.toThrow()
      expect(await storage.tables.workspace.get()).toStrictEqual(workspace)
    })

    it('[ST21] everything comes back as it went in', async () => {
      await insertReferences(storage)
      const { tables } = await opened.reopen()
      expect(await tables.ministries.byId(ministry.id)).toStrictEqual(ministry)
      expect(await tables.forums.byId(forum.id)).toStrictEqual(forum)
      expect(await tables.dossiers.byId(dossier.id)).toStrictEqual(dossier)
      expect(await tables.meetings.byId(meeting.id)).toStrictEqual(meeting)
      expect(await tables.agendaItems.byId(agendaItem.id)).toStrictEqual(agendaItem)
      expect(await tables.people.byId(drafter.id)).toStrictEqual(drafter)
      expect(await tables.people.byId(secretary.id)).toStrictEqual(secretary)
      expect(await tables.ministries.all()).toStrictEqual([ministry])
      expect(await tables.forums.all()).toStrictEqual([forum])
      expect(await tables.dossiers.all()).toStrictEqual([dossier])
      expect(await tables.meetings.all()).toStrictEqual([meeting])
      expect(await tables.agendaItems.all()).toStrictEqual([agendaItem])
      expect(await tables.people.all()).toStrictEqual([drafter, secretary])
    })

    it('[ST277] a meeting and an item of its agenda are said anew, one at a time, and nothing else with them', async () => {
      await insertReferences(storage)
      await storage.tables.meetings.insert({ ...meeting, id: 'meeting-2' })
      const moved = { ...meeting, title: 'Moved', status: 'postponed', isChathamHouse: true } as const
      const renamed = { ...agendaItem, number: '12', documents: ['ST 2/26'], dossierId: null }
      await storage.transaction(async (tables) => {
        expect(await tables.meetings.byIdAlone(meeting.id)).toStrictEqual(meeting)
        expect(await tables.meetings.byIdAlone('none')).toBeNull()
        await tables.meetings.update(moved)
        await tables.agendaItems.update(renamed)
      })
      const { tables } = await opened.reopen()
      expect(await tables.meetings.byId(meeting.id)).toStrictEqual(moved)
      expect(await tables.meetings.byId('meeting-2')).toStrictEqual({ ...meeting, id: 'meeting-2' })
      expect(await tables.agendaItems.all()).toStrictEqual([renamed])
    })

    it('[ST279] a forum is said anew, its names and what reservations do in it, and nothing else with it', async () => {
      await insertReferences(storage)
      await storage.tables.forums.insert({ ...forum, id: 'forum-2' })
      const said = {
        ...forum,
        shortName: 'Another',
        name: { ...forum.name, fi: 'Toinen' },
        reservationEffects: { ...forum.reservationEffects, scrutiny: 'confirmed' },
      } as const
      await storage.transaction(async (tables) => {
        expect(await tables.forums.byIdAlone(forum.id)).toStrictEqual(forum)
        expect(await tables.forums.byIdAlone('none')).toBeNull()
        await tables.forums.update({ ...said, kind: 'other', participation: noParticipation })
      })
      const { tables } = await opened.reopen()
      expect(await tables.forums.byId(forum.id)).toStrictEqual(said)
      expect(await tables.forums.byId('forum-2')).toStrictEqual({ ...forum, id: 'forum-2' })
    })

    it('[ST21] a dossier without legal basis and an item without dossier come back without', async () => {
      await insertReferences(storage)
      const bare = { ...dossier, id: 'dossier-2', legalBasis: null, references: [] }
      const item: AgendaItem = { ...agendaItem, id: 'item-2', dossierId: null, documents: [] }
      await storage.tables.dossiers.insert(bare)
      await storage.tables.agendaItems.insert(item)
      expect(await storage.tables.dossiers.byId('dossier-2')).toStrictEqual(bare)
      expect(await storage.tables.agendaItems.byId('item-2')).toStrictEqual(item)
    })

    it('[ST21] an unknown id gives null', async () => {
      const { ministries, forums, dossiers, meetings, agendaItems, people, positions, releases, versions } =
        storage.tables
      for (const table of [
        ministries,
        forums,
        dossiers,
        meetings,
        agendaItems,
        people,
        positions,
        releases,
      ]) {
        expect(await table.byId('nowhere')).toBeNull()
      }
      expect(await versions.byNumber('nowhere', 1)).toBeNull()
    })

    it('[ST22] lists have the same order on every database', async () => {
      await insertReferences(storage)
      const { ministries, people, meetings } = storage.tables
      for (const [id, country] of [
        ['b', 'FI'],
        ['a', 'FI'],
        ['c', 'DK'],
      ] as const) {
        await ministries.insert({ ...ministry, id, country })
      }
      expect((await ministries.all()).map(({ id }) => id)).toEqual(['c', 'a', 'b', ministry.id])
      for (const personName of ['Ö', 'a', 'Z', 'A']) {
        const person: Person = { ...secretary, id: `person-${personName}`, name: personName }
        await people.insert(person)
      }
      expect((await people.all()).map((person) => person.name)).toEqual([
        'A',
        drafter.name,
        secretary.name,
        'Z',
        'a',
        'Ö',
      ])
      await meetings.insert({ ...meeting, id: 'earlier', startsAt: '2026-03-01T09:00:00.000Z' })
      expect((await meetings.all()).map(({ id }) => id)).toEqual(['earlier', meeting.id])
    })

    it('[ST22] the agenda of a meeting goes by number, and has no other meeting’s items', async () => {
      await insertReferences(storage)
      const { meetings, agendaItems } = storage.tables
      await meetings.insert({ ...meeting, id: 'another' })
      await agendaItems.insert({ ...agendaItem, id: 'elsewhere', meetingId: 'another', number: '1' })
      for (const number of ['10', '2', '4 b', '1']) {
        await agendaItems.insert({ ...agendaItem, id: `item-no-${number}`, number })
      }
      const agenda = await agendaItems.byMeeting(meeting.id)
      expect(agenda.map(({ number }) => number)).toEqual(['1', '2', '4 a', '4 b', '10'])
    })

    it('[ST23] language and disabling are stored, for this person alone', async () => {
      await insertReferences(storage)
      const { people } = storage.tables
      await people.setLanguage(drafter.id, 'fi')
      await people.setDisabled(drafter.id, true)
      expect(await people.byId(drafter.id)).toStrictEqual({ ...drafter, language: 'fi', isDisabled: true })
      await people.setDisabled(drafter.id, false)
      expect(await people.byId(drafter.id)).toStrictEqual({ ...drafter, language: 'fi' })
      expect(await people.byId(secretary.id)).toStrictEqual(secretary)
    })

    it('[ST23] changing an unknown person throws', async () => {
      const { people } = storage.tables
      const code = { code: 'row_not_changeable' }
      await expect(people.setLanguage('nobody', 'fi')).rejects.toMatchObject(code)
      await expect(people.setDisabled('nobody', true)).rejects.toMatchObject(code)
    })
  })
}

const noParticipation = { DK: 'none', FI: 'none', IS: 'none', NO: 'none', SE: 'none' } as const
