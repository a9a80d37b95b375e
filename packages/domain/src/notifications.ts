import type { AccountEvent } from './account-events.ts'
import {
  type Asking,
  askingAbout,
  type Comment,
  isInAudience,
  isRemoved,
  type Mention,
  mentioned,
  type Thread,
} from './comments.ts'
import type { CountryCode } from './country.ts'
import { hearsOf } from './event-reach.ts'
import type { PositionEvent } from './events.ts'
import {
  type Approvers,
  approve,
  approversOf,
  type Invitation,
  isOneOf,
  leadsForIn,
  nationalRoles,
} from './invitation.ts'
import type { Language } from './language.ts'
import type { Person, Role } from './people.ts'
import {
  answersFor,
  can,
  countriesInSpill,
  decidingCountry,
  delegationsOf,
  holdsRole,
  isLocked,
  leads,
  leadsSome,
  vouchesAs,
} from './permissions.ts'
import type { Position, RoundOutcome } from './position.ts'
import { vouchingOf } from './recovery.ts'
import { assertNever } from './result.ts'
import { awaitedSince } from './round-terms.ts'
import { countryLanguages } from './translation.ts'

/** What a person chooses by: of each kind they say how they are told. */
export const notificationKinds = [
  'deadline',
  'round',
  'release',
  'text',
  'proposal',
  'comment',
  'report',
  'translation',
  'account',
] as const

export type NotificationKind = (typeof notificationKinds)[number]

/** Not at all; in the list alone; there and in a mail once a day; there and in a mail at once. */
export const notificationWays = ['none', 'list', 'digest', 'mail'] as const

export type NotificationWay = (typeof notificationWays)[number]

/** What somebody is told, each of a kind. */
export const notificationTopics = {
  'round.awaits': 'round',
  'round.opened': 'round',
  'round.extended': 'round',
  'round.agreed': 'round',
  'round.objected': 'round',
  'round.broken': 'round',
  'round.lapsed': 'round',
  'round.unsupported': 'round',
  'round.support_withdrawn': 'round',
  'extension.asked': 'round',
  'decision.by_deputy': 'round',
  'round.reminded': 'deadline',
  'terms.awaits': 'round',
  'terms.reminded': 'round',
  'deadline.near': 'deadline',
  'reconfirmation.awaits': 'round',
  'meeting.postponed': 'deadline',
  'meeting.cancelled': 'deadline',
  'release.issued': 'release',
  'release.superseded': 'release',
  'release.suspended': 'release',
  'release.reservation_lifted': 'release',
  'reservation.lifted': 'round',
  'corrigendum.awaits': 'round',
  'corrigendum.proposed': 'round',
  'corrigendum.objected': 'round',
  'corrigendum.withdrawn': 'round',
  'corrigendum.lapsed': 'round',
  'corrigendum.issued': 'release',
  'draft.shared': 'text',
  'draft.reopened': 'text',
  'version.frozen': 'text',
  'position.withdrawn': 'text',
  'position.superseded': 'text',
  'spill.reported': 'text',
  'spill.ended': 'text',
  'spill.purged': 'text',
  'pages_spill.reported': 'text',
  'pages_spill.ended': 'text',
  'pages_spill.purged': 'text',
  'purge.awaits': 'text',
  'purge.declined': 'text',
  'suggestion.accepted': 'proposal',
  'suggestion.rejected': 'proposal',
  'proposal.taken': 'proposal',
  'proposal.declined': 'proposal',
  'contribution.sent': 'proposal',
  'comment.mention': 'comment',
  'comment.reply': 'comment',
  'report.submitted': 'report',
  'report.consolidated': 'report',
  'follow_up.opened': 'report',
  'translation.issued': 'translation',
  'deputy.named': 'account',
  'deputy.ended': 'account',
  'recovery.asked': 'account',
  'recovery.of_own': 'account',
  'recovery.confirmed': 'account',
  'account.enabled': 'account',
  'passkey.refused': 'account',
  'passkey.added': 'account',
  'lead.invited': 'account',
  'lead.awaits': 'account',
  'lead.approved': 'account',
  'lead.joined': 'account',
  'roles.changed': 'account',
  'lead.disabled': 'account',
  'lead.ended': 'account',
  'mail_address.changed': 'account',
  'delegation.invited': 'account',
  'delegation.awaits': 'account',
  'delegation.approved': 'account',
  'delegation.changed': 'account',
  'secretariat.invited': 'account',
  'secretariat.awaits': 'account',
  'secretariat.approved': 'account',
  'secretariat.named': 'account',
} as const satisfies Readonly<Record<string, NotificationKind>>

