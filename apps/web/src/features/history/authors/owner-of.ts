import type { Writer } from '@samsyn/protocol'
import type { DraftConnection } from '../../drafting/connection/draft-connection.ts'
import { personOf } from '../../drafting/connection/use-people-here.ts'

/** Whose a Yjs client id is, as far as this page knows without asking: its own, and those of people who are here. */
export function ownerOf(
  { ydoc, provider }: DraftConnection,
  me: Writer,
): (clientId: number) => Writer | undefined {
  return (clientId) => {
    if (clientId === ydoc.clientID) return me
    const here = personOf(provider.awareness.getStates().get(clientId)?.user)
    return here ? { id: here.personId, name: here.name, country: here.country } : undefined
  }
}
