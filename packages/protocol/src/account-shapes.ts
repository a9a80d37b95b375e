import { accountTurnKinds } from '@samsyn/domain'
import { z } from 'zod'
import { account, country, id, instant, personCard, role } from './shapes.ts'

/** That somebody shall come back, as those see it who may vouch for them. The link is in no answer but the first. */
export const recovery = z.object({
  id,
  person: personCard,
  reason: z.string(),
  askedAt: instant,
  askedBy: personCard,
  /** Of what was asked while it waits, then of the link. */
  expiresAt: instant,
  confirmed: z.object({ at: instant, by: personCard }).nullable(),
  standing: z.enum(['asked', 'expired', 'withdrawn', 'link_open', 'link_used']),
  may: z.object({ confirm: z.boolean(), withdraw: z.boolean() }),
})

const scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everything') }),
  z.strictObject({ kind: z.literal('forum'), forumId: id }),
  z.strictObject({ kind: z.literal('dossier'), dossierId: id }),
])

/** What somebody is, where and for how long. */
export const grant = z.strictObject({
  role,
  country: country.nullable(),
  scope,
  readsDrafts: z.boolean(),
  validFrom: instant,
  validTo: instant.nullable(),
})

/** A grant with the name of its forum or dossier. */
const placedGrant = z.object({ grant, within: z.string().nullable() })

/** A person's account with all that became of it, newest first, as those see it who may know of it. */
export const accountDetail = account.extend({
  /** None for a lead. */
  turns: z.array(
    z.object({ kind: z.enum(accountTurnKinds), at: instant, by: personCard, reason: z.string() }),
  ),
  recoveries: z.array(recovery),
  /** What they are now as a whole. */
  roles: z.array(z.object({ role, readsDrafts: z.boolean() })),
  /** What they are, or will be, for a part or for a while; without what has run out. */
  narrower: z.array(placedGrant),
  /** What was taken from them, newest first. None for a lead. */
  ended: z.array(placedGrant.extend({ endedAt: instant })),
  may: z.object({ turn: z.boolean(), recover: z.boolean(), changeRoles: z.boolean() }),
})

/** Who decides in whose stead, and when. */
export const deputyship = z.object({
  id,
  lead: personCard,
  deputy: personCard,
  validFrom: instant,
  /** The first instant at which it no longer counts, by itself or since the lead ended it. */
  validTo: instant,
  standing: z.enum(['to_come', 'holds', 'over']),
})

/** A person's deputies, and whose deputy they are; newest first. */
export const deputies = z.object({
  mayName: z.boolean(),
  /** Who can be a deputy of theirs. */
  candidates: z.array(personCard),
  named: z.array(deputyship),
  /** Without those that are over. */
  held: z.array(deputyship),
})

export type AccountDetail = z.infer<typeof accountDetail>
export type Deputies = z.infer<typeof deputies>
export type Deputyship = z.infer<typeof deputyship>
export type Recovery = z.infer<typeof recovery>