export type NotificationTopic = keyof typeof notificationTopics

/** How somebody is told who has chosen nothing; mail only where they gave an address. */
export const usualWays = {
  deadline: 'mail',
  round: 'mail',
  release: 'mail',
  text: 'digest',
  proposal: 'digest',
  comment: 'digest',
  report: 'digest',
  translation: 'list',
  account: 'mail',
} as const satisfies Readonly<Record<NotificationKind, NotificationWay>>

/**
 * Of these a person may not choose to hear nothing: somebody else might be at their account, and silence in a round, or about a
 * corrigendum, may count as consent. It is so for everybody: whoever leads or stands in tomorrow has chosen today.
 */
export const alwaysTold: ReadonlySet<NotificationKind> = new Set(['account', 'round', 'deadline'])

/** Of these everybody with an address has a mail at once, whatever they chose: somebody may be about to speak in their, or their country's, name. */
export const alwaysMailed: ReadonlySet<NotificationTopic> = new Set([
  // What was signed in their country's name is to go for good.
  'purge.awaits',
  'purge.declined',
  'passkey.added',
  'lead.invited',
  'lead.awaits',
  'lead.approved',
  'lead.joined',
  'roles.changed',
  'lead.disabled',
  'lead.ended',
  'delegation.invited',
  'delegation.awaits',
  'delegation.approved',
  'delegation.changed',
  'secretariat.invited',
  'secretariat.awaits',
  'secretariat.approved',
  'secretariat.named',
])

/**
 * These are mailed at once however much else there was: those that are always mailed, and what asks for a country's answer by a deadline, as silence may
 * count as consent.
 */
export const neverPutOff: ReadonlySet<NotificationTopic> = new Set([
  ...alwaysMailed,
  'round.awaits',
  'round.reminded',
  'round.extended',
  'deadline.near',
  'terms.awaits',
  'terms.reminded',
  'corrigendum.awaits',
  'reconfirmation.awaits',
])

/** How a person is told of something of whose kind they chose this, or nothing. */
export function wayOfTopic(topic: NotificationTopic, chosen: NotificationWay | undefined): NotificationWay {
  return alwaysMailed.has(topic) ? 'mail' : wayFor(notificationTopics[topic], chosen)
}

/** How a person is told of a kind of which they chose this, or nothing. */
export function wayFor(kind: NotificationKind, chosen: NotificationWay | undefined): NotificationWay {
  const way = chosen ?? usualWays[kind]
  return way === 'none' && alwaysTold.has(kind) ? 'list' : way
}

/** How long before a deadline those are told who have not answered, in milliseconds. */
const deadlineNearBefore = 24 * 60 * 60 * 1000

/** That a person is told of something. */
export interface Told {
  readonly personId: string
  readonly topic: NotificationTopic
}

/** Who is there, about which position, and when (an instant, ISO 8601 in UTC). */
interface Around extends Omit<Asking, 'person'> {
  readonly people: Iterable<Person>
  /** As for `canReadMoment`. */
  readonly sharedAt: string | null
}

/**
 * Who is told of what happened to a position: nobody who did it, nobody who would not hear of it (D150), and each person at
 * most once. `actorId` is null for the server.
 */
export function toldOfEvent(
  {
    event,
    at,
    actorId,
  }: { readonly event: PositionEvent; readonly at: string; readonly actorId: string | null },
  { people, sharedAt, subject, now }: Around & { readonly subject: Position },
): readonly Told[] {
  const awaited = awaitedBy(event, subject)
  return toldAmong(people, actorId, (person) => {
    const asking = { person, subject, now }
    return hearsOf({ event, at }, asking, sharedAt) ? topicOf(event, asking, awaited) : null
  })
}

