import type { Desk } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { type Entry, Weeks } from './Weeks.tsx'
import { waitingTarget } from './waiting-target.ts'

/** The working days of this week and the next with a person's deadlines and meetings on them. */
export function TwoWeeks({ desk, now }: { readonly desk: Desk; readonly now: number }) {
  const t = useT('desk')
  return <Weeks title={t('calendar')} entries={entriesOf(desk)} now={now} />
}

/** One entry per deadline and position: several things may wait for the same one. */
function entriesOf({ waiting, meetings }: Desk): readonly Entry[] {
  const deadlines = new Map<string, Entry>()
  for (const item of waiting) {
    // A text to read is due when its meeting begins, and the meeting is there already.
    if (item.due === null || item.kind === 'read') continue
    const key = `${item.position.id} ${item.due}`
    if (deadlines.has(key)) continue
    deadlines.set(key, {
      key,
      at: item.due,
      kind: 'deadline',
      label: item.position.title,
      to: waitingTarget(item),
    })
  }
  const sittings = meetings.map(
    (meeting): Entry => ({
      key: meeting.id,
      at: meeting.startsAt,
      kind: 'meeting',
      label: meeting.forum.shortName,
      to: `/meetings/${meeting.id}`,
    }),
  )
  return [...deadlines.values(), ...sittings].sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
}
