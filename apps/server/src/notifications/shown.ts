import {
  type AccountEvent,
  askingAbout,
  assertNever,
  type CountryCode,
  can,
  canManage,
  hearsOf,
  isGone,
  isInAudience,
  isRemoved,
  leads,
  leadsSome,
  maySeeRecovery,
  momentOf,
  type NotificationTopic,
  type Person,
  type Position,
  type PositionEvent,
  rolesForAll,
  seesAccount,
} from '@samsyn/domain'
import type { StoredEvent, StoredNotification, Tables } from '@samsyn/storage'
import { sharedSinceIn } from '../handlers/shared-since.ts'

/** A notification as its person may see it now. */
export interface ShownNotification {
  readonly stored: StoredNotification
  readonly position: Position | null
  /** Where it is to be seen, on this server: by this person. */
  readonly path: string
  /** Whose lead it is about; null for whatever is about none. */
  readonly leadOf: CountryCode | null
  /** Who did it, and for which country; null for the server. */
  readonly by: { readonly personId: string; readonly country: CountryCode | null } | null
  readonly deadline: string | null
}

/**
 * Those of a person's notifications that they may see now: of a position that they may not read any more, of a thread that they
 * are not in, of what was purged or is locked nothing is shown and nothing counted.
 */
export async function shownTo(
  person: Person,
  notifications: readonly StoredNotification[],
  { tables, now }: { readonly tables: Tables; readonly now: string },
): Promise<readonly ShownNotification[]> {
  const sequences = notifications.flatMap(({ cause }) => (cause.kind === 'event' ? [cause.sequence] : []))
  const events = new Map((await tables.events.bySequences(sequences)).map((each) => [each.sequence, each]))
  const position = remembered((id) => tables.positions.byId(id))
  const sharedAt = remembered((id) => sharedSinceIn(tables, id))
  const account = remembered((id) => tables.people.byId(id))
  const shown: ShownNotification[] = []
  for (const stored of notifications) {
    const subject = stored.positionId === null ? null : await position(stored.positionId)
    const seen = subject ? await ofPosition(stored, subject) : await ofAccount(stored)
    if (seen) shown.push({ stored, position: subject, leadOf: null, ...seen })
  }
  return shown

  async function ofPosition(stored: StoredNotification, subject: Position) {
    const asking = { person, subject, now }
    const { cause, topic } = stored
    switch (cause.kind) {
      case 'event': {
        const logged = events.get(cause.sequence)
        if (!logged || logged.positionId === null) return null
        const { event, at } = logged
        // What was purged leaves its type behind, and tells nobody anything.
        if (event.type === 'event.purged') return null
        const since = momentOf(event, at) === null ? null : await sharedAt(subject.id)
        if (!hearsOf({ event, at }, asking, since)) return null
        return { path: placeOf(topic, subject, event), by: doerOf(logged), deadline: deadlineOf(event) }
      }
      case 'comment': {
        const thread = await tables.threads.byId(cause.threadId)
        if (!thread || isGone(thread)) return null
        const about = askingAbout(thread, asking, await sharedAt(subject.id))
        const comment = thread.comments.find(({ id }) => id === cause.commentId)
        if (!comment || isRemoved(comment) || !isInAudience(thread.audience, about)) return null
        if (!can(person, 'position.read', subject, now)) return null
        const { personId, country } = comment
        return {
          path: `/positions/${subject.id}?thread=${thread.id}`,
          by: { personId, country },
          deadline: null,
        }
      }
      case 'deadline':
        if (!can(person, 'version.read', subject, now)) return null
        return { path: placeOf(topic, subject, null), by: null, deadline: cause.deadline }
      default:
        return assertNever(cause)
    }
  }

  async function ofAccount(stored: StoredNotification) {
    const { cause } = stored
    const logged = cause.kind === 'event' ? events.get(cause.sequence) : undefined
    if (logged?.positionId !== null) return null
    const { event } = logged
    const of =
      'accountId' in event ? event.accountId : event.type === 'invitation.used' ? logged.personId : null
    const concerned = of === null ? person : await account(of)
    if (!concerned || !maySeeAccount(event, concerned)) return null
    const leadOf = leadOfIn(event, stored.topic, concerned)
    return { path: accountPlace(event, concerned, leadOf), leadOf, by: doerOf(logged), deadline: null }
  }

  /** Where this person may go; where nowhere, to the list that tells of it. */
  function accountPlace(event: AccountEvent, concerned: Person, leadOf: CountryCode | null): string {
    if (event.type === 'invitation.made' || event.type === 'invitation.approved')
      return canManage(person, 'people.read', now) || seesOffer(event, leadOf) ? '/people' : told
    if (concerned.id === person.id) return '/account'
    return seesAccount(person, concerned, now) ? `/people/${concerned.id}` : told
  }

  /** Whether what is told stands in this person's list of people, as a lead. */
  function seesOffer(event: AccountEvent, leadOf: CountryCode | null): boolean {
    const isForAll = 'offers' in event && event.offers?.roles.some((role) => rolesForAll.includes(role))
    const isApprovedForAll = event.type === 'invitation.approved' && event.leadOf === 'any'
    return leads(person, leadOf, now) || ((isForAll || isApprovedForAll) && leadsSome(person, now))
  }

  function maySeeAccount(event: AccountEvent, concerned: Person): boolean {
    return event.type === 'recovery.asked' || event.type === 'recovery.confirmed'
      ? maySeeRecovery(person, concerned, now)
      : true
  }
}

