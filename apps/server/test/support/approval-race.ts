import type { RouteBody } from '@samsyn/protocol'
import { expect, it } from 'vitest'
import { accept, accountEvents, tokenOf } from './accounts.ts'
import type { Client, TestServer } from './test-server.ts'

/** Two leads of a country who at once approve and decline the same, several times over; asked of a server on each database. */
export function approvalRaceContract(serverOf: () => TestServer): void {
  const started = async () => {
    const server = serverOf()
    const administrator = await server.signIn('administrator')
    const [first, second] = [await server.signIn('lead-fi'), await anotherLead(server, administrator)]
    return { server, administrator, first, second }
  }
  const both = async (approver: Client, decliner: Client, id: string) => {
    const path = `/api/accounts/invitations/${id}`
    const [approved, declined] = await Promise.all([
      approver.ask('POST', `${path}/approval`),
      decliner.ask('DELETE', path),
    ])
    return { approved, declined }
  }

  it('[A670] of other roles one of them is told that it is done, and the other that it is over', async () => {
    const { server, administrator, first, second } = await started()
    const params = { personId: 'drafter-fi' }
    const change = (...roles: readonly ('drafter' | 'lead')[]) =>
      administrator.call('changeRoles', {
        params,
        body: {
          roles: roles.map((role) => ({ role, readsDrafts: false })),
          ministry: { kind: 'none' },
          ends: [],
        },
      })
    for (const [approver, decliner] of turns(first, second)) {
      expect((await change('drafter', 'lead')).isAwaited).toBe(true)
      const [waiting] = (await first.call('getAccounts')).invitations.filter(
        ({ standing, offer }) => standing === 'awaited' && offer.kind === 'roles',
      )
      const { approved, declined } = await both(approver, decliner, waiting?.id ?? '')
      const isLead = approved.status === 200
      expect([approved.status, declined.status]).toEqual(isLead ? [200, 410] : [410, 204])
      expect((isLead ? declined : approved).code).toBe('invitation_over')
      const { person } = await administrator.call('getAccount', { params })
      expect(person.roles).toEqual(isLead ? ['drafter', 'lead'] : ['drafter'])
      const told = (await accountEvents(server)).flatMap(({ event }) =>
        'invitationId' in event && event.invitationId === waiting?.id ? [event.type] : [],
      )
      expect(told).toEqual([
        'invitation.made',
        ...(isLead ? ['invitation.approved', 'roles.changed'] : ['invitation.withdrawn']),
      ])
      if (isLead) await change('drafter')
    }
  })

  it('[A670] somebody new does not come in, in whichever order it happened', async () => {
    const { server, administrator, first, second } = await started()
    for (const [approver, decliner] of turns(first, second)) {
      const { invitation, link } = await administrator.call('makeInvitation', { body: newLead })
      const { approved, declined } = await both(approver, decliner, invitation.id)
      expect(declined.status).toBe(204)
      if (approved.status !== 200) expect(approved.code).toBe('invitation_over')
      const token = tokenOf(link)
      const reading = await server.anonymous().ask('POST', '/api/invitation/reading', { body: { token } })
      expect(reading.code).toBe('invitation_over')
    }
  })
}

const newLead: RouteBody<'makeInvitation'> = {
  name: 'Another',
  country: 'FI',
  ministry: { kind: 'none' },
  roles: [{ role: 'lead', readsDrafts: false }],
}

async function anotherLead(server: TestServer, administrator: Client): Promise<Client> {
  const { invitation, link } = await administrator.call('makeInvitation', { body: newLead })
  const params = { invitationId: invitation.id }
  await (await server.signIn('lead-fi')).call('approveInvitation', { params })
  return (await accept(server, tokenOf(link), { name: null })).client
}

/** Either of them in either part, several times. */
function turns(one: Client, other: Client): readonly (readonly [Client, Client])[] {
  return Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? [one, other] : [other, one]))
}
