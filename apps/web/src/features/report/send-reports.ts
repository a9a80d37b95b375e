import type { ErrorBody, ErrorCode, SessionInfo } from '@samsyn/protocol'
import { hasReports, type OutgoingReport, openReportStore } from './report-store.ts'

type Waiting = Extract<OutgoingReport, { readonly state: 'waiting' }>

/** What may be otherwise in a while: the report waits on. */
const passing: ReadonlySet<ErrorCode> = new Set([
  'unauthenticated',
  'session_ended',
  'other_person',
  'unavailable',
  'busy',
  'internal',
  'spill_locked',
])

/**
 * Sends what waits of a person on this device, oldest first, in one page of the browser at a time, and nothing while another is signed in. What is sent twice all the same arrives once:
 * the server knows a report by the id that it was given here. Says how many are left.
 */
export async function sendReports(personId: string): Promise<number> {
  if (!(await hasReports(personId))) return 0
  const send = () => sendAll(personId)
  if (!('locks' in navigator)) return send()
  return navigator.locks.request(`samsyn-reports:${personId}`, send)
}

async function sendAll(personId: string): Promise<number> {
  const store = await openReportStore(personId)
  const waiting = (await store.outgoing()).filter((report): report is Waiting => report.state === 'waiting')
  const barred = waiting.length > 0 ? await barredFor(personId) : null
  let left = 0
  for (const report of waiting) {
    const code = barred ?? (await post(report))
    const { id, positionId, releaseId } = report
    if (code === null) {
      await store.settle({ id, positionId, releaseId, at: new Date().toISOString(), state: 'sent' })
    } else if (code === 'network' || passing.has(code)) {
      left += 1
      const known = code === 'network' ? null : code
      if (known !== report.code) await store.settle({ ...report, code: known })
    } else {
      await store.settle({ ...report, state: 'refused', code })
    }
  }
  return left
}

/** Why nothing of a person can be sent from this browser now; null if they are signed in. */
async function barredFor(personId: string): Promise<ErrorCode | 'network' | null> {
  const response = await ask('/api/session')
  if (!response?.ok) return failure(response)
  const { person } = (await response.json()) as SessionInfo
  if (person === null) return 'unauthenticated'
  return person.id === personId ? null : 'other_person'
}

/** Null once the server has it. */
async function post({ positionId, body }: Waiting): Promise<ErrorCode | 'network' | null> {
  const response = await ask(`/api/positions/${encodeURIComponent(positionId)}/reports`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  return response?.ok ? null : failure(response)
}

/** Null where no answer came. */
function ask(path: string, request: RequestInit = {}): Promise<Response | null> {
  return fetch(path, {
    ...request,
    credentials: 'same-origin',
    headers: { Accept: 'application/json', 'content-type': 'application/json' },
  }).catch(() => null)
}

async function failure(response: Response | null): Promise<ErrorCode | 'network'> {
  if (!response) return 'network'
  const answer = (await response.json().catch(() => null)) as Partial<ErrorBody> | null
  // A gateway in between that answers for a server that is away.
  return answer?.error?.code ?? (response.status >= 500 ? 'network' : 'internal')
}
