import {
  canManage,
  confirmRecovery,
  type Grant,
  hasRunOut,
  isNarrow,
  type Ministry,
  type Person,
  type Recovery,
  recoveryStanding,
  standingOf,
  vouchesAs,
} from '@samsyn/domain'
import type { AccountDetail, Recovery as RecoveryView } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { personCard } from './people.ts'

/** Who looks, and when. */
interface Looking {
  readonly person: Person
  readonly now: string
}

/** Everybody and every ministry, by id. */
interface Known {
  readonly people: ReadonlyMap<string, Person>
  readonly ministries: ReadonlyMap<string, Ministry>
}

/** A person's account with what became of it, as somebody sees it who may know of it. */
export async function accountDetailView(
  account: Person,
  tables: Tables,
  looking: Looking,
): Promise<AccountDetail> {
  const known = await knownIn(tables)
  const { person, now } = looking
  const maySeeTurns = canManage(person, 'people.read', now)
  const turns = maySeeTurns ? await tables.accountTurns.byAccount(account.id) : []
  const recoveries = await tables.recoveries.byAccount(account.id)
  const place = await placesIn(tables)
  const ended = maySeeTurns ? await tables.people.endedGrants(account.id) : []
  const isAsked = recoveries.some((recovery) => recoveryStanding(recovery, now) === 'asked')
  return {
    person: personCard(account, known.ministries),
    isDisabled: account.isDisabled,
    passkeys: (await tables.passkeys.byPerson(account.id)).length,
    turns: turns.flatMap(({ kind, at, by, reason }) => {
      const doer = known.people.get(by)
      return doer ? [{ kind, at, by: personCard(doer, known.ministries), reason }] : []
    }),
    recoveries: await Promise.all(
      recoveries.map((recovery) => recoveryView(recovery, { tables, known, looking })),
    ),
    roles: account.grants
      .filter((grant) => !isNarrow(grant, now))
      .map(({ role, readsDrafts }) => ({ role, readsDrafts })),
    narrower: account.grants
      .filter((grant) => isNarrow(grant, now) && !hasRunOut(grant, now))
      .map((grant) => ({ grant, within: place(grant) })),
    ended: ended
      .map(({ endedAt, ...grant }) => ({ grant, within: place(grant), endedAt }))
      .toSorted((one, other) => Date.parse(other.endedAt) - Date.parse(one.endedAt)),
    may: {
      changeRoles: canManage(person, 'people.invite', now) && person.id !== account.id && !account.isDisabled,
      turn: canManage(person, 'people.disable', now) && person.id !== account.id,
      recover: !isAsked && !account.isDisabled && vouchesAs(person, account, now).length > 0,
    },
  }
}

/** The recoveries that wait to be confirmed, of the accounts that somebody sees. */
export async function waitingRecoveries(
  accounts: readonly Person[],
  tables: Tables,
  looking: Looking,
): Promise<readonly RecoveryView[]> {
  const known = await knownIn(tables)
  const seen = new Set(accounts.map(({ id }) => id))
  const asked = (await tables.recoveries.asked()).filter(
    (recovery) => seen.has(recovery.accountId) && recoveryStanding(recovery, looking.now) === 'asked',
  )
  return Promise.all(asked.map((recovery) => recoveryView(recovery, { tables, known, looking })))
}

const linkStandings = {
  open: 'link_open',
  used: 'link_used',
  expired: 'expired',
  awaited: 'expired',
  withdrawn: 'withdrawn',
} as const

async function recoveryView(
  recovery: Recovery,
  { tables, known, looking }: { readonly tables: Tables; readonly known: Known; readonly looking: Looking },
): Promise<RecoveryView> {
  const { person: by, now } = looking
  const { id, accountId, reason, askedAt, askedBy, life } = recovery
  const person = existing(known, accountId)
  const asker = existing(known, askedBy)
  const card = (each: Person) => personCard(each, known.ministries)
  const invitation = life.status === 'confirmed' ? await tables.invitations.byId(life.invitationId) : null
  const standing = recoveryStanding(recovery, now)
  const ofLink = invitation ? standingOf(invitation, now) : null
  const isOpen = standing === 'asked' || ofLink === 'open'
  return {
    id,
    person: card(person),
    reason,
    askedAt,
    askedBy: card(asker),
    expiresAt: invitation?.expiresAt ?? recovery.expiresAt,
    confirmed: life.status === 'confirmed' ? { at: life.at, by: card(existing(known, life.personId)) } : null,
    standing: standing === 'confirmed' ? linkStandings[ofLink ?? 'withdrawn'] : standing,
    may: {
      confirm: confirmRecovery(recovery, { person, asker, by, people: known.people.values(), now }).ok,
      withdraw: isOpen && vouchesAs(by, person, now).length > 0,
    },
  }
}

/** Says of a grant which forum or dossier it is for. */
async function placesIn({ forums, dossiers }: Tables): Promise<(grant: Grant) => string | null> {
  const [allForums, allDossiers] = [await forums.all(), await dossiers.all()]
  return ({ scope }) => {
    if (scope.kind === 'forum') return allForums.find(({ id }) => id === scope.forumId)?.shortName ?? null
    if (scope.kind === 'dossier') return allDossiers.find(({ id }) => id === scope.dossierId)?.title ?? null
    return null
  }
}

async function knownIn(tables: Tables): Promise<Known> {
  return {
    people: new Map((await tables.people.all()).map((each) => [each.id, each])),
    ministries: new Map((await tables.ministries.all()).map((ministry) => [ministry.id, ministry])),
  }
}

function existing({ people }: Known, id: string): Person {
  const person = people.get(id)
  if (!person) throw new Error(`Somebody who did something is not there: ${id}`)
  return person
}