/** Who is told of what happened to people. */
export function toldOfAccounts(
  { event, actorId }: { readonly event: AccountEvent; readonly actorId: string | null },
  { people, now }: { readonly people: ReadonlyMap<string, Person>; readonly now: string },
): readonly Told[] {
  // It was refused to whoever held it, who may not be the person that it is of.
  if (event.type === 'passkey.refused')
    return actorId === null ? [] : [{ personId: actorId, topic: 'passkey.refused' }]
  // Their own deed, or that of somebody else at their account.
  if (event.type === 'passkey.added')
    return actorId === null ? [] : [{ personId: actorId, topic: 'passkey.added' }]
  if (event.type === 'mail_address.changed')
    return event.change === 'given' ? [] : [{ personId: event.accountId, topic: event.type }]
  return toldAmong(people.values(), actorId, (person) =>
    person.isDisabled ? null : accountTopicOf(event, person, { actorId, people, now }),
  )
}

/** Of which of these invitations somebody is told who has just come to lead: they wait for their approval. */
export function toldOfWaiting(
  { event, actorId }: { readonly event: AccountEvent; readonly actorId: string | null },
  {
    invitations,
    people,
    now,
  }: {
    readonly invitations: readonly Invitation[]
    readonly people: ReadonlyMap<string, Person>
    readonly now: string
  },
): readonly (Told & { readonly invitationId: string })[] {
  const lead = people.get(comesToLead(event, actorId) ?? '')
  if (!lead || !leadsSome(lead, now)) return []
  const around = { people: [...people.values()], now }
  return invitations.flatMap((invitation) => {
    const leadOf = approversOf(invitation, around)
    if (leadOf === null || !approve(invitation, { by: lead, ...around }).ok) return []
    const topic = approvalTopics(leadOf, leadsForIn(invitation.offer)).awaits
    return [{ personId: lead.id, topic, invitationId: invitation.id }]
  })
}

/** Who may lead from an event on, and did not before. */
export function comesToLead(event: AccountEvent, actorId: string | null): string | null {
  if (event.type === 'invitation.used') return actorId
  if (event.type === 'account.enabled') return event.accountId
  return event.type === 'roles.changed' && event.leadsFor ? event.accountId : null
}

/** Who is told that something was said in a thread: whoever it mentions, and whoever had said something there before. */
export function toldOfComment(
  thread: Thread,
  { comment, mentions }: { readonly comment: Comment; readonly mentions: readonly Mention[] },
  { people, sharedAt, subject, now }: Around,
): readonly Told[] {
  const everybody = [...people]
  const before = thread.comments.slice(
    0,
    thread.comments.findIndex(({ id }) => id === comment.id),
  )
  const writers = new Set(before.filter((each) => !isRemoved(each)).map(({ personId }) => personId))
  // A rewording names people anew, and is no new answer.
  const isNew = comment.wordings.length === 1
  return toldAmong(everybody, comment.personId, (person) => {
    const asking = askingAbout(thread, { person, subject, now }, sharedAt)
    if (!isInAudience(thread.audience, asking)) return null
    if (mentioned(thread.audience, mentions, [person], asking).length > 0) return 'comment.mention'
    return isNew && writers.has(person.id) ? 'comment.reply' : null
  })
}

/** Who is told that the deadline of an open round is near: whoever gives the answer of a country that has given none. */
export function toldOfDeadline(
  position: Position,
  { people, now }: { readonly people: Iterable<Person>; readonly now: string },
): readonly Told[] {
  const { life } = position
  if (life.status !== 'in_sign_off' || isLocked(position, null)) return []
  const left = Date.parse(life.round.deadline) - Date.parse(now)
  if (left <= 0 || left > deadlineNearBefore) return []
  const { parties, decisions, openedAt, deadline } = life.round
  // Whoever opens a round for a shorter time tells them by that.
  if (Date.parse(deadline) - Date.parse(openedAt) <= deadlineNearBefore) return []
  return toldAmong(people, null, (person) => {
    const deciding = decidingCountry(person, position, now)
    if (!deciding.ok || !parties.includes(deciding.value)) return null
    return decisions.some(({ country }) => country === deciding.value) ? null : 'deadline.near'
  })
}

/** Whether a person may still know of a recovery that they were asked to confirm. */
export function maySeeRecovery(person: Person, account: Person, now: string): boolean {
  return person.id === account.id || vouchesAs(person, account, now).length > 0
}

