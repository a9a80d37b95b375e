import { type DelegationContact, isContactTold, type Position } from '@samsyn/domain'
import type { Tables } from '@samsyn/storage'
import type { Directory } from './directory.ts'
import { meetingOf } from './views/reports.ts'

/** Whom the parties of a position have said to ask at its meeting, while that is told. */
export async function namedIn(
  { delegationContacts }: Pick<Tables, 'delegationContacts'>,
  position: Position,
  { directory, now }: { readonly directory: Directory; readonly now: string },
): Promise<readonly DelegationContact[]> {
  if (!isContactTold(meetingOf(position, directory), now)) return []
  const named = await delegationContacts.byPosition(position.id)
  return named.filter(({ country }) => position.parties.includes(country))
}
