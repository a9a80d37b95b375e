import { type CountryCode, countryCodes, type MeetingStatus } from '@samsyn/domain'
import type { MeetingSummary, RouteBody } from '@samsyn/protocol'
import { readDeadline, readHour, type WallTime, wallTimeOf } from '../../i18n/time.ts'

/** What somebody has typed of a meeting, its times as the clock in Brussels shows them. */
export interface MeetingDraft {
  readonly title: string
  readonly place: string
  readonly starts: WallTime
  readonly ends: WallTime
  readonly isChathamHouse: boolean
}

export const noMeeting: MeetingDraft = {
  title: '',
  place: '',
  starts: { date: '', time: '' },
  ends: { date: '', time: '' },
  isChathamHouse: false,
}

type Facts = Omit<RouteBody<'addMeeting'>, 'id' | 'forum'>

/** A meeting as somebody begins to change it. */
export function draftOf({ title, place, startsAt, endsAt, isChathamHouse }: Facts): MeetingDraft {
  return { title, place, starts: wallTimeOf(startsAt), ends: wallTimeOf(endsAt), isChathamHouse }
}

/** What a draft says; null where something is missing, or it ends before it begins. */
export function factsOf({ title, place, starts, ends, isChathamHouse }: MeetingDraft): Facts | null {
  const [startsAt, endsAt] = [readDeadline(starts), readDeadline(ends)]
  if (title.trim() === '' || place.trim() === '' || startsAt === null || endsAt === null) return null
  return isInOrder(startsAt, endsAt) ? { title, place, startsAt, endsAt, isChathamHouse } : null
}

/** Whether both times can be read, and it ends before it begins. */
export function endsFirst({ starts, ends }: MeetingDraft): boolean {
  const [startsAt, endsAt] = [readDeadline(starts), readDeadline(ends)]
  return startsAt !== null && endsAt !== null && !isInOrder(startsAt, endsAt)
}

/** Whether a time of the day can be read. */
export function isHour({ time }: WallTime): boolean {
  return readHour(time) !== null
}

/** What stands of a meeting, as whoever changes it says that they saw it. */
export function standingOf({
  title,
  startsAt,
  endsAt,
  place,
  isChathamHouse,
  status,
}: MeetingSummary): Facts & { readonly status: MeetingStatus } {
  return { title, startsAt, endsAt, place, isChathamHouse, status }
}

/** What somebody typed, with what has changed since where they had left it as it was. */
export function mergedInto<Draft extends object>(typed: Draft, from: Draft, now: Draft): Draft {
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  const merged = Object.entries(typed).map(([name, value]) => {
    const [was, is] = [from, now].map((draft) => draft[name as keyof Draft])
    return [name, same(value, was) ? is : value]
  })
  return Object.fromEntries(merged) as Draft
}

/** One thing for each country, to begin with. */
export function forEachCountry<Value>(value: Value): Record<CountryCode, Value> {
  return Object.fromEntries(countryCodes.map((country) => [country, value])) as Record<CountryCode, Value>
}

/** The lines that somebody typed one below the other, without empty ones. */
export function linesOf(typed: string): string[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function isInOrder(startsAt: string, endsAt: string): boolean {
  return Date.parse(startsAt) < Date.parse(endsAt)
}
