import {
  type AccountEvent,
  type Approvers,
  type ChainedEvent,
  type CountryCode,
  type Grant,
  grantOf,
  type InvitationOffer,
  leads,
  leadsForIn,
  leadsIn,
  leadsSome,
  type Position,
  type Role,
} from '@samsyn/domain'

/** Somebody leads, or has led, for a country. */
export interface LeadFault {
  readonly kind: 'lead_untold' | 'lead_unapproved'
  readonly personId: string
  readonly country: CountryCode
}

/** An answer of a country, or what it did to one, and the place at which the chain tells of it. */
export interface Answered {
  readonly personId: string
  readonly deputyFor: string | null
  readonly country: CountryCode
  readonly at: string
  readonly sequence: number
}

/** Who led for which country at which place in the chain, as far as it tells. */
export interface LeadHistory {
  /** Whether whoever answered for a country led for it then, there or (null) anywhere, or stood in for somebody who did. */
  answersFor(answered: Answered, subject: Pick<Position, 'dossierId' | 'forumId'> | null): boolean
  /** The grants as a lead that somebody was given last; null for those whom a sample began with. */
  held(personId: string): readonly Grant[] | null
  /** Who led for a country, or for any, just before a place in the chain, of those whose coming it tells of. */
  ledBy(of: Approvers, place: Place): readonly string[]
  /** Whether somebody led for a country, or for any, just before a place; of whom a sample began with it cannot be told, and it is so. */
  hasLed(personId: string | null, of: Approvers, place: Place): boolean
  readonly faults: readonly LeadFault[]
}

type Place = Pick<ChainedEvent, 'sequence' | 'at'>

/** What somebody was from a place in the chain on. */
interface Standing {
  readonly sequence: number
  readonly isDisabled: boolean
  /** As a lead alone; null for those whom a sample began with, of whose coming nothing is told. */
  readonly grants: readonly Grant[] | null
}

type Made = Extract<AccountEvent, { readonly type: 'invitation.made' }>
/** By which somebody comes to lead, or no longer does. */
type Coming = Extract<AccountEvent, { readonly type: 'invitation.used' | 'roles.changed' }>

interface Reading {
  readonly isSample: boolean
  /** By their id; they tell it for events of before that name no country. Null where the events are those of a package, which has of some people only what is about them. */
  readonly offers: ReadonlyMap<string, InvitationOffer> | null
}

