import {
  type AgendaItem,
  type Dossier,
  type Forum,
  type Meeting,
  type Ministry,
  usualReservationEffects,
} from '@samsyn/domain'
import type { Selectable } from 'kysely'
import type { Connection } from '../connection.ts'
import type { Database } from '../schema.ts'
import type { AgendaItemsTable, ForumsTable, MeetingsTable, ReferenceTable } from '../tables.ts'

export function ministriesTable({ db }: Connection): ReferenceTable<Ministry> {
  const select = () => db.selectFrom('ministries').selectAll().orderBy('country').orderBy('id')
  const read = (row: Selectable<Database['ministries']>): Ministry => ({
    id: row.id,
    country: row.country,
    name: row.name,
    nameInEnglish: row.name_in_english,
  })
  return {
    async insert({ id, country, name, nameInEnglish }) {
      await db
        .insertInto('ministries')
        .values({ id, country, name, name_in_english: nameInEnglish })
        .execute()
    },
    all: async () => (await select().execute()).map(read),
    byId: async (id) => one(await select().where('id', '=', id).execute(), read),
  }
}

export function forumsTable({ db, dialect }: Connection): ForumsTable {
  const select = () => db.selectFrom('forums').selectAll().orderBy('short_name').orderBy('id')
  const read = (row: Selectable<Database['forums']>): Forum => ({
    id: row.id,
    kind: row.kind,
    shortName: row.short_name,
    name: JSON.parse(row.name),
    participation: JSON.parse(row.participation),
    reservationEffects:
      row.reservation_effects === null ? usualReservationEffects : JSON.parse(row.reservation_effects),
  })
  return {
    async insert({ id, kind, shortName, name, participation, reservationEffects }) {
      await db
        .insertInto('forums')
        .values({
          id,
          kind,
          short_name: shortName,
          name: JSON.stringify(name),
          participation: JSON.stringify(participation),
          reservation_effects: JSON.stringify(reservationEffects),
        })
        .execute()
    },
    async update({ id, shortName, name, reservationEffects }) {
      const facts = {
        short_name: shortName,
        name: JSON.stringify(name),
        reservation_effects: JSON.stringify(reservationEffects),
      }
      await db.updateTable('forums').set(facts).where('id', '=', id).execute()
    },
    async byIdAlone(id) {
      const rows = await select()
        .where('id', '=', id)
        .$if(db.isTransaction && dialect === 'postgres', (query) => query.forNoKeyUpdate())
        .execute()
      return one(rows, read)
    },
    all: async () => (await select().execute()).map(read),
    byId: async (id) => one(await select().where('id', '=', id).execute(), read),
  }
}

export function dossiersTable({ db }: Connection): ReferenceTable<Dossier> {
  const select = () => db.selectFrom('dossiers').selectAll().orderBy('title').orderBy('id')
  const read = (row: Selectable<Database['dossiers']>): Dossier => ({
    id: row.id,
    title: row.title,
    references: JSON.parse(row.reference_list),
    legalBasis: row.legal_basis,
    stage: row.stage,
    asOf: row.as_of,
    applicability: JSON.parse(row.applicability),
  })
  return {
    async insert({ id, title, references, legalBasis, stage, asOf, applicability }) {
      await db
        .insertInto('dossiers')
        .values({
          id,
          title,
          reference_list: JSON.stringify(references),
          legal_basis: legalBasis,
          stage,
          as_of: asOf,
          applicability: JSON.stringify(applicability),
        })
        .execute()
    },
    all: async () => (await select().execute()).map(read),
    byId: async (id) => one(await select().where('id', '=', id).execute(), read),
  }
}

export function meetingsTable({ db, dialect }: Connection): MeetingsTable {
  const select = () => db.selectFrom('meetings').selectAll().orderBy('starts_at').orderBy('id')
  const read = (row: Selectable<Database['meetings']>): Meeting => ({
    id: row.id,
    forumId: row.forum_id,
    title: row.title,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    place: row.place,
    status: row.status,
    isChathamHouse: row.is_chatham_house === 1,
  })
  const factsOf = ({ title, startsAt, endsAt, place, status, isChathamHouse }: Meeting) => ({
    title,
    starts_at: startsAt,
    ends_at: endsAt,
    place,
    status,
    is_chatham_house: Number(isChathamHouse),
  })
  return {
    async insert(meeting) {
      const { id, forumId } = meeting
      await db
        .insertInto('meetings')
        .values({ id, forum_id: forumId, ...factsOf(meeting) })
        .execute()
    },
    async update(meeting) {
      await db.updateTable('meetings').set(factsOf(meeting)).where('id', '=', meeting.id).execute()
    },
    all: async () => (await select().execute()).map(read),
    async byIdAlone(id) {
      const rows = await select()
        .where('id', '=', id)
        .$if(db.isTransaction && dialect === 'postgres', (query) => query.forNoKeyUpdate())
        .execute()
      return one(rows, read)
    },
    byId: async (id) => one(await select().where('id', '=', id).execute(), read),
  }
}

export function agendaItemsTable({ db }: Connection): AgendaItemsTable {
  const select = () => db.selectFrom('agenda_items').selectAll().orderBy('meeting_id').orderBy('id')
  const read = (row: Selectable<Database['agenda_items']>): AgendaItem => ({
    id: row.id,
    meetingId: row.meeting_id,
    number: row.number,
    title: row.title,
    kind: row.kind,
    documents: JSON.parse(row.documents),
    dossierId: row.dossier_id,
  })
  const factsOf = ({ number, title, kind, documents, dossierId }: AgendaItem) => ({
    number,
    title,
    kind,
    documents: JSON.stringify(documents),
    dossier_id: dossierId,
  })
  return {
    async insert(item) {
      const { id, meetingId } = item
      await db
        .insertInto('agenda_items')
        .values({ id, meeting_id: meetingId, ...factsOf(item) })
        .execute()
    },
    async update(item) {
      await db.updateTable('agenda_items').set(factsOf(item)).where('id', '=', item.id).execute()
    },
    all: async () => (await select().execute()).map(read),
    byId: async (id) => one(await select().where('id', '=', id).execute(), read),
    async byMeeting(meetingId) {
      const rows = await select().where('meeting_id', '=', meetingId).execute()
      return rows.map(read).sort((left, right) => byNumber.compare(left.number, right.number))
    },
  }
}

const byNumber = new Intl.Collator('en', { numeric: true })

function one<Row, Value>(rows: readonly Row[], read: (row: Row) => Value): Value | null {
  const [row] = rows
  return row === undefined ? null : read(row)
}
