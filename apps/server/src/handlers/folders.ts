import {
  type CountryCode,
  can,
  decidingAs,
  isLocked,
  type Ministry,
  ok,
  type Position,
  refuse,
  withoutLocks,
} from '@samsyn/domain'
import type { MeetingFolder } from '@samsyn/protocol'
import { type Directory, loadDirectory } from '../directory.ts'
import type { Handlers } from '../http/api.ts'
import { releaseText } from '../release-text.ts'
import { agendaItemCard, agendaOf } from '../views/agenda.ts'
import { meetingSummary } from '../views/positions.ts'
import type { HandlerContext } from './context.ts'

type Entry = MeetingFolder['agenda'][number]['entries'][number]

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
      contacts: isKnown ? contactsOf(position, directory, now) : [],
    }
  }

  return {
    getFolder: async ({ params, query, session: { person } }) => {
      const directory = await loadDirectory(tables)
      if (!directory.meetings.has(params.meetingId)) return refuse({ code: 'not_found' })
      const now = clock.now()
      const positions = await tables.positions.all()
      const agenda: MeetingFolder['agenda'] = []
      for (const item of agendaOf(params.meetingId, directory)) {
        const entries: Entry[] = []
        for (const position of positions.filter(({ agendaItemId }) => agendaItemId === item.id)) {
          const entry = await entryOf(position, { person, now, directory, language: query.language ?? null })
          if (entry) entries.push(entry)
        }
        agenda.push({ ...agendaItemCard(item, directory), entries: entries.sort(inForceFirst) })
      }
      const workspace = await tables.workspace.get()
      return ok({
        ...meetingSummary(params.meetingId, directory),
        isSample: workspace?.isSample ?? false,
        agenda,
      })
    },
  }
}

/** Who leads for each party, as the offices that they sit in. */
function contactsOf(position: Position, { people, ministries }: Directory, now: string): Entry['contacts'] {
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
  }))
}

/** What is read from comes first, what must not be read from any more last. */
function inForceFirst(one: Entry, other: Entry): number {
  return placeOf(one) - placeOf(other) || one.title.localeCompare(other.title, 'en')
}

function placeOf({ release, isWithdrawn }: Entry): number {
  if (!release) return isWithdrawn ? 3 : 1
  return release.supersededBy === null && !isWithdrawn ? 0 : 2
}
