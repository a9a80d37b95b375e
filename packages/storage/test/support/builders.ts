import {
  type AgendaItem,
  type Corrigendum,
  type CreatePosition,
  corrigendumFormat,
  createPosition,
  type Dossier,
  type Forum,
  type Meeting,
  type Ministry,
  type Person,
  type Position,
  type Transition,
  usualReservationEffects,
} from '@samsyn/domain'
import type { Storage } from '../../src/index.ts'

export const now = '2026-03-02T08:00:00.000Z'
export const deadline = '2026-03-05T11:00:00.000Z'
export const afterDeadline = '2026-03-05T11:00:00.001Z'

/** A corrigendum of `release-1` that runs. */
export function corrigendumOf(id: string, more: Partial<Corrigendum> = {}): Corrigendum {
  return {
    id,
    text: {
      format: corrigendumFormat,
      corrigendumId: id,
      position: { id: 'position-1', title: 'Räksmörgås' },
      release: { id: 'release-1', reference: 'SAMSYN 1' },
      version: { number: 1, contentHash: 'a'.repeat(64) },
      section: { id: 'section-1', title: 'Comments' },
      passage: 'Article 12(3)',
      reading: 'Article 13(2) – þæö €',
      reason: 'The articles were renumbered.',
    },
    contentHash: 'c'.repeat(64),
    deadline,
    proposedBy: drafter.id,
    proposedAt: now,
    ending: null,
    ...more,
  }
}

export const ministry: Ministry = {
  id: 'ministry-se',
  country: 'SE',
  name: 'Justitiedepartementet',
  nameInEnglish: 'Ministry of Justice',
}

export const forum: Forum = {
  id: 'forum-ixim',
  kind: 'working_party',
  shortName: 'IXIM',
  name: {
    en: 'Working Party on JHA Information Exchange',
    sv: 'Arbetsgruppen för informationsutbyte på RIF-området',
    da: 'Gruppen vedrørende RIA-informationsudveksling',
    nb: 'Arbeidsgruppen for informasjonsutveksling',
    fi: 'OSA-tiedonvaihtotyöryhmä',
    is: 'Vinnuhópur um upplýsingaskipti',
  },
  participation: { DK: 'member', FI: 'member', IS: 'associated', NO: 'associated', SE: 'member' },
  reservationEffects: usualReservationEffects,
}

export const dossier: Dossier = {
  id: 'dossier-1',
  title: 'Regulation on something digital',
  references: ['COM(2025) 1', 'ST 1234/26'],
  legalBasis: 'Article 87(2) TFEU',
  stage: 'Working party',
  asOf: '2026-03-01',
  applicability: { DK: 'opt_out', FI: 'bound', IS: 'eea_relevant', NO: 'to_be_checked', SE: 'bound' },
}

export const meeting: Meeting = {
  id: 'meeting-1',
  forumId: forum.id,
  title: 'IXIM, 12 March',
  startsAt: '2026-03-12T09:00:00.000Z',
  endsAt: '2026-03-12T16:00:00.000Z',
  place: 'Justus Lipsius, Brussels',
  status: 'agenda_received',
  isChathamHouse: true,
}

export const agendaItem: AgendaItem = {
  id: 'item-1',
  meetingId: meeting.id,
  number: '4 a',
  title: 'Progress',
  kind: 'progress_report',
  documents: ['ST 1234/26 REV 1'],
  dossierId: dossier.id,
}

export const drafter: Person = {
  id: 'person-astrid',
  name: 'Astrid Lind',
  country: 'SE',
  ministryId: ministry.id,
  language: 'sv',
  isDisabled: false,
  deputyships: [],
  grants: [
    {
      role: 'lead',
      country: 'SE',
      scope: { kind: 'forum', forumId: forum.id },
      readsDrafts: false,
      validFrom: '2026-01-01T00:00:00.000Z',
      validTo: null,
    },
    {
      role: 'drafter',
      country: 'SE',
      scope: { kind: 'everything' },
      readsDrafts: true,
      validFrom: '2026-01-01T00:00:00.000Z',
      validTo: '2026-07-01T00:00:00.000Z',
    },
    {
      role: 'delegate',
      country: 'SE',
      scope: { kind: 'dossier', dossierId: dossier.id },
      readsDrafts: false,
      validFrom: '2025-01-01T00:00:00.000Z',
      validTo: null,
    },
  ],
}

export const secretary: Person = {
  id: 'person-sigrun',
  name: 'Sigrún Jónsdóttir',
  country: null,
  ministryId: null,
  language: 'is',
  isDisabled: true,
  deputyships: [],
  grants: [],
}

/** What every position rests on. */
export async function insertReferences({ transaction }: Storage): Promise<void> {
  await transaction(async (tables) => {
    await tables.ministries.insert(ministry)
    await tables.forums.insert(forum)
    await tables.dossiers.insert(dossier)
    await tables.meetings.insert(meeting)
    await tables.agendaItems.insert(agendaItem)
    await tables.people.insert(drafter)
    await tables.people.insert(secretary)
  })
}

/** The creation of a position of three countries, Sweden holding the pen. */
export function buildPosition(changes: Partial<CreatePosition> = {}): Transition {
  const created = createPosition(
    {
      id: 'position-1',
      title: 'Joint position on access to data',
      dossierId: dossier.id,
      forumId: forum.id,
      agendaItemId: agendaItem.id,
      instrument: 'joint_position',
      parties: ['DK', 'NO', 'SE'],
      penholder: 'SE',
      draftingLanguage: 'en',
      marking: 'parties',
      ...changes,
    },
    { now, personId: drafter.id },
  )
  if (!created.ok) throw new Error(`The position was refused: ${created.refusal.code}`)
  return created.value
}

/** Stores a new position and returns it. */
export async function insertPosition(
  { tables }: Pick<Storage, 'tables'>,
  changes: Partial<CreatePosition> = {},
): Promise<Position> {
  const created = buildPosition(changes)
  await tables.positions.insert(created)
  return created.position
}
