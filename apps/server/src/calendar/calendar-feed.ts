import { can, isLocked, type Person, type Position } from '@samsyn/domain'
import type { Tables } from '@samsyn/storage'
import ical, { ICalEventStatus } from 'ical-generator'
import { tzlib_get_ical_block } from 'timezones-ical-library'
import { nameOf } from '../mail/letter.ts'
import { mailWords } from '../mail/mail-words.ts'

const timezone = 'Europe/Brussels'
/** What ended longer ago than this is left out, in milliseconds. */
const keptFor = 60 * 24 * 60 * 60 * 1000

/**
 * A person's deadlines and meetings as iCalendar (RFC 5545). A calendar goes where no marking goes along: like mails it names
 * a position only where that is public, and meetings by their forum alone.
 */
export async function calendarFeed(
  person: Person,
  { tables, origin, now }: { readonly tables: Tables; readonly origin: string; readonly now: string },
): Promise<string> {
  const { language } = person
  const words = mailWords[language]
  const host = new URL(origin).hostname
  const calendar = ical({
    name: 'Samsyn',
    prodId: { company: 'Samsyn', product: 'Samsyn', language: language.toUpperCase() },
  })
  calendar.timezone({ name: timezone, generator: (zone) => tzlib_get_ical_block(zone)[0] ?? null })
  const at = (instant: string) => Temporal.Instant.from(instant)
  const isRecent = (instant: string) => Date.parse(now) - Date.parse(instant) < keptFor
  for (const position of await tables.positions.withOpenRounds()) {
    if (position.life.status !== 'in_sign_off' || isLocked(position, null)) continue
    if (!can(person, 'version.read', position, now)) continue
    const { id, deadline, openedAt, version } = position.life.round
    calendar.createEvent({
      id: `round-${id}@${host}`,
      start: at(deadline),
      end: at(deadline),
      stamp: at(openedAt),
      timezone,
      summary: words.deadline(nameOf(position, language)),
      url: `${origin}/positions/${position.id}/versions/${version.number}`,
    })
  }
  const corrected = await correctedTexts(person, { tables, now })
  const forums = new Map((await tables.forums.all()).map((forum) => [forum.id, forum.shortName]))
  for (const { id, forumId, startsAt, endsAt, status } of await tables.meetings.all()) {
    if (!isRecent(endsAt) || status === 'postponed') continue
    const lines = corrected
      .filter(({ meetingId }) => meetingId === id)
      .map(({ position, count }) => words.corrigenda(nameOf(position, language), count))
    calendar.createEvent({
      id: `meeting-${id}@${host}`,
      start: at(startsAt),
      end: at(endsAt),
      stamp: at(startsAt),
      timezone,
      summary: words.meeting(forums.get(forumId) ?? ''),
      url: `${origin}/meetings/${id}`,
      ...(lines.length > 0 ? { description: lines.join('\n') } : {}),
      ...(status === 'cancelled' ? { status: ICalEventStatus.CANCELLED } : {}),
    })
  }
  return calendar.toString()
}

/** The final texts in force on agendas that somebody may read and that corrigenda were issued of. */
async function correctedTexts(
  person: Person,
  { tables, now }: { readonly tables: Tables; readonly now: string },
): Promise<readonly { readonly meetingId: string; readonly position: Position; readonly count: number }[]> {
  const issued = await tables.releases.issuedCorrigenda()
  if (issued.size === 0) return []
  const meetingOf = new Map((await tables.agendaItems.all()).map(({ id, meetingId }) => [id, meetingId]))
  return (await tables.positions.all()).flatMap((position) => {
    const meetingId = meetingOf.get(position.agendaItemId ?? '')
    const count = issued.get(position.releaseInForce ?? '')
    if (meetingId === undefined || count === undefined || isLocked(position, null)) return []
    return can(person, 'release.read', position, now) ? [{ meetingId, position, count }] : []
  })
}
