import {
  type AccountTurnKind,
  canManage,
  disableAccount,
  enableAccount,
  ok,
  type Person,
  refuse,
  seesAccount,
} from '@samsyn/domain'
import type { AccountDetail } from '@samsyn/protocol'
import { accountEvent } from '../account-log.ts'
import type { WebSession } from '../auth/sessions.ts'
import type { Handlers } from '../http/api.ts'
import { withdrawLetIn, withdrawRecoveries } from '../recoveries.ts'
import type { Outcome } from '../refusal.ts'
import { accountDetailView } from '../views/account-detail.ts'
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
  const { tables } = storage
  /** An account as this person sees it. Whoever sees no accounts but their own country's is not told of others. */
  const detailOf = async (accountId: string, person: Person): Promise<Outcome<AccountDetail>> => {
    const now = clock.now()
    const account = await tables.people.byId(accountId)
    if (!account && canManage(person, 'people.read', now)) return refuse({ code: 'not_found' })
    if (!account || !seesAccount(person, account, now)) return refuse({ code: 'forbidden' })
    return ok(await accountDetailView(account, tables, { person, now }))
  }

  async function turn(
    kind: AccountTurnKind,
    { params: { personId: accountId }, body: { reason }, session }: Asked,
  ): Promise<Outcome<AccountDetail>> {
    const turned = await storage.transaction(async (inside): Promise<Outcome<readonly string[]>> => {
      const now = clock.now()
      const people = await inside.people.allAlone()
      // As they are now: somebody may have disabled the one who asks a moment ago.
      const by = people.find(({ id }) => id === session.person.id)
      if (!by || !canManage(by, 'people.disable', now)) return refuse({ code: 'forbidden' })
      const person = people.find(({ id }) => id === accountId)
      if (!person) return refuse({ code: 'not_found' })
      const done = turns[kind](person, { by, reason, people, now })
      if (!done.ok) return done
      await inside.accountTurns.insert(done.value)
      const withdrawn =
        kind === 'disabled'
          ? [
              ...(await withdrawRecoveries(await inside.recoveries.byAccount(accountId), inside, {
                by,
                now,
              })),
              ...(await withdrawLetIn(accountId, inside, { by, now })),
            ]
          : []
      // Before it is enabled, too: one that began while it was disabled was of no use and must not become so.
      const ended = await inside.sessions.endByPerson(accountId)
      const event = { type: eventTypes[kind], accountId, reason: done.value.reason } as const
      await inside.events.append([event, ...withdrawn].map((each) => accountEvent(each, { person: by, now })))
      return ok(ended)
    })
    if (!turned.ok) return turned
    for (const sessionId of turned.value) await endSockets(sessionId)
    return detailOf(accountId, session.person)
  }

  return {
    getAccount: async ({ params: { personId }, session: { person } }) => detailOf(personId, person),
    disableAccount: (asked) => turn('disabled', asked),
    enableAccount: (asked) => turn('enabled', asked),
  }
}
