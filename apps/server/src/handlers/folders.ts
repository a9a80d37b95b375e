import {
  type CountryCode,
  can,
  type DelegationContact,
  decidingAs,
  isCalledOff,
  isLocked,
  issuedCorrigenda,
  type Ministry,
  ok,
  type Position,
  refuse,
  withoutLocks,
} from '@samsyn/domain'
import type { MeetingFolder } from '@samsyn/protocol'
import { type Directory, loadDirectory } from '../directory.ts'
import type { Handlers } from '../http/api.ts'
import { namedIn } from '../named-contacts.ts'
import { releaseText } from '../release-text.ts'
import { agendaItemCard, agendaOf } from '../views/agenda.ts'
import { meetingSummary } from '../views/positions.ts'
import { atTheTableView, meetingOf } from '../views/reports.ts'
import type { HandlerContext } from './context.ts'
import { reportedOf } from './reports.ts'

type Item = MeetingFolder['agenda'][number]
type Entry = Item['entries'][number]
type Earlier = Item['earlier'][number]

/** What is read from at a meeting. */
export function folderHandlers({ storage: { tables }, clock }: HandlerContext): Pick<Handlers, 'getFolder'> {
  async function entryOf(
    position: Position,
    asking: Parameters<typeof releaseText>[2],
  ): Promise<Entry | null> {
    const { person, now, directory } = asking
    const isKnown = can(person, 'position.read', position, now)
    const readsFinal = can(person, 'release.read', withoutLocks(position), now)
    const [newest] = readsFinal ? await tables.releases.byPosition(position.id) : []
    const inForce =
      newest && position.releaseInForce !== null
        ? await tables.releases.byId(position.releaseInForce)
        : newest
    if (!isKnown && !inForce) return null
    const isLockedForReader = isLocked(position, null)
    const release =
      inForce && !isLockedForReader ? await releaseText(tables, { release: inForce, position }, asking) : null
    return {
      positionId: position.id,
      title: inForce?.title ?? position.title,
      draftingLanguage: inForce?.draftingLanguage ?? position.draftingLanguage,
      marking: position.marking,
      releasableTo: [...position.releasableTo],
      release,
      isWithdrawn: position.life.status === 'withdrawn',
      isLocked: isLockedForReader,
      contacts: isKnown
        ? contactsOf(position, directory, { now, named: await namedIn(tables, position, { directory, now }) })
        : [],
    }
  }

  /** What came of a position; null where the person may not know, or there is nothing to know yet. */
  async function outcomeOf(
    position: Position,
    { person, now, directory }: Parameters<typeof releaseText>[2],
  ): Promise<Earlier | null> {
    if (!can(person, 'position.read', position, now) || !can(person, 'report.read', position, now))
      return null
    const became = atTheTableView(await reportedOf(tables, position), directory, { person, now })
    if (!became) return null
    const [release] = can(person, 'release.read', position, now)
      ? await tables.releases.byPosition(position.id)
      : []
    // It never came to a table.
    if (!release && became.stage === 'draft') return null
    const meeting = meetingOf(position, directory)
    const { stage, outcome, dividingLine, nextStep, followUps } = became
    return {
      positionId: position.id,
      title: release?.title ?? position.title,
      draftingLanguage: release?.draftingLanguage ?? position.draftingLanguage,
      meeting: meeting && { id: meeting.id, title: meeting.title, startsAt: meeting.startsAt },
      release: release
        ? {
            id: release.id,
            reference: release.reference,
            issuedCorrigenda: issuedCorrigenda(release.corrigenda).length,
          }
        : null,
      stage,
      outcome,
      dividingLine,
      nextStep,
      followUps: followUps.map(({ id, action, owner, due, state }) => ({ id, action, owner, due, state })),
    }
  }

  return {
    getFolder: async ({ params, query, session: { person } }) => {
      const directory = await loadDirectory(tables)
      if (!directory.meetings.has(params.meetingId)) return refuse({ code: 'not_found' })
      const now = clock.now()
      const positions = await tables.positions.all()
      const meeting = meetingSummary(params.meetingId, directory)
      const asking = { person, now, directory, language: query.language ?? null }
      const agenda: Item[] = []
      for (const item of agendaOf(params.meetingId, directory)) {
        const entries: Entry[] = []
        const dossiers = new Set([item.dossierId])
        for (const position of positions.filter(({ agendaItemId }) => agendaItemId === item.id)) {
          const entry = await entryOf(position, asking)
          if (!entry) continue
          entries.push(entry)
          dossiers.add(position.dossierId)
        }
        const earlier: Earlier[] = []
        for (const position of positions) {
          if (!dossiers.has(position.dossierId) || position.agendaItemId === item.id) continue
          const before = meetingOf(position, directory)
          if (before && (isCalledOff(before) || before.startsAt >= meeting.startsAt)) continue
          const outcome = await outcomeOf(position, asking)
          if (outcome) earlier.push(outcome)
        }
        agenda.push({
          ...agendaItemCard(item, directory),
          entries: entries.sort(inForceFirst),
          earlier: earlier.sort(lastFirst),
        })
      }
      const workspace = await tables.workspace.get()
      return ok({
        ...meeting,
        isSample: workspace?.isSample ?? false,
        agenda,
      })
    },
  }
}

/** Who leads for each party, as the offices that they sit in. */
function contactsOf(
  position: Position,
  { people, ministries }: Directory,
  { now, named }: { readonly now: string; readonly named: readonly DelegationContact[] },
): Entry['contacts'] {
  const subject = withoutLocks(position)
  const officesOf = (country: CountryCode): Ministry[] => {
    const leads = [...people.values()].filter((person) => {
      const deciding = decidingAs(person, subject, now)
      return deciding.ok && deciding.value.country === country && deciding.value.deputyFor === null
    })
    const ids = new Set(leads.flatMap(({ ministryId }) => (ministryId === null ? [] : [ministryId])))
    return [...ids].flatMap((id) => ministries.get(id) ?? []).map((ministry) => ({ ...ministry }))
  }
  const { parties, penholder } = position
  return [penholder, ...parties.filter((country) => country !== penholder)].map((country) => ({
    country,
    isPenholder: country === penholder,
    ministries: officesOf(country),
    person: personOf(named.find((contact) => contact.country === country)),
  }))
}

function personOf(contact: DelegationContact | undefined): Entry['contacts'][number]['person'] {
  return contact ? { name: contact.name, phone: contact.phone, mail: contact.mail } : null
}

/** What was on no agenda is told before what was. */
function lastFirst({ meeting: one }: Earlier, { meeting: other }: Earlier): number {
  if (!one || !other) return Number(one !== null) - Number(other !== null)
  return other.startsAt.localeCompare(one.startsAt)
}

/** What is read from comes first, what must not be read from any more last. */
function inForceFirst(one: Entry, other: Entry): number {
  return placeOf(one) - placeOf(other) || one.title.localeCompare(other.title, 'en')
}

function placeOf({ release, isWithdrawn }: Entry): number {
  if (!release) return isWithdrawn ? 3 : 1
  return release.supersededBy === null && !isWithdrawn ? 0 : 2
}
