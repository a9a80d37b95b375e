import type { ErrorBody, ErrorCode } from '@samsyn/protocol'
import { hasReports, type OutgoingReport, openReportStore } from './report-store.ts'

type Waiting = Extract<OutgoingReport, { readonly state: 'waiting' }>

/** What may be otherwise in a while: the report waits on. */
const passing: ReadonlySet<ErrorCode> = new Set([
  'unauthenticated',
  'unavailable',
  'busy',
  'internal',
  'spill_locked',
])

/**
 * Sends what waits on this device, oldest first, in one page of the browser at a time. What is sent twice all the same arrives once:
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
  let left = 0
  for (const report of waiting) {
    const code = await post(report)
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

/** Null once the server has it. */
async function post({ positionId, body }: Waiting): Promise<ErrorCode | 'network' | null> {
  const response = await fetch(`/api/positions/${encodeURIComponent(positionId)}/reports`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { Accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null)
  if (!response) return 'network'
  if (response.ok) return null
  const answer = (await response.json().catch(() => null)) as Partial<ErrorBody> | null
  // A gateway in between that answers for a server that is away.
  return answer?.error?.code ?? (response.status >= 500 ? 'network' : 'internal')
}
