import { type AccountTurnKind, canManage, disableAccount, enableAccount, ok, refuse } from '@samsyn/domain'
import type { AccountDetail } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { accountEvent } from '../account-log.ts'
import type { WebSession } from '../auth/sessions.ts'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import { accountDetailView } from '../views/accounts.ts'
import type { HandlerContext } from './context.ts'

type AccountTurnRoutes = 'getAccount' | 'disableAccount' | 'enableAccount'

interface Asked {
  readonly params: { readonly personId: string }
  readonly body: { readonly reason: string }
  readonly session: WebSession
}

const turns = { disabled: disableAccount, enabled: enableAccount } as const
const eventTypes = { disabled: 'account.disabled', enabled: 'account.enabled' } as const

/** Taking from somebody all they may do here, and giving it back. */
export function accountTurnHandlers({
  storage,
  clock,
  endSockets,
}: HandlerContext): Pick<Handlers, AccountTurnRoutes> {
  const detailOf = async (accountId: string, tables: Tables): Promise<Outcome<AccountDetail>> => {
    const person = await tables.people.byId(accountId)
    return person ? ok(await accountDetailView(person, tables)) : refuse({ code: 'not_found' })
  }

  async function turn(
    kind: AccountTurnKind,
    { params: { personId: accountId }, body: { reason }, session }: Asked,
  ): Promise<Outcome<AccountDetail>> {
    const turned = await storage.transaction(async (tables): Promise<Outcome<readonly string[]>> => {
      const now = clock.now()
      const people = await tables.people.allAlone()
      // As they are now: somebody may have disabled the one who asks a moment ago.
      const by = people.find(({ id }) => id === session.person.id)
      if (!by || !canManage(by, 'people.disable', now)) return refuse({ code: 'forbidden' })
      const person = people.find(({ id }) => id === accountId)
      if (!person) return refuse({ code: 'not_found' })
      const done = turns[kind](person, { by, reason, people, now })
      if (!done.ok) return done
      await tables.accountTurns.insert(done.value)
      // Before it is enabled, too: one that began while it was disabled was of no use and must not become so.
      const ended = await tables.sessions.removeByPerson(accountId)
      const event = { type: eventTypes[kind], accountId, reason: done.value.reason } as const
      await tables.events.append([accountEvent(event, { person: by, now })])
      return ok(ended)
    })
    if (!turned.ok) return turned
    for (const sessionId of turned.value) await endSockets(sessionId)
    return detailOf(accountId, storage.tables)
  }

  return {
    getAccount: async ({ params: { personId }, session: { person } }) =>
      canManage(person, 'people.read', clock.now())
        ? detailOf(personId, storage.tables)
        : refuse({ code: 'forbidden' }),
    disableAccount: (asked) => turn('disabled', asked),
    enableAccount: (asked) => turn('enabled', asked),
  }
}