/** Reads from the events of accounts, oldest first, who led when. */
export function leadHistory(events: readonly ChainedEvent[], { isSample, offers }: Reading): LeadHistory {
  const namedSince = Math.min(
    ...events.filter(({ event }) => 'leadsFor' in event).map(({ sequence }) => sequence),
  )
  const made = new Map<string, ChainedEvent & { readonly event: Made }>()
  const approved = new Set<string>()
  const standings = new Map<string, Standing[]>()
  const faults: LeadFault[] = []
  for (const one of events) read(one)
  return {
    answersFor: ({ personId, deputyFor, country, at, sequence }, subject) => {
      const lead = standingOf(deputyFor ?? personId, sequence)
      const isLead = lead.grants === null || leadsIn({ ...lead, grants: lead.grants }, country, subject, at)
      return isLead && (deputyFor === null || standsIn({ personId, deputyFor, at, sequence }))
    },
    ledBy: (of, { sequence, at }) =>
      [...standings.keys()].filter((personId) => isLead(of, { ...standingOf(personId, sequence), at })),
    hasLed: (personId, of, { sequence, at }) => {
      if (personId === null) return false
      const standing = standingOf(personId, sequence)
      return standing.grants === null || isLead(of, { ...standing, at })
    },
    held: (personId) => standingOf(personId, Number.POSITIVE_INFINITY).grants,
    faults,
  }

  function read(one: ChainedEvent): void {
    const { event, personId, sequence } = one
    switch (event.type) {
      case 'invitation.made':
        made.set(event.invitationId, { ...one, event })
        break
      case 'invitation.approved':
        if (isOfAnotherLead(one, event)) approved.add(event.invitationId)
        break
      case 'invitation.used':
        // Who comes back is what they were.
        if (personId !== null && made.get(event.invitationId)?.event.kind !== 'recovery')
          come(personId, leadsAsUsed(event, one), { ...one, event })
        break
      case 'roles.changed':
        come(event.accountId, leadsAfter(event, one), { ...one, event })
        break
      case 'account.disabled':
      case 'account.enabled':
        stand(event.accountId, {
          ...standingOf(event.accountId, sequence),
          sequence,
          isDisabled: event.type === 'account.disabled',
        })
        break
    }
  }

  /** Somebody leads from now on for what the event says, where that was asked for and, beside another lead, approved. */
  function come(
    personId: string,
    grants: readonly Grant[] | null,
    { event, personId: by, sequence, at }: ChainedEvent & { readonly event: Coming },
  ): void {
    const known = standingOf(personId, sequence)
    // Whom an invitation brings in was nothing before, in a sample neither.
    const before = event.type === 'invitation.used' ? { ...known, grants: [] } : known
    // What a package has of others is not all of them.
    const others = offers === null ? [] : [...standings.keys()]
    const asked = made.get(event.invitationId)
    const untold = new Set<CountryCode>()
    for (const country of new Set(grants?.flatMap((grant) => grant.country ?? []))) {
      const isNew = before.grants !== null && !leads({ ...before, grants: before.grants }, country, at)
      if (!isNew || !leads({ isDisabled: false, grants: grants ?? [] }, country, at)) continue
      // Roles that nobody had to approve are changed at once, and told of once.
      const isAsked = asked
        ? countryIn(asked.event, asked.sequence) === country
        : event.type === 'roles.changed'
      if (!isAsked) untold.add(country)
      const maker = asked ? asked.personId : by
      const isBeside = others.some((other) => {
        const { grants: held, isDisabled } = standingOf(other, sequence)
        return other !== personId && other !== maker && leads({ isDisabled, grants: held ?? [] }, country, at)
      })
      const isAwaited = asked?.event.awaitsLead || asked?.event.awaitsLeadOf === country
      if ((isAwaited || isBeside) && !approved.has(event.invitationId))
        faults.push({ kind: 'lead_unapproved', personId, country })
    }
    for (const country of untold) faults.push({ kind: 'lead_untold', personId, country })
    const told = grants?.filter(({ country }) => country === null || !untold.has(country)) ?? null
    stand(personId, { ...before, sequence, grants: told })
  }

  function stand(personId: string, standing: Standing): void {
    standings.set(personId, [...(standings.get(personId) ?? []), standing])
  }

  /** What somebody was just before a place. */
  function standingOf(personId: string, sequence: number): Standing {
    const last = standings.get(personId)?.findLast((standing) => standing.sequence < sequence)
    return last ?? { sequence: 0, isDisabled: false, grants: isSample ? null : [] }
  }

  function isOfAnotherLead(
    { personId, country, sequence, at }: ChainedEvent,
    { invitationId, leadsFor }: Extract<AccountEvent, { readonly type: 'invitation.approved' }>,
  ): boolean {
    if (personId === null || personId === made.get(invitationId)?.personId) return false
    if (offers === null && !standings.has(personId)) return country === leadsFor
    const { grants, isDisabled } = standingOf(personId, sequence)
    return grants === null || leads({ grants, isDisabled }, leadsFor, at)
  }

  function standsIn({ personId, deputyFor, at, sequence }: Omit<Answered, 'country'>): boolean {
    const told = events.filter((one) => one.sequence < sequence && one.personId === deputyFor)
    return told.some(
      ({ event }) =>
        event.type === 'deputy.named' &&
        event.deputyId === personId &&
        Date.parse(event.validFrom) <= Date.parse(at) &&
        Date.parse(at) < Date.parse(event.validTo) &&
        !told.some(
          ({ event: ending }) => ending.type === 'deputy.ended' && ending.deputyshipId === event.deputyshipId,
        ),
    )
  }

  /** For whom somebody is let lead; of before it was named in events, their invitation tells. */
  function countryIn(
    { leadsFor, invitationId }: Pick<Coming | Made, 'leadsFor' | 'invitationId'>,
    sequence: number,
  ): CountryCode | null {
    const offer = offers?.get(invitationId)
    // The type is that of events as they are written now.
    return leadsFor ?? (sequence < namedSince && offer ? leadsForIn(offer) : null)
  }

  function leadsAsUsed(
    event: Extract<Coming, { readonly type: 'invitation.used' }>,
    one: ChainedEvent,
  ): readonly Grant[] | null {
    const isSilent = event.leadsFor === undefined && one.sequence < namedSince
    return offers === null && isSilent ? null : leadOf(countryIn(event, one.sequence), one)
  }

  function leadsAfter(
    event: Extract<Coming, { readonly type: 'roles.changed' }>,
    one: ChainedEvent,
  ): readonly Grant[] | null {
    const { grants } = standingOf(event.accountId, one.sequence)
    // One of before it was told in whole has names of roles.
    const { after, roles = [] } = event as Partial<typeof event> & { readonly roles?: readonly Role[] }
    if (after) return after.grants.filter(({ role }) => role === 'lead')
    if (!roles.includes('lead')) return []
    return grants === null ? null : [...grants, ...leadOf(event.leadsFor ?? null, one)]
  }
}

function isLead(
  of: Approvers,
  { grants, isDisabled, at }: Omit<Standing, 'sequence'> & { readonly at: string },
): boolean {
  const held = { isDisabled, grants: grants ?? [] }
  return of === 'any' ? leadsSome(held, at) : leads(held, of, at)
}

function leadOf(country: CountryCode | null, { at }: Pick<ChainedEvent, 'at'>): readonly Grant[] {
  return country === null ? [] : [grantOf({ role: 'lead', readsDrafts: false }, { country, now: at })]
}
