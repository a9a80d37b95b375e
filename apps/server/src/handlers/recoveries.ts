import { randomUUID } from 'node:crypto'
import {
  askRecovery,
  canManage,
  confirmRecovery,
  invite,
  leadIn,
  ok,
  type Person,
  refuse,
  seesAccount,
  vouchesAs,
} from '@samsyn/domain'
import type { Tables } from '@samsyn/storage'
import { accountEvent } from '../account-log.ts'
import { hashOf, newSecret } from '../auth/secrets.ts'
import type { WebSession } from '../auth/sessions.ts'
import type { Handlers } from '../http/api.ts'
import { withdrawRecoveries, withdrawRecovery } from '../recoveries.ts'
import type { Outcome } from '../refusal.ts'
import { invitationLink } from '../set-up.ts'
import { accountDetailView } from '../views/account-detail.ts'
import type { HandlerContext } from './context.ts'

type RecoveryRoutes = 'askRecovery' | 'confirmRecovery' | 'withdrawRecovery'

/** Who vouches for whom, as both are while nobody else changes what people may do. */
interface Pair {
  readonly people: readonly Person[]
  readonly by: Person
  readonly person: Person
  readonly now: string
}

/** Bringing somebody back who lost their passkeys: one person asks, another confirms, either takes it back. */
export function recoveryHandlers({
  storage,
  relyingParty,
  clock,
}: HandlerContext): Pick<Handlers, RecoveryRoutes> {
  /** Does something about an account in a transaction that holds everybody. Whoever may not know of it is refused. */
  function about<Value>(
    { accountId, session }: { readonly accountId: string; readonly session: WebSession },
    work: (tables: Tables, pair: Pair) => Promise<Outcome<Value>>,
  ): Promise<Outcome<Value>> {
    return storage.transaction(async (tables): Promise<Outcome<Value>> => {
      const now = clock.now()
      const people = await tables.people.allAlone()
      const by = people.find(({ id }) => id === session.person.id)
      const person = people.find(({ id }) => id === accountId)
      if (!person)
        return refuse({ code: by && canManage(by, 'people.read', now) ? 'not_found' : 'forbidden' })
      if (!by || !(by.id === person.id || seesAccount(by, person, now))) return refuse({ code: 'forbidden' })
      return work(tables, { people, by, person, now })
    })
  }

  /** What the one who did it sees of the account now. */
  async function seen({ accountId, session }: { readonly accountId: string; readonly session: WebSession }) {
    const person = await storage.tables.people.byId(accountId)
    if (!person) throw new Error('An account that something was just done with is not there')
    const asking = { person: session.person, now: clock.now() }
    return accountDetailView(person, storage.tables, asking)
  }

  return {
    askRecovery: async ({ params: { personId: accountId }, body: { reason }, session }) => {
      const asked = await about({ accountId, session }, async (tables, { by, person, now }) => {
        const earlier = await tables.recoveries.byAccount(accountId)
        const done = askRecovery(person, { id: randomUUID(), by, reason, earlier, now })
        if (!done.ok) return done
        await tables.recoveries.insert(done.value)
        const event = { type: 'recovery.asked', recoveryId: done.value.id, accountId } as const
        await tables.events.append([
          accountEvent({ ...event, reason: done.value.reason }, { person: by, now }),
        ])
        return ok(null)
      })
      return asked.ok ? ok(await seen({ accountId, session })) : asked
    },
    confirmRecovery: async ({ params: { personId: accountId, recoveryId }, session }) => {
      const token = newSecret()
      const confirmed = await about({ accountId, session }, async (tables, { people, by, person, now }) => {
        const recovery = await tables.recoveries.byId(recoveryId)
        if (recovery?.accountId !== accountId) return refuse({ code: 'not_found' })
        const asker = people.find(({ id }) => id === recovery.askedBy)
        if (!asker) throw new Error('Nobody asked for a recovery that is there')
        const vouched = confirmRecovery(recovery, { person, asker, by, people, now })
        if (!vouched.ok) return vouched
        const offer = { kind: 'recovery', accountId, recoveryId } as const
        const invitation = invite(offer, { id: randomUUID(), madeBy: by.id, now })
        await tables.invitations.insert(invitation, hashOf(token))
        const confirming = { status: 'confirmed', at: now, personId: by.id } as const
        if (!(await tables.recoveries.end(recoveryId, { ...confirming, invitationId: invitation.id })))
          throw new Error('A recovery ended while nobody else had it')
        // Of links made before none counts any more.
        const earlier = (await tables.recoveries.byAccount(accountId)).filter(({ id }) => id !== recoveryId)
        const withdrawn = await withdrawRecoveries(earlier, tables, { by, now })
        const event = { type: 'recovery.confirmed', recoveryId, accountId, askedBy: asker.id } as const
        const made = {
          type: 'invitation.made',
          invitationId: invitation.id,
          kind: offer.kind,
          leadsFor: null,
          awaitsLeadOf: null,
        } as const
        await tables.events.append(
          [...withdrawn, { ...event, ...vouched.value, leadOf: leadIn(vouched.value, person) }, made].map(
            (each) => accountEvent(each, { person: by, now }),
          ),
        )
        return ok(invitation.expiresAt)
      })
      if (!confirmed.ok) return confirmed
      const link = invitationLink(relyingParty().origin, token)
      return ok({ account: await seen({ accountId, session }), link, expiresAt: confirmed.value })
    },
    withdrawRecovery: async ({ params: { personId: accountId, recoveryId }, session }) => {
      const withdrawn = await about(
        { accountId, session },
        async (tables, { by, person, now }): Promise<Outcome<null>> => {
          if (by.id === person.id) return refuse({ code: 'own_account' })
          if (vouchesAs(by, person, now).length === 0) return refuse({ code: 'forbidden' })
          const recovery = await tables.recoveries.byId(recoveryId)
          if (recovery?.accountId !== accountId) return refuse({ code: 'not_found' })
          const event = await withdrawRecovery(recovery, tables, { by, now })
          if (!event) return refuse({ code: 'recovery_over' })
          await tables.events.append([accountEvent(event, { person: by, now })])
          return ok(null)
        },
      )
      return withdrawn.ok ? ok(await seen({ accountId, session })) : withdrawn
    },
  }
}
