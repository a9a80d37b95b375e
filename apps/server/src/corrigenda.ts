import {
  type Command,
  type Corrigendum,
  corrigendumEndingOf,
  issuedCorrigenda,
  lostBefore,
  type Position,
  type Transition,
} from '@samsyn/domain'
import type { Tables } from '@samsyn/storage'
import { partiesWithoutLead } from './parties-without-lead.ts'

/** A corrigendum of any final text of a position; null where it has none of that id. */
export async function corrigendumOf(
  tables: Tables,
  { id }: Position,
  corrigendumId: string,
): Promise<Corrigendum | null> {
  const releases = await tables.releases.byPosition(id)
  return releases.flatMap(({ corrigenda }) => corrigenda).find((one) => one.id === corrigendumId) ?? null
}

/** The command that ends a corrigendum whose time has come, with all that the rules ask of what is stored. */
export async function endingOf(
  tables: Tables,
  position: Position,
  corrigendum: Corrigendum,
  now: string,
): Promise<Extract<Command, { type: 'end_corrigendum' }>> {
  const release = await tables.releases.byId(corrigendum.text.release.id)
  const spills = await tables.spills.byPosition(position.id)
  return {
    type: 'end_corrigendum',
    corrigendum,
    issued: issuedCorrigenda(release?.corrigenda ?? []).length,
    wasLocked: spills.some(
      ({ country, end }) =>
        country === null && (end === null || Date.parse(end.at) > Date.parse(corrigendum.proposedAt)),
    ),
    partiesWithoutLead: await partiesWithoutLead(position, tables, now),
    lost: lostBefore(corrigendum.deadline, await tables.heartbeat.outages(), {
      since: corrigendum.proposedAt,
    }),
  }
}

/** Keeps how a corrigendum ended, in the transaction of the command that ended it. */
export async function keepEnding(
  tables: Tables,
  command: Extract<Command, { readonly corrigendum: Corrigendum }>,
  change: Transition,
  by: { readonly now: string; readonly personId: string },
): Promise<void> {
  const ending = corrigendumEndingOf(command, change, by)
  if (ending) await tables.releases.endCorrigendum(command.corrigendum.id, ending)
}
