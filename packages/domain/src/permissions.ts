import { type CountryCode, inNeutralOrder } from './country.ts'
import { heldNow } from './deputy-period.ts'
import {
  type Capacity,
  capacities,
  type Grant,
  hasRunOut,
  type Person,
  type Role,
  roles,
  rolesForAll,
} from './people.ts'
import { isShared, type Position } from './position.ts'
import type { Refusal } from './refusals.ts'
import { isReleasableTo, type Marked } from './releasability.ts'
import { assertNever, ok, type Result, refuse } from './result.ts'

/** What of a position decides who may do what with it. */
export type PermissionSubject = Pick<
  Position,
  | 'parties'
  | 'penholder'
  | 'marking'
  | 'releasableTo'
  | 'dossierId'
  | 'forumId'
  | 'life'
  | 'releaseInForce'
  | 'lockedTexts'
>

/**
 * How far a role reaches in one row of the matrix: `party` the own country's share in a position it is a party of,
 * `penholder` only for the country that holds the pen, `granted` a party whose grant says so, `marked` as the
 * marking lets it, `released` the same once there is a final text, or before if the grant lets them read drafts, `scope`
 * everything in the grant's scope.
 */
type Reach = 'never' | 'party' | 'penholder' | 'granted' | 'marked' | 'released' | 'scope'

type Row = Readonly<Partial<Record<Role, Reach>>>

/** The permission matrix of DOMAIN §3.4 for everything that concerns a position. What is not named is `never`. */
export const permissionMatrix = {
  'position.read': {
    drafter: 'party',
    lead: 'party',
    delegate: 'party',
    observer: 'released',
    secretariat: 'scope',
    registrar: 'party',
  },
  'position.create': { drafter: 'penholder', lead: 'penholder', secretariat: 'scope' },
  'position.rename': { drafter: 'penholder', lead: 'penholder', secretariat: 'penholder' },
  'position.withdraw': { lead: 'penholder', secretariat: 'scope' },
  'position.close': { lead: 'penholder', secretariat: 'scope' },
  'coordination.start': { drafter: 'penholder', lead: 'penholder', secretariat: 'penholder' },
  'draft.read': {
    drafter: 'party',
    lead: 'party',
    delegate: 'granted',
    observer: 'granted',
    secretariat: 'scope',
  },
  'draft.edit': { drafter: 'party', lead: 'party', secretariat: 'penholder' },
  'draft.suggest': { drafter: 'party', lead: 'party', delegate: 'granted', secretariat: 'penholder' },
  comment: { drafter: 'party', lead: 'party', delegate: 'granted', secretariat: 'scope' },
  /** To mark a thread, for the own delegation, as one that must be closed before sign-off. */
  'comment.hold': { drafter: 'party', lead: 'party' },
  'draft.reopen': { lead: 'penholder', secretariat: 'scope' },
  /** To let a country read what is marked for the Member States, or no longer. */
  'releasability.set': { lead: 'penholder', secretariat: 'scope' },
  'bracket.propose': { drafter: 'party', lead: 'party' },
  'bracket.resolve': { lead: 'party' },
  'reservation.propose': { drafter: 'party', lead: 'party' },
  /** To enter a reservation, and to lift it. */
  'reservation.enter': { lead: 'party' },
  /** To mark a section as agreed at working level, and to close it. */
  'section.mark': { drafter: 'penholder', lead: 'penholder', secretariat: 'penholder' },
  'section.reopen': { drafter: 'party', lead: 'party', secretariat: 'penholder' },
  'version.freeze': { drafter: 'penholder', lead: 'penholder', secretariat: 'scope' },
  'version.read': {
    drafter: 'party',
    lead: 'party',
    delegate: 'granted',
    observer: 'granted',
    secretariat: 'scope',
  },
  'round.open': { lead: 'penholder', secretariat: 'scope' },
  'round.remind': { lead: 'penholder', secretariat: 'scope' },
  'extension.ask': { lead: 'party' },
  'extension.grant': { lead: 'penholder', secretariat: 'scope' },
  'decision.give': { lead: 'party' },
  'support.withdraw': { lead: 'party' },
  'release.issue': { lead: 'penholder', secretariat: 'scope' },
  /** To put the correction of a slip in a final text before the leads, and to take the own one back. */
  'corrigendum.propose': { lead: 'party', secretariat: 'scope' },
  'corrigendum.object': { lead: 'party' },
  'release.read': {
    drafter: 'party',
    lead: 'party',
    delegate: 'party',
    observer: 'marked',
    secretariat: 'scope',
    registrar: 'party',
  },
  /** To issue a working translation of a final text. */
  'translation.issue': { lead: 'party', secretariat: 'scope' },
  'national.read': { drafter: 'party', lead: 'party', delegate: 'granted' },
  'national.write': { drafter: 'party', lead: 'party' },
  /** To tell the others something of the own pages. */
  'national.share': { lead: 'party' },
  /** What delegations tell the others of their mandates. */
  'mandate.read': { drafter: 'party', lead: 'party', delegate: 'granted', secretariat: 'scope' },
  /** Who may be behind an edit in another's name: for those who look after the text, not for the other delegations. */
  'forgery.read': { secretariat: 'scope' },
  /** To say that classified information stands in the joint text, or beside it: whoever can read it there. */
  'spill.report': {
    drafter: 'party',
    lead: 'party',
    delegate: 'granted',
    observer: 'granted',
    secretariat: 'scope',
  },
  /** To deal with what was reported in the joint text; in own pages, their delegation's lead. */
  'spill.handle': { lead: 'penholder' },
  'spill.handle_pages': { lead: 'party' },
  /** The same of a shared joint text, where the penholder's country has no lead. */
  'spill.stand_in': { lead: 'party' },
  /** To confirm or decline a purge that takes what others have signed. */
  'purge.confirm': { lead: 'party' },
  'report.write': { drafter: 'party', lead: 'party', delegate: 'party' },
  'report.consolidate': { secretariat: 'scope' },
  /** What was reported of a meeting, and what follows from it. */
  'report.read': {
    drafter: 'party',
    lead: 'party',
    delegate: 'party',
    secretariat: 'scope',
    registrar: 'party',
  },
  /** To say, for the own country, that what was consolidated has been seen. */
  'report.note': { lead: 'party' },
  /** To go on with what the own country is to do after a meeting. */
  'follow_up.turn': { drafter: 'party', lead: 'party' },
  /** To say whom to ask of the own delegation at the meeting. */
  'contact.name': { drafter: 'party', lead: 'party' },
  /** To have what proves a final text, with the names of those who decided. */
  'evidence.export': { drafter: 'party', lead: 'party', secretariat: 'scope', registrar: 'party' },
  'archive.export': { lead: 'party', registrar: 'party' },
} as const satisfies Readonly<Record<string, Row>>