function toldAmong(
  people: Iterable<Person>,
  actorId: string | null,
  topicFor: (person: Person) => NotificationTopic | null,
): readonly Told[] {
  return [...people].flatMap((person) => {
    const topic = person.id === actorId ? null : topicFor(person)
    return topic === null ? [] : [{ personId: person.id, topic }]
  })
}

/** The countries that have terms to confirm since an event; nobody's of a round that is not the last one, or led to no agreement. */
function awaitedBy(event: PositionEvent, { life, draftingLanguage }: Position): readonly CountryCode[] {
  if (!('roundId' in event) || !('round' in life) || life.status === 'not_agreed') return []
  return life.round.id === event.roundId ? awaitedSince(life.round, event, draftingLanguage) : []
}

/** What whoever hears of an event is told; null for what is told in the record alone. Every type has its answer. */
function topicOf(
  event: PositionEvent,
  asking: Asking,
  awaited: readonly CountryCode[],
): NotificationTopic | null {
  const { person, subject, now } = asking
  switch (event.type) {
    case 'coordination.started':
      return isAtWork(asking) ? 'draft.shared' : null
    case 'version.frozen':
      return isAtWork(asking) ? 'version.frozen' : null
    case 'draft.reopened':
      return isAtWork(asking) ? 'draft.reopened' : null
    case 'round.opened': {
      const deciding = decidingCountry(person, subject, now)
      // Events of before the parties were told are of all of them.
      const parties = event.parties ?? subject.parties
      if (deciding.ok && parties.includes(deciding.value)) return 'round.awaits'
      return isAtWork(asking) ? 'round.opened' : null
    }
    case 'decision.given':
      if (event.deputyFor === person.id) return 'decision.by_deputy'
      if (confirms(asking, awaited)) return 'terms.awaits'
      // What all had agreed to becomes another text.
      return event.value === 'withdraw_support' && isAtWork(asking) ? 'round.support_withdrawn' : null
    case 'extension.asked':
      return can(person, 'extension.grant', subject, now) ? 'extension.asked' : null
    case 'round.extended':
      return isAtWork(asking) ? 'round.extended' : null
    case 'round.reminded': {
      const deciding = decidingCountry(person, subject, now)
      if (!deciding.ok || !event.countries.includes(deciding.value)) return null
      return event.of === 'confirmation' ? 'terms.reminded' : 'round.reminded'
    }
    case 'round.closed':
      return isAtWork(asking) ? outcomeTopic(event.outcome) : null
    case 'release.issued':
      return 'release.issued'
    case 'release.superseded':
      return 'release.superseded'
    case 'support.withdrawn':
      return 'release.suspended'
    case 'meeting.postponed':
      if (confirms(asking, event.asked)) return 'reconfirmation.awaits'
      return isAtWork(asking) || isDelegate(asking) ? event.type : null
    case 'meeting.cancelled':
      return isAtWork(asking) || isDelegate(asking) ? event.type : null
    case 'release.reservation_lifted':
      return event.type
    case 'translation.issued':
      return readsIn(person, event.language) ? event.type : null
    case 'reservation.lifted':
      if (confirms(asking, awaited)) return 'terms.awaits'
      return isAtWork(asking) ? event.type : null
    case 'silence.taken':
      // The end of its round tells the others.
      return confirms(asking, awaited) ? 'terms.awaits' : null
    case 'corrigendum.proposed': {
      const deciding = decidingCountry(person, subject, now)
      if (deciding.ok && subject.parties.includes(deciding.value)) return 'corrigendum.awaits'
      return isAtWork(asking) ? event.type : null
    }
    case 'corrigendum.objected':
    case 'corrigendum.withdrawn':
    case 'corrigendum.lapsed':
      return isAtWork(asking) ? event.type : null
    case 'corrigendum.issued':
      return event.type
    case 'position.withdrawn':
      return isAtWork(asking) ? 'position.withdrawn' : null
    case 'position.superseded':
      return isAtWork(asking) ? 'position.superseded' : null
    case 'suggestion.decided':
      if (event.proposerId !== person.id) return null
      return event.verdict === 'accepted' ? 'suggestion.accepted' : 'suggestion.rejected'
    case 'proposal.settled':
      if (event.proposerId !== person.id || event.outcome === 'withdrawn') return null
      return event.outcome === 'taken' ? 'proposal.taken' : 'proposal.declined'
    case 'contribution.sent':
      return isAtWork(asking) ? 'contribution.sent' : null
    case 'report.submitted':
    case 'report.consolidated':
      return isAtWork(asking) ? event.type : null
    case 'follow_up.opened':
      return delegationsOf(person, subject, now, ['drafter', 'lead']).includes(event.owner)
        ? event.type
        : null
    case 'spill.reported':
    case 'spill.ended':
    case 'spill.purged':
      return isAtWork(asking) ? event.type : null
    case 'pages_spill.reported':
    case 'pages_spill.ended':
    case 'pages_spill.purged':
      return event.type
    case 'purge.asked': {
      const countries = countriesInSpill(person, 'purge.confirm', subject, now)
      return countries.length > 0 && !countries.includes(event.askedBy) ? 'purge.awaits' : null
    }
    case 'purge.declined':
      return countriesInSpill(person, 'purge.confirm', subject, now).includes(event.askedBy)
        ? event.type
        : null
    case 'position.created':
    case 'position.renamed':
    case 'version.named':
    case 'terms.confirmed':
    case 'release.reconfirmed':
    case 'release.used':
    case 'report.received':
    case 'report.noted':
    case 'follow_up.changed':
    case 'position.closed':
    case 'mandate.shared':
    case 'mandate.unshared':
    case 'contribution.withdrawn':
    case 'releasability.extended':
    case 'releasability.ended':
    case 'limite.confirmed':
    case 'section.agreed':
    case 'section.closed':
    case 'section.reopened':
    case 'authorship.refused':
    case 'purge.withdrawn':
    case 'event.purged':
      return null
    default:
      return assertNever(event)
  }
}

