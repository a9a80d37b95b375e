import { randomUUID } from 'node:crypto'
import {
  type Asking,
  canReadProposal,
  capacityFor,
  mayPropose,
  ok,
  type Person,
  type Proposal,
  proposalSettled,
  refuse,
  settleProposal,
} from '@samsyn/domain'
import type { Proposal as ProposalView } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { loadDirectory } from '../directory.ts'
import type { Handlers } from '../http/api.ts'
import { quotedFromDraft } from '../quoted-words.ts'
import type { Outcome } from '../refusal.ts'
import { proposalInTheOpen, proposalsInTheOpen } from '../sent-proposals.ts'
import { proposalView } from '../views/proposals.ts'
import type { HandlerContext } from './context.ts'
import { readingOf } from './draft-past.ts'
import { wordsAnswered } from './limite.ts'

type ProposalRoutes = 'listProposals' | 'makeProposal' | 'settleProposal'

/** What is done about a draft, in a transaction; `sharedAt` as for `canReadProposal`. */
type Doing = (
  tables: Tables,
  asking: Asking,
  draft: { readonly revision: number; readonly sharedAt: string | null },
) => Promise<Outcome<Proposal>>

/** The rights by which a proposal is settled. */
const settlesBy = { taken: 'draft.edit', declined: 'draft.edit', withdrawn: 'draft.suggest' } as const

/** Changes that people propose without writing in the draft. What one may not read is `not_found`, like what is not there. */
export function proposalHandlers(context: HandlerContext): Pick<Handlers, ProposalRoutes> {
  const { storage, clock } = context

  /** Does it in one transaction, for somebody who may read the draft, and tells those who may read the proposal. */
  async function perform(positionId: string, person: Person, doing: Doing): Promise<Outcome<ProposalView>> {
    const reading = await readingOf(context, positionId, person)
    if (!reading.ok) return reading
    const { sharedAt } = reading.value
    const now = clock.now()
    const done = await storage.transaction(async (tables): Promise<Outcome<[Proposal, Asking]>> => {
      const subject = await tables.positions.byId(positionId)
      if (!subject) return refuse({ code: 'not_found' })
      const asking = { person, subject, now }
      const outcome = await doing(tables, asking, { revision: subject.revision, sharedAt })
      return outcome.ok ? ok([outcome.value, asking]) : outcome
    })
    if (!done.ok) return done
    const [proposal, asking] = done.value
    context.tellOfProposal(proposal, asking.subject, { sharedAt })
    return ok(proposalView(proposal, asking, await loadDirectory(storage.tables)))
  }

  return {
    listProposals: async ({ params: { positionId }, session: { person } }) => {
      const reading = await readingOf(context, positionId, person)
      if (!reading.ok) return reading
      const { position: subject, sharedAt } = reading.value
      const asking = { person, subject, now: clock.now() }
      const directory = await loadDirectory(storage.tables)
      const proposals = await proposalsInTheOpen(storage.tables, positionId)
      return ok(
        proposals
          .filter((proposal) => canReadProposal(proposal, asking, sharedAt))
          .map((proposal) => proposalView(proposal, asking, directory)),
      )
    },

    makeProposal: async ({ params: { positionId }, body, session: { person } }) => {
      const reading = await readingOf(context, positionId, person)
      if (!reading.ok) return reading
      const mayAtAll = mayPropose({ person, subject: reading.value.position, now: clock.now() })
      if (!mayAtAll.ok) return mayAtAll
      const quoted = await quotedFromDraft(context.moments, positionId, body.anchor)
      if (!quoted.ok) return quoted
      return perform(positionId, person, async (tables, asking) => {
        const allowed = mayPropose(asking)
        if (!allowed.ok) return allowed
        const words = [body.change.text, body.explanation]
        const answered = await wordsAnswered(tables, words, {
          audience: null,
          subject: asking.subject,
          positionId,
        })
        if (!answered.ok) return answered
        const proposal: Proposal = {
          id: randomUUID(),
          positionId,
          contributionId: null,
          personId: person.id,
          country: allowed.value,
          at: asking.now,
          anchor: body.anchor,
          ...body.change,
          explanation: body.explanation,
          settlement: null,
        }
        await tables.proposals.insert(proposal)
        return ok(proposal)
      })
    },

    settleProposal: ({ params: { positionId, proposalId }, body, session: { person } }) =>
      perform(positionId, person, async (tables, asking, { revision, sharedAt }) => {
        const proposal = await proposalInTheOpen(tables, proposalId)
        const isKnown = proposal?.positionId === positionId && canReadProposal(proposal, asking, sharedAt)
        if (!isKnown) return refuse({ code: 'not_found' })
        const reason = body.kind === 'declined' ? body.reason : null
        const settled = settleProposal(proposal, { kind: body.kind, reason }, asking)
        if (!settled.ok) return settled
        const settlement = settled.value
        await tables.proposals.settle(proposalId, settlement)
        await tables.events.append([
          {
            positionId,
            revision,
            personId: person.id,
            country: settlement.country,
            capacity: capacityFor(person, settlesBy[body.kind], asking.subject, asking.now),
            at: asking.now,
            event: proposalSettled(proposal, settlement),
          },
        ])
        return ok({ ...proposal, settlement })
      }),
  }
}