/**
 * What goes on while classified information is reported in the joint text: nothing of it shows that text. Own pages have locks
 * of their own.
 */
const goesOnWhenLocked: ReadonlySet<Action> = new Set([
  'position.read',
  'position.create',
  'position.withdraw',
  'national.read',
  'national.write',
  'national.share',
  'spill.report',
  'spill.handle',
  'spill.handle_pages',
  'spill.stand_in',
  'purge.confirm',
])

/** The rights that a deputy has of the lead: what binds the country in a text that it signs. */
const deputys: ReadonlySet<Action> = new Set([
  'decision.give',
  'reservation.enter',
  'support.withdraw',
  'corrigendum.object',
  'extension.ask',
])

/** Who looks after people. What is not named is refused. */
export const accountMatrix = {
  'people.read': ['administrator'],
  'people.invite': ['administrator'],
  'people.disable': ['administrator'],
  /** To vouch for somebody who lost their passkeys: a lead for those of their own country, and for whoever reads for all without one. */
  'people.recover': ['administrator', 'lead'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

export type AccountAction = keyof typeof accountMatrix

export type Action = keyof typeof permissionMatrix

/** Every action, in the order of the matrix. */
export const actions = Object.keys(permissionMatrix) as readonly Action[]

/**
 * The one place that decides who may do what (DOMAIN §3.4 and invariant 14): role, country and marking together.
 * `now` is an instant, ISO 8601 in UTC. A disabled person may nothing; an administrator as such reads no content.
 */
export function can(person: Person, action: Action, subject: PermissionSubject, now: string): boolean {
  return capacityFor(person, action, subject, now) !== null
}

/** In what capacity a person may do it: by which role that gives the right, else as the deputy of a lead; null where they may not. */
export function capacityFor(
  person: Person,
  action: Action,
  subject: PermissionSubject,
  now: string,
): Capacity | null {
  if (isLocked(subject, null) && !goesOnWhenLocked.has(action)) return null
  const row: Row = permissionMatrix[action]
  const own = activeGrants(person, subject, now).filter((grant) =>
    reaches(row[grant.role] ?? 'never', grant, subject),
  )
  const first = capacities.find((capacity) => own.some(({ role }) => role === capacity))
  if (first) return first
  return deputys.has(action) && deputysDecision(person, subject, now) !== null ? 'deputy' : null
}

/** Whether a text of the position is locked for a spill: the joint one for null, else a country's own pages. */
export function isLocked(
  { lockedTexts }: Pick<Position, 'lockedTexts'>,
  country: CountryCode | null,
): boolean {
  return lockedTexts.includes(country)
}

/** The same position as it would be without its locks: who could read it, who is to hear of them. */
export function withoutLocks<Subject extends PermissionSubject>(subject: Subject): Subject {
  return { ...subject, lockedTexts: [] }
}

/**
 * Whether a person may read the draft as it was at an instant. What was written before it was shared (`sharedAt`, null
 * while it is not) belongs to those who could read it then, also after it was taken out again. Instants in UTC.
 */
export function canReadMoment(
  person: Person,
  subject: PermissionSubject,
  moment: { readonly at: string; readonly sharedAt: string | null },
  now: string,
): boolean {
  const isBeforeSharing = moment.sharedAt !== null && Date.parse(moment.at) < Date.parse(moment.sharedAt)
  return can(person, 'draft.read', isBeforeSharing ? { ...subject, life: { status: 'draft' } } : subject, now)
}

/** For which country a person decides, and in whose stead: null for their own right. */
export interface Deciding {
  readonly country: CountryCode
  readonly deputyFor: string | null
}

/**
 * Which country a person decides for in this position: the country of their lead's grant, or of the lead whose deputy they are
 * now, where they read its versions by themselves. Refuses `forbidden`, and `secretariat_never_decides` to whoever also runs
 * the rounds for the secretariat here (invariant 16).
 */
export function decidingAs(
  person: Person,
  subject: PermissionSubject,
  now: string,
): Result<Deciding, Refusal> {
  if (isLocked(subject, null)) return refuse({ code: 'spill_locked' })
  const grants = activeGrants(person, subject, now)
  const deciding = ownDecision(grants, subject) ?? deputysDecision(person, subject, now)
  if (!deciding) return refuse({ code: 'forbidden' })
  if (grants.some((grant) => grant.role === 'secretariat'))
    return refuse({ code: 'secretariat_never_decides' })
  return ok(deciding)
}

/** The country alone of `decidingAs`. */
export function decidingCountry(
  person: Person,
  subject: PermissionSubject,
  now: string,
): Result<CountryCode, Refusal> {
  const deciding = decidingAs(person, subject, now)
  return deciding.ok ? ok(deciding.value.country) : deciding
}

function ownDecision(grants: readonly Grant[], subject: PermissionSubject): Deciding | null {
  const lead = grants.find((grant) => grant.role === 'lead' && reaches('party', grant, subject))
  return lead?.country ? { country: lead.country, deputyFor: null } : null
}

function deputysDecision(person: Person, subject: PermissionSubject, now: string): Deciding | null {
  if (!can(person, 'version.read', subject, now)) return null
  for (const { leadId, grants } of heldNow(person, now)) {
    const decision = ownDecision(activeGrants({ ...person, grants }, subject, now), subject)
    // For another country than their own nobody stands in.
    if (decision?.country === person.country) return { ...decision, deputyFor: leadId }
  }
  return null
}

/** Whether anybody decides for a country in a position at this instant. */
export function isLedBy(
  country: CountryCode,
  {
    people,
    subject,
    now,
  }: { readonly people: Iterable<Person>; readonly subject: PermissionSubject; readonly now: string },
): boolean {
  return [...people].some((person) => {
    const deciding = decidingCountry(person, subject, now)
    return deciding.ok && deciding.value === country
  })
}

/**
 * The delegations that a person sits in when this position is discussed: as drafter, lead, or delegate who reads drafts,
 * in one of the given roles.
 */
export function delegationsOf(
  person: Person,
  subject: PermissionSubject,
  now: string,
  among: readonly Role[] = ['drafter', 'lead', 'delegate'],
): readonly CountryCode[] {
  return countriesOf(person, 'national.read', subject, now, among)
}

/** The countries whose own pages of a position a person may read, write or tell the others of. */
export function pagesOf(
  person: Person,
  action: 'national.read' | 'national.write' | 'national.share' | 'spill.handle_pages',
  subject: PermissionSubject,
  now: string,
): readonly CountryCode[] {
  return countriesOf(person, action, subject, now, roles).filter(
    (country) => action === 'spill.handle_pages' || !isLocked(subject, country),
  )
}

/**
 * The delegations that a person speaks for in the text of this position, in the neutral order: those for which they put
 * text in brackets, and say in whose name a wording stands.
 */
export function supportsFor(person: Person, subject: PermissionSubject, now: string): readonly CountryCode[] {
  if (isLocked(subject, null)) return []
  return inNeutralOrder(countriesOf(person, 'bracket.propose', subject, now, roles))
}

/** The countries in whose name a person deals with what is reported in the joint text, or confirms a purge of it, locked as it is. */
export function countriesInSpill(
  person: Person,
  action: 'spill.handle' | 'spill.stand_in' | 'purge.confirm',
  subject: PermissionSubject,
  now: string,
): readonly CountryCode[] {
  return countriesOf(person, action, subject, now, ['lead'])
}

/** The countries in whose name a person does something with a position, in the neutral order; none while it is locked. */
export function countriesWhere(
  person: Person,
  action:
    | 'report.write'
    | 'report.note'
    | 'follow_up.turn'
    | 'contact.name'
    | 'section.mark'
    | 'section.reopen',
  subject: PermissionSubject,
  now: string,
): readonly CountryCode[] {
  if (isLocked(subject, null)) return []
  return inNeutralOrder(countriesOf(person, action, subject, now, roles))
}

/** For which countries, in the neutral order, and whether for the secretariat, a person issues translations of a final text. */
export function translatesFor(
  person: Person,
  subject: PermissionSubject,
  now: string,
): { readonly countries: readonly CountryCode[]; readonly isSecretariat: boolean } {
  if (isLocked(subject, null)) return { countries: [], isSecretariat: false }
  const { lead, secretariat } = permissionMatrix['translation.issue']
  const grants = activeGrants(person, subject, now)
  const countries = grants.flatMap((grant) =>
    grant.role === 'lead' && grant.country !== null && reaches(lead, grant, subject) ? [grant.country] : [],
  )
  return {
    countries: inNeutralOrder(countries),
    isSecretariat: grants.some(
      (grant) => grant.role === 'secretariat' && reaches(secretariat, grant, subject),
    ),
  }
}

/** Whether a person may look after people in this way: the one place that decides it. */
export function canManage(person: Person, action: AccountAction, now: string): boolean {
  return accountMatrix[action].some((role) => holdsRole(person, role, now))
}

/** Whether a person sets up forums, meetings, agendas and dossiers: the secretariat convenes, not who is part of it for one dossier. */
export function keepsCalendar(person: Person, now: string): boolean {
  const grants = person.grants.filter(({ scope }) => scope.kind === 'everything')
  return holdsRole({ ...person, grants }, 'secretariat', now)
}

/** In whose name somebody vouches for another: an administrator's, a lead's of the other's country, or of any; for oneself nobody does. */
export type Voucher = (typeof accountMatrix)['people.recover'][number]

/** In which capacities a person may vouch for another at this instant. */
export function vouchesAs(by: Person, person: Person, now: string): readonly Voucher[] {
  if (by.id === person.id) return []
  return accountMatrix['people.recover'].filter((role) =>
    role === 'lead' ? leadsOver(by, person, now) : holdsRole(by, role, now),
  )
}

/** Whether a person may know of an account: who looks after people, a lead of the same country, and any lead of whoever reads for all without one. */
export function seesAccount(by: Person, person: Person, now: string): boolean {
  return canManage(by, 'people.read', now) || leadsOver(by, person, now)
}

/** Whether a person without a country is, or will be, somebody who reads what is all countries': it is the business of every lead. */
export function readsForAll({ country, grants }: Pick<Person, 'country' | 'grants'>, now: string): boolean {
  return (
    country === null && grants.some((grant) => rolesForAll.includes(grant.role) && !hasRunOut(grant, now))
  )
}

function leadsOver(by: Person, person: Person, now: string): boolean {
  return leads(by, person.country, now) || (readsForAll(person, now) && leadsSome(by, now))
}

/** Whether a person leads for a country as a whole, or stands in for one who does, at this instant. */
export function answersFor(person: Person, country: CountryCode, now: string): boolean {
  return (
    leads(person, country, now) ||
    (!person.isDisabled &&
      person.country === country &&
      heldNow(person, now).some(({ grants }) => leads({ ...person, grants }, country, now)))
  )
}

/** What of a person their rights follow from. */
type Held = Pick<Person, 'isDisabled' | 'grants'>

/**
 * Whether a person leads for a country as a whole at this instant: for everything and without an end. Whoever leads for a part, or for
 * a while, decides there, and has no say in who else leads.
 */
export function leads(person: Held, country: CountryCode | null, now: string): boolean {
  if (country === null) return false
  const grants = person.grants.filter((grant) => grant.country === country && !isNarrow(grant, now))
  return holdsRole({ ...person, grants }, 'lead', now)
}

/** Whether a person leads some country as a whole at this instant. */
export function leadsSome(person: Held, now: string): boolean {
  return holdsRole({ ...person, grants: person.grants.filter((grant) => !isNarrow(grant, now)) }, 'lead', now)
}

/** Whether a person leads for a country where a position belongs (null: anywhere), whatever its state, at this instant. */
export function leadsIn(
  person: Held,
  country: CountryCode,
  subject: Pick<PermissionSubject, 'dossierId' | 'forumId'> | null,
  now: string,
): boolean {
  const own = person.grants.filter((grant) => grant.role === 'lead' && grant.country === country)
  return (
    !person.isDisabled &&
    own.some((grant) => isValidAt(grant, now) && (subject === null || covers(grant, subject)))
  )
}

/** Whether a grant is for a part of the workspace, for a while, or to begin yet. */
export function isNarrow({ scope, validFrom, validTo }: Grant, now: string): boolean {
  return scope.kind !== 'everything' || validTo !== null || Date.parse(now) < Date.parse(validFrom)
}

/** Whether the person holds the role for anything at all at this instant. */
export function holdsRole(person: Held, role: Role, now: string): boolean {
  return !person.isDisabled && person.grants.some((grant) => grant.role === role && isValidAt(grant, now))
}

function countriesOf(
  person: Person,
  action: Action,
  subject: PermissionSubject,
  now: string,
  among: readonly Role[],
): readonly CountryCode[] {
  const row: Row = permissionMatrix[action]
  const countries = activeGrants(person, subject, now)
    .filter((grant) => among.includes(grant.role) && reaches(row[grant.role] ?? 'never', grant, subject))
    .flatMap(({ country }) => (country === null ? [] : [country]))
  return [...new Set(countries)]
}

function activeGrants(person: Held, subject: PermissionSubject, now: string): readonly Grant[] {
  if (person.isDisabled) return []
  return person.grants.filter((grant) => isValidAt(grant, now) && covers(grant, subject))
}

function isValidAt(grant: Grant, now: string): boolean {
  const instant = Date.parse(now)
  return (
    Date.parse(grant.validFrom) <= instant && (grant.validTo === null || instant < Date.parse(grant.validTo))
  )
}

function covers(grant: Grant, subject: Pick<PermissionSubject, 'dossierId' | 'forumId'>): boolean {
  switch (grant.scope.kind) {
    case 'everything':
      return true
    case 'forum':
      return grant.scope.forumId === subject.forumId
    case 'dossier':
      return grant.scope.dossierId === subject.dossierId
    default:
      return assertNever(grant.scope)
  }
}

function reaches(reach: Reach, grant: Grant, subject: PermissionSubject): boolean {
  if (reach === 'never' || !markingAdmits(grant, subject)) return false
  const isPenholder = grant.country === subject.penholder
  if (!isShared(subject.life) && !isPenholder && reach !== 'scope') return false
  const isParty = grant.country !== null && subject.parties.includes(grant.country)
  switch (reach) {
    case 'party':
      return isParty
    case 'penholder':
      return isPenholder
    case 'granted':
      return grant.readsDrafts && (isParty || grant.role === 'observer')
    case 'released':
      return isDistributed(grant, subject) && (grant.readsDrafts || hasBeenReleased(subject))
    case 'marked':
      return isDistributed(grant, subject)
    case 'scope':
      return true
    default:
      return assertNever(reach)
  }
}

function isDistributed({ country }: Grant, { marking, releasableTo }: PermissionSubject): boolean {
  if (marking === 'public') return true
  return country !== null && (marking === 'delegates' || releasableTo.includes(country))
}

/** Whether there is, or was, a final text; of a withdrawn position nothing is told beyond the final text itself. */
export function hasBeenReleased({ life, releaseInForce }: PermissionSubject): boolean {
  return releaseInForce !== null || life.status === 'closed' || life.status === 'superseded'
}

/** The parties whose delegations a marking lets read a draft; a position that is older than this rule may have others. */
export function partiesWhoRead(
  subject: Pick<PermissionSubject, 'parties' | keyof Marked>,
): readonly CountryCode[] {
  return subject.parties.filter((party) => isReleasableTo(subject, party))
}

/**
 * *DK-FI-SE only* keeps out whoever acts for another country that it is not releasable to, the secretariat's people of those
 * countries included, and whoever acts for no country without being the secretariat.
 */
function markingAdmits({ country, role }: Grant, subject: PermissionSubject): boolean {
  if (country !== null) return isReleasableTo(subject, country)
  return subject.marking !== 'member_states_only' || role === 'secretariat'
}
