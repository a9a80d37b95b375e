/** Finds instants around `now` at sensible Brussels hours, on days when the institutions of the Union are open. */
export interface Calendar {
  /** A working day counted from today, never today itself: -1 is the last one before, 1 the next one after. */
  workday(offset: number, time: string): string
  /** The day so many days from today, moved on to the next working day when it is none. */
  onOrAfter(days: number, time: string): string
  /** The day so many days from today, moved back to the last working day when it is none. */
  onOrBefore(days: number, time: string): string
  /**
   * The given weekday (Monday is 1) that lies nearest to the day so many days from today; another week's when it or the
   * day after it is no working day.
   */
  nearest(days: number, weekday: number, time: string): string
  /** The instant so many days after another one, at an hour of its own. */
  later(instant: string, days: number, time: string): string
  /** The instant so many days before or after `now`, at midnight: for what has no hour, such as a grant. */
  midnight(days: number): string
}

const brussels = 'Europe/Brussels'
const saturday = 6
const daysInWeek = 7
/** Fixed days on which no meeting is held, and the weeks around the turn of the year; Easter is left out of account. */
const closedDays = ['05-01', '05-09', '07-21', '08-15', '11-01', '11-02']
const yearEnd = { from: '12-22', to: '01-06' }

/** The calendar of a sample workspace, which lives around this instant (ISO 8601 in UTC). */
export function calendarOf(now: string): Calendar {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(brussels).toPlainDate()
  return {
    workday: (offset, time) => {
      const step = Math.sign(offset)
      let day = today
      for (let left = Math.abs(offset); left > 0; left -= 1) {
        day = toWorkday(day.add({ days: step }), step)
      }
      return at(day, time)
    },
    onOrAfter: (days, time) => at(toWorkday(today.add({ days }), 1), time),
    onOrBefore: (days, time) => at(toWorkday(today.add({ days }), -1), time),
    nearest: (days, weekday, time) => {
      const day = today.add({ days })
      const ahead = (weekday - day.dayOfWeek + daysInWeek) % daysInWeek
      const nearest = day.add({ days: ahead > daysInWeek / 2 ? ahead - daysInWeek : ahead })
      const weeks = [0, -1, 1, -2, 2].map((count) => nearest.add({ weeks: count }))
      return at(weeks.find((date) => isWorkday(date) && isWorkday(date.add({ days: 1 }))) ?? nearest, time)
    },
    later: (instant, days, time) => {
      const day = Temporal.Instant.from(instant).toZonedDateTimeISO(brussels).toPlainDate()
      return at(day.add({ days }), time)
    },
    midnight: (days) => at(today.add({ days }), '00:00'),
  }
}

function toWorkday(date: Temporal.PlainDate, step: number): Temporal.PlainDate {
  let day = date
  while (!isWorkday(day)) day = day.add({ days: step })
  return day
}

function isWorkday(date: Temporal.PlainDate): boolean {
  const monthDay = date.toString().slice('yyyy-'.length)
  const isYearEnd = monthDay >= yearEnd.from || monthDay <= yearEnd.to
  return date.dayOfWeek < saturday && !isYearEnd && !closedDays.includes(monthDay)
}

function at(date: Temporal.PlainDate, time: string): string {
  return date
    .toZonedDateTime({ timeZone: brussels, plainTime: Temporal.PlainTime.from(time) })
    .toInstant()
    .toString({ fractionalSecondDigits: 3 })
}