/** Whether somebody gives the answers of one of these countries. */
function confirms({ person, subject, now }: Asking, awaited: readonly CountryCode[]): boolean {
  if (awaited.length === 0) return false
  const deciding = decidingCountry(person, subject, now)
  return deciding.ok && awaited.includes(deciding.value)
}

function accountTopicOf(
  event: AccountEvent,
  person: Person,
  {
    actorId,
    people,
    now,
  }: {
    readonly actorId: string | null
    readonly people: ReadonlyMap<string, Person>
    readonly now: string
  },
): NotificationTopic | null {
  /**
   * Whether the person is one of those who keep an eye on who speaks for a country: its own leads and who stands in for them; where
   * there is none beside who did it and whom it is about, every lead.
   */
  const watches = (country: CountryCode | null | undefined, about?: string): boolean => {
    // Events of before it was told name none.
    if (!country) return false
    const isOther = ({ id }: Person) => id !== actorId && id !== about
    const isKept = [...people.values()].some((each) => isOther(each) && answersFor(each, country, now))
    return isKept ? answersFor(person, country, now) : holdsRole(person, 'lead', now)
  }
  const isLead = holdsRole(person, 'lead', now)
  switch (event.type) {
    case 'deputy.named':
    case 'deputy.ended':
      return event.deputyId === person.id ? event.type : null
    case 'recovery.asked': {
      if (event.accountId === person.id) return 'recovery.of_own'
      const account = people.get(event.accountId)
      const asker = actorId === null ? undefined : people.get(actorId)
      return account && asker && vouchingOf(account, { asker, by: person, people: people.values(), now })
        ? 'recovery.asked'
        : null
    }
    case 'recovery.confirmed':
      return event.askedBy === person.id || event.accountId === person.id ? 'recovery.confirmed' : null
    case 'account.enabled':
      return event.accountId === person.id ? 'account.enabled' : null
    case 'invitation.made':
      if (event.awaitsLeadOf && isOneOf(event.awaitsLeadOf, person, now))
        return approvalTopics(event.awaitsLeadOf, event.leadsFor).awaits
      if (watches(event.leadsFor)) return 'lead.invited'
      if (event.offers?.roles.includes('secretariat') && isLead) return 'secretariat.invited'
      return event.offers?.roles.some(isNational) && watches(event.offers.country)
        ? 'delegation.invited'
        : null
    case 'invitation.approved':
      return event.askedBy === person.id || hearsOfApproval(person, event.leadOf, now)
        ? approvalTopics(event.leadOf, event.leadsFor).approved
        : null
    case 'roles.changed':
      if (event.accountId === person.id) return 'roles.changed'
      if (watches(event.ledFor, event.accountId)) return 'lead.ended'
      if (watches(event.leadsFor, event.accountId)) return 'lead.joined'
      if (isLead && gainedIn(event).some(({ role }) => role === 'secretariat')) return 'secretariat.named'
      return gainedIn(event).some(
        ({ role, country }) => isNational(role) && watches(country, event.accountId),
      )
        ? 'delegation.changed'
        : null
    case 'invitation.used':
      return watches(event.leadsFor) ? 'lead.joined' : null
    case 'account.disabled': {
      const account = people.get(event.accountId)
      const isLead = account && leads({ ...account, isDisabled: false }, account.country, now)
      return isLead && watches(account.country) ? 'lead.disabled' : null
    }
    case 'meeting.set_up':
    case 'meeting.changed':
    case 'forum.changed':
    case 'agenda.changed':
    case 'passkey.refused':
    case 'invitation.withdrawn':
    case 'passkey.added':
    case 'passkey.noted':
    case 'passkey.removed':
    case 'mail_address.changed':
    case 'session.begun':
    case 'recovery.withdrawn':
    case 'recovery.used':
    case 'sessions.ended':
      return null
    default:
      return assertNever(event)
  }
}

