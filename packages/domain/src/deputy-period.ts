import type { Deputyship, HeldDeputyship, Person } from './people.ts'

/** The instant from which a deputyship no longer counts. */
export function endOf({ validTo, endedAt }: Deputyship): string {
  return endedAt !== null && Date.parse(endedAt) < Date.parse(validTo) ? endedAt : validTo
}

/** What a deputyship is at this instant; one that was ended before it began never counts. */
export function deputyshipStanding(deputyship: Deputyship, now: string): 'to_come' | 'holds' | 'over' {
  const instant = Date.parse(now)
  if (Date.parse(endOf(deputyship)) <= instant) return 'over'
  return Date.parse(deputyship.validFrom) <= instant ? 'holds' : 'to_come'
}

/** The deputyships by which a person decides at this instant. */
export function heldNow({ deputyships }: Person, now: string): readonly HeldDeputyship[] {
  return deputyships.filter((each) => deputyshipStanding(each, now) === 'holds')
}
