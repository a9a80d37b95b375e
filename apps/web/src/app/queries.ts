import type { DraftPlace } from '@samsyn/domain'
import type { PositionDetail, RouteBody } from '@samsyn/protocol'
import {
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { type ApiError, api } from './api.ts'

/** What is asked about one text of a position: the joint draft, or a delegation's own pages. */
const underDraft = ({ positionId, country }: DraftPlace, ...more: readonly string[]) =>
  country === null ? ['positions', positionId, ...more] : ['positions', positionId, 'pages', country, ...more]

/** Every query's key; what is under a position begins with the position's own key, so that one change reaches it all. */
export const queryKeys = {
  session: ['session'],
  workspace: ['workspace'],
  samplePeople: ['sample-people'],
  accounts: ['accounts'],
  account: (personId: string) => ['accounts', personId],
  ownPasskeys: ['own-passkeys'],
  deputies: ['deputies'],
  notifications: ['notifications'],
  notificationSettings: ['notification-settings'],
  desk: ['desk'],
  meetings: ['meetings'],
  meeting: (meetingId: string) => ['meetings', meetingId],
  meetingReport: (meetingId: string) => ['meetings', meetingId, 'report'],
  /** Under the meetings: what changes any of its positions makes it be asked anew. */
  dossiers: ['dossiers'],
  forums: ['forums'],
  /** Among the meetings: it changes with what happens at them. */
  dossier: (dossierId: string) => ['meetings', 'of', dossierId],
  search: ['search'],
  positions: ['positions'],
  position: (positionId: string) => ['positions', positionId],
  reports: (positionId: string) => ['positions', positionId, 'reports'],
  positionEvents: (positionId: string) => ['positions', positionId, 'events'],
  positionRounds: (positionId: string) => ['positions', positionId, 'rounds'],
  authorship: (place: DraftPlace) => underDraft(place, 'authorship'),
  suggestions: (positionId: string) => ['positions', positionId, 'suggestions'],
  proposals: (positionId: string) => ['positions', positionId, 'proposals'],
  contributionSets: (positionId: string) => ['positions', positionId, 'contribution-sets'],
  workSessions: (place: DraftPlace) => underDraft(place, 'work-sessions'),
  support: (positionId: string) => ['positions', positionId, 'support'],
  threads: (positionId: string) => ['positions', positionId, 'threads'],
  sectionMarks: (positionId: string) => ['positions', positionId, 'section-marks'],
  recordNotes: (positionId: string) => ['positions', positionId, 'record-notes'],
  ownPages: (positionId: string, country: string) => ['positions', positionId, 'pages', country],
  version: (positionId: string, number: number) => ['positions', positionId, 'versions', number],
  draftText: (place: DraftPlace, at: string | null) => underDraft(place, 'draft-text', at ?? 'now'),
  contributions: (positionId: string, from: string, to: string | null) => [
    'positions',
    positionId,
    'contributions',
    from,
    to ?? 'now',
  ],
  /** Not under the position: what happens to it in front of one's eyes is no reason to ask what one has missed. */
  lastLook: (positionId: string) => ['last-looks', positionId],
  releases: ['releases'],
  release: (releaseId: string) => ['releases', releaseId],
  translations: (releaseId: string) => ['releases', releaseId, 'translations'],
} as const

/**
 * Lets go of every text of a position that was fetched and is not shown now: it is locked. What is shown of it goes when it is asked anew;
 * what was found of it, which no other part of its page would cover, at once.
 */
export function forgetTexts(client: QueryClient, positionId: string): void {
  client.removeQueries({
    queryKey: queryKeys.position(positionId),
    type: 'inactive',
    predicate: ({ queryKey }) => queryKey.length > queryKeys.position(positionId).length,
  })
  client.removeQueries({ queryKey: queryKeys.releases, type: 'inactive' })
  client.removeQueries({ queryKey: queryKeys.search, type: 'inactive' })
  void client.resetQueries({ queryKey: queryKeys.search })
}

/** The mutation that signs out, for those who must not leave the page before it has. */
export const signOutKey = ['sign-out'] as const

/** The session, shared by the guard of the signed-in pages and everything that asks who is looking. */
export const sessionQuery = queryOptions({
  queryKey: queryKeys.session,
  queryFn: ({ signal }) => api('getSession', { signal }),
  staleTime: 5 * 60_000,
})

/** What anybody may know of this workspace. */
export const workspaceQuery = queryOptions({
  queryKey: queryKeys.workspace,
  queryFn: ({ signal }) => api('getWorkspace', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

/** What anybody may know of this workspace, for a page that shows it. */
export function useWorkspace() {
  return useQuery(workspaceQuery)
}

/** The signed-in person's own passkeys. */
export function useOwnPasskeys() {
  return useQuery({
    queryKey: queryKeys.ownPasskeys,
    queryFn: ({ signal }) => api('listOwnPasskeys', { signal }),
  })
}

/** The people one can sign in as; asked only in a sample workspace. */
export function useSamplePeople({ isEnabled }: { readonly isEnabled: boolean }) {
  return useQuery({
    queryKey: queryKeys.samplePeople,
    queryFn: ({ signal }) => api('listSamplePeople', { signal }),
    enabled: isEnabled,
  })
}

/** What the signed-in person was told, newest first, in parts; the first says how much of it they have not read. */
export function useNotifications() {
  return useInfiniteQuery({
    queryKey: queryKeys.notifications,
    queryFn: ({ pageParam, signal }) =>
      api('getNotifications', { query: pageParam === null ? {} : { before: pageParam }, signal }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ before }) => before,
  })
}

/** What waits for the signed-in person. */
export function useDesk() {
  return useQuery({ queryKey: queryKeys.desk, queryFn: ({ signal }) => api('getDesk', { signal }) })
}

/** Every meeting, soonest first. */
export function useMeetings() {
  return useQuery({ queryKey: queryKeys.meetings, queryFn: ({ signal }) => api('listMeetings', { signal }) })
}

/** A meeting with its agenda and the positions on it. */
export function useMeeting(meetingId: string) {
  return useQuery({
    queryKey: queryKeys.meeting(meetingId),
    queryFn: ({ signal }) => api('getMeeting', { params: { meetingId }, signal }),
  })
}

/** Every dossier. */
export function useDossiers() {
  return useQuery({ queryKey: queryKeys.dossiers, queryFn: ({ signal }) => api('listDossiers', { signal }) })
}

/** A dossier with its way through the meetings. */
export function useDossier(dossierId: string) {
  return useQuery({
    queryKey: queryKeys.dossier(dossierId),
    queryFn: ({ signal }) => api('getDossier', { params: { dossierId }, signal }),
  })
}

/** A position: its facts, its state, and what the signed-in person may do. */
export function positionQuery(positionId: string) {
  return queryOptions({
    queryKey: queryKeys.position(positionId),
    queryFn: ({ signal }) => api('getPosition', { params: { positionId }, signal }),
  })
}

/** The position of a page. */
export function usePosition(positionId: string) {
  return useQuery(positionQuery(positionId))
}

/** What happened to a position, newest first. */
export function usePositionEvents(positionId: string) {
  return useQuery({
    queryKey: queryKeys.positionEvents(positionId),
    queryFn: ({ signal }) => api('listPositionEvents', { params: { positionId }, signal }),
  })
}

/** Every round of a position, newest first. */
export function usePositionRounds(positionId: string) {
  return useQuery({
    queryKey: queryKeys.positionRounds(positionId),
    queryFn: ({ signal }) => api('listPositionRounds', { params: { positionId }, signal }),
  })
}

/** A frozen version with the rounds held on it. */
export function useVersion(positionId: string, number: number, { isEnabled = true } = {}) {
  return useQuery({
    queryKey: queryKeys.version(positionId, number),
    queryFn: ({ signal }) => api('getVersion', { params: { positionId, number }, signal }),
    enabled: isEnabled,
  })
}

/** The draft, or own pages, as it stood at an instant, which never changes, or as it stands now. */
export function useDraftText(place: DraftPlace, at: string | null, { isEnabled = true } = {}) {
  return useQuery({
    queryKey: queryKeys.draftText(place, at),
    queryFn: ({ signal }) => {
      const { positionId, country } = place
      const query = at === null ? {} : { at }
      return country === null
        ? api('getDraftText', { params: { positionId }, query, signal })
        : api('getPagesText', { params: { positionId, country }, query, signal })
    },
    enabled: isEnabled,
    staleTime: at === null ? 0 : Number.POSITIVE_INFINITY,
    // Whoever reads what changed is not to have the text change under their eyes.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

/** Who wrote what stands in the draft, or on own pages, now. */
export function authorshipQuery(place: DraftPlace) {
  return queryOptions({
    queryKey: queryKeys.authorship(place),
    queryFn: ({ signal }) => {
      const { positionId, country } = place
      return country === null
        ? api('getDraftAuthorship', { params: { positionId }, signal })
        : api('getPagesAuthorship', { params: { positionId, country }, signal })
    },
  })
}

/** When people worked on the draft, or on own pages, and on what, newest first, in parts. */
export function useWorkSessions(place: DraftPlace) {
  return useInfiniteQuery({
    queryKey: queryKeys.workSessions(place),
    queryFn: ({ pageParam, signal }) => {
      const { positionId, country } = place
      const query = pageParam === null ? {} : { before: pageParam }
      return country === null
        ? api('listWorkSessions', { params: { positionId }, query, signal })
        : api('listPagesSessions', { params: { positionId, country }, query, signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ before }) => before,
  })
}

/** Who contributed what to the draft after one instant and up to another, or until now. */
export function useContributions(
  positionId: string,
  { from, to }: { readonly from: string; readonly to: string | null },
  { isEnabled = true } = {},
) {
  return useQuery({
    queryKey: queryKeys.contributions(positionId, from, to),
    queryFn: ({ signal }) =>
      api('getDraftContributions', {
        params: { positionId },
        query: { from, ...(to === null ? {} : { to }) },
        signal,
      }),
    enabled: isEnabled,
    refetchOnWindowFocus: false,
  })
}

/** A final text. */
export function useRelease(releaseId: string) {
  return useQuery({
    queryKey: queryKeys.release(releaseId),
    queryFn: ({ signal }) => api('getRelease', { params: { releaseId }, signal }),
  })
}

/** The routes that change one position and answer with its new state. */
export type PositionCommand =
  | 'renamePosition'
  | 'nameContact'
  | 'startCoordination'
  | 'freezeVersion'
  | 'nameVersion'
  | 'reopenDraft'
  | 'openRound'
  | 'remindRound'
  | 'giveDecision'
  | 'askExtension'
  | 'grantExtension'
  | 'issueRelease'
  | 'proposeCorrigendum'
  | 'extendReleasability'
  | 'endReleasability'
  | 'withdrawPosition'
  | 'closePosition'
  | 'reportSpill'
  | 'endSpill'
  | 'purgeSpill'
  | 'answerPurge'

/** Gives one command to a position. The answer is shown at once; lists and feeds that show it are asked anew. */
export function usePositionCommand<Name extends PositionCommand>(
  name: Name,
  positionId: string,
  /** What the route's path names beside the position. */
  more?: { readonly number: number } | { readonly spillId: string; readonly askId?: string },
) {
  return usePositionChange<RouteBody<Name>, ApiError>(positionId, (body) => {
    // A generic name loses the tie between a route and its body; the signature above keeps it for callers.
    const call = api as (name: string, request: unknown) => ReturnType<typeof api<PositionCommand>>
    return call(name, { params: { positionId, ...more }, body })
  })
}

/** Does what changes one position and gives its new state, in more steps than one request. Its answer is shown as that of a command. */
export function usePositionChange<Given, Failure extends Error = Error>(
  positionId: string,
  change: (given: Given) => Promise<PositionDetail>,
) {
  const client = useQueryClient()
  return useMutation<PositionDetail, Failure, Given>({
    mutationFn: change,
    onError: () => {
      // A refusal often means that the position has moved on: the next attempt must know its new revision.
      void client.invalidateQueries({ queryKey: queryKeys.position(positionId) })
    },
    onSuccess: async (position) => {
      client.setQueryData(queryKeys.position(positionId), position)
      await Promise.all(
        [queryKeys.desk, queryKeys.meetings, queryKeys.position(positionId)].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      )
    },
  })
}