/** What those are told who are asked to approve somebody, and that it was done. */
function approvalTopics(
  leadOf: Approvers,
  leadsFor: CountryCode | null,
): { readonly awaits: NotificationTopic; readonly approved: NotificationTopic } {
  if (leadOf === 'any') return { awaits: 'secretariat.awaits', approved: 'secretariat.approved' }
  return leadsFor === null
    ? { awaits: 'delegation.awaits', approved: 'delegation.approved' }
    : { awaits: 'lead.awaits', approved: 'lead.approved' }
}

function hearsOfApproval(person: Person, leadOf: Approvers, now: string): boolean {
  return leadOf === 'any' ? leadsSome(person, now) : answersFor(person, leadOf, now)
}

/** What somebody is for whom, and was not before. */
function gainedIn(event: Extract<AccountEvent, { type: 'roles.changed' }>) {
  // Events from before changes were told in whole name neither.
  const { before, after }: Partial<typeof event> = event
  return (after?.grants ?? []).filter(
    (grant) => !before?.grants.some(({ role, country }) => role === grant.role && country === grant.country),
  )
}

function isNational(role: Role): boolean {
  return nationalRoles.includes(role)
}

/** Whether a language is one that a person, or their country, reads in. */
function readsIn({ language, country }: Person, translated: Language): boolean {
  return language === translated || (country !== null && countryLanguages[country].includes(translated))
}

/** Whether somebody is to speak for a party at its meeting. */
function isDelegate({ person, subject, now }: Asking): boolean {
  return (
    person.country !== null && subject.parties.includes(person.country) && holdsRole(person, 'delegate', now)
  )
}

/** Whether a person works on the position: drafters and leads of its parties, deputies, and the secretariat that runs its rounds. */
function isAtWork({ person, subject, now }: Asking): boolean {
  return (
    delegationsOf(person, subject, now, ['drafter', 'lead']).length > 0 ||
    decidingCountry(person, subject, now).ok ||
    can(person, 'position.withdraw', subject, now)
  )
}

function outcomeTopic(outcome: RoundOutcome): NotificationTopic | null {
  switch (outcome) {
    case 'unanimous':
    case 'unanimous_with_reservations':
    case 'silence_held':
      return 'round.agreed'
    case 'objected':
      return 'round.objected'
    case 'silence_broken':
      return 'round.broken'
    case 'lapsed':
      return 'round.lapsed'
    case 'unsupported':
      return 'round.unsupported'
    // That the draft was reopened, or the position withdrawn, is told by itself.
    case 'reopened':
    case 'withdrawn':
      return null
    default:
      return assertNever(outcome)
  }
}