const told = '/notifications'

/** For which country somebody is to lead, leads, or does no longer, as an event tells it. */
function leadOfIn(event: AccountEvent, topic: NotificationTopic, concerned: Person): CountryCode | null {
  switch (topic) {
    case 'lead.ended':
      return event.type === 'roles.changed' ? event.ledFor : null
    case 'lead.disabled':
    case 'delegation.changed':
      return concerned.country
    case 'delegation.invited':
      return event.type === 'invitation.made' ? (event.offers?.country ?? null) : null
    case 'delegation.awaits':
      if (event.type !== 'invitation.made' || event.awaitsLeadOf === 'any') return null
      // It may wait since there is a lead, and for nobody when it was made.
      return event.awaitsLeadOf ?? event.offers?.country ?? null
    case 'delegation.approved':
      return event.type === 'invitation.approved' && event.leadOf !== 'any' ? event.leadOf : null
    case 'lead.invited':
    case 'lead.awaits':
    case 'lead.approved':
    case 'lead.joined':
      return 'leadsFor' in event ? event.leadsFor : null
    default:
      return null
  }
}

function doerOf({ personId, country }: StoredEvent): ShownNotification['by'] {
  return personId === null ? null : { personId, country }
}

function deadlineOf(event: PositionEvent): string | null {
  if (event.type === 'round.opened' || event.type === 'round.extended') return event.deadline
  return event.type === 'extension.asked' ? event.until : null
}

/** Where in the app a topic of a position is to be seen. */
function placeOf(
  topic: NotificationTopic,
  { id, latestVersion, postponement }: Position,
  event: PositionEvent | null,
): string {
  const page = `/positions/${id}`
  switch (event?.type) {
    case 'release.issued':
    case 'support.withdrawn':
      return `/read/${event.releaseId}`
    case 'release.superseded':
      return `/read/${event.byReleaseId}`
  }
  if (topic === 'reconfirmation.awaits' && postponement)
    return `${page}/versions/${postponement.version.number}`
  if (event && 'number' in event) return `${page}/versions/${event.number}`
  const isAboutRound =
    topic.startsWith('round.') || topic.startsWith('extension.') || topic.startsWith('deadline.')
  return isAboutRound || topic === 'decision.by_deputy' ? `${page}/versions/${latestVersion}` : page
}

/** The same question is asked once. */
function remembered<Value>(ask: (id: string) => Promise<Value>): (id: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>()
  return (id) => {
    const answer = known.get(id) ?? ask(id)
    known.set(id, answer)
    return answer
  }
}
