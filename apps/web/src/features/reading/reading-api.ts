import type { Language } from '@samsyn/domain'
import type {
  ErrorBody,
  ErrorCode,
  MeetingFolder,
  MeetingSummary,
  PositionDetail,
  ReleaseDetail,
  ReportBackDetail,
  SessionInfo,
  WorkspaceInfo,
} from '@samsyn/protocol'
import { queryOptions } from '@tanstack/react-query'
import { earlyAnswer } from '../../app/opening.ts'
import { languageQuery, textLanguageQuery } from './text-language.ts'

/** Why something could not be read: a code of the server, or `network` when no answer came. */
export class ReadingError extends Error {
  readonly code: ErrorCode | 'network'

  constructor(code: ErrorCode | 'network') {
    super(code)
    this.code = code
  }
}

/** Whether trying again would only be told the same. */
export function isLasting(error: unknown): boolean {
  return error instanceof ReadingError && !['network', 'internal', 'unavailable'].includes(error.code)
}

/** What this page asks for. Types only: the schemas would weigh more than the page. */
export const reading = {
  workspace: () => get<WorkspaceInfo>('/api/workspace'),
  session: () => get<SessionInfo>('/api/session'),
  release: (id: string) =>
    get<ReleaseDetail>(`/api/releases/${encodeURIComponent(id)}${textLanguageQuery()}`),
  meetings: () => get<MeetingSummary[]>('/api/meetings'),
  folder: getFolder,
  reports: (positionId: string) =>
    get<ReportBackDetail>(`/api/positions/${encodeURIComponent(positionId)}/reports`),
  position: (id: string) => get<PositionDetail>(`/api/positions/${encodeURIComponent(id)}`),
} as const

/** How a final text is asked for and kept. */
export const releaseQuery = (id: string) =>
  queryOptions({ queryKey: ['release', id], queryFn: () => reading.release(id) })

/** How the folder of a meeting is asked for and kept. */
export const folderQuery = (meetingId: string) =>
  queryOptions({ queryKey: ['folder', meetingId], queryFn: () => reading.folder(meetingId) })

/** How it is asked who is signed in. */
export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: reading.session })

/** How the meetings are asked for. */
export const meetingsQuery = queryOptions({ queryKey: ['meetings'], queryFn: reading.meetings })

/** How it is asked whether this is a workspace of samples. */
export const workspaceQuery = queryOptions({ queryKey: ['workspace'], queryFn: reading.workspace })

/** How a position is asked for and kept. */
export const positionQuery = (id: string) =>
  queryOptions({ queryKey: ['position', id], queryFn: () => reading.position(id) })

/** The folders that this page has been given, as long as it is open. */
const folders = new Map<string, { readonly tag: string; readonly folder: MeetingFolder }>()

const folderPath = (meetingId: string) => `/api/meetings/${encodeURIComponent(meetingId)}/folder`

/** A folder that came with the page, in the language that its texts were asked for in. */
export function knowFolder(folder: MeetingFolder, tag: string, language: Language | null): void {
  folders.set(folderPath(folder.id) + languageQuery(language), { tag, folder })
}

/** A folder that is as it was is not sent again: the tag is of what is in it. */
async function getFolder(meetingId: string): Promise<MeetingFolder> {
  const path = folderPath(meetingId) + textLanguageQuery()
  const known = folders.get(path)
  // Without the second header a browser asks for an answer made anew.
  const response = await ask(path, known && { 'If-None-Match': known.tag, 'Cache-Control': 'max-age=0' })
  if (known && response.status === 304) return known.folder
  folders.delete(path)
  const folder = await bodyOf<MeetingFolder>(response)
  const tag = response.headers.get('ETag')
  if (tag !== null) folders.set(path, { tag, folder })
  return folder
}

async function get<Body>(path: string): Promise<Body> {
  return bodyOf<Body>(await ask(path))
}

async function ask(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const asked =
    earlyAnswer(path) ??
    fetch(path, { credentials: 'same-origin', headers: { Accept: 'application/json', ...headers } })
  return asked.catch(() => {
    throw new ReadingError('network')
  })
}

async function bodyOf<Body>(response: Response): Promise<Body> {
  if (response.ok) return (await response.json()) as Body
  const body = (await response.json().catch(() => null)) as Partial<ErrorBody> | null
  throw new ReadingError(body?.error?.code ?? 'internal')
}
