import { schemaVersion } from '@samsyn/editor'
import { routes } from '@samsyn/protocol'
import type { Client } from './test-server.ts'

/** What every GET route gives a person about a position, as it came. */
export async function everyAnswer(client: Client, positionId: string): Promise<Record<string, unknown>> {
  const desk = await client.ask('GET', '/api/desk')
  const values: Record<string, string> = {
    positionId,
    number: '1',
    country: 'FI',
    meetingId: meetingOf(desk.body),
    releaseId: 'none',
  }
  const queries: Record<string, string> = { getDraftAccess: `?schema=${schemaVersion}` }
  const answers: Record<string, unknown> = {}
  for (const [name, route] of Object.entries(routes)) {
    if (route.method !== 'GET') continue
    const path = route.path.replace(/:(\w+)/g, (_whole, key: string) => values[key] ?? '')
    const { status, body } = await client.ask('GET', `/api${path}${queries[name] ?? ''}`)
    // The text as it stands now is told together with what time it is.
    answers[name] = { status, body: name === 'getDraftText' ? { ...(body as object), at: null } : body }
  }
  return answers
}

function meetingOf(desk: unknown): string {
  return (desk as { meetings?: { id: string }[] }).meetings?.[0]?.id ?? 'none'
}
