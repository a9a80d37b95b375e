import { randomUUID } from 'node:crypto'
import {
  type Command,
  type CorrigendumText,
  corrigendumFormat,
  mayWithdrawCorrigendum,
  ok,
  refuse,
} from '@samsyn/domain'
import { canonicalText, type DocJson, sectionTitle, textHash, timesInSection } from '@samsyn/editor'
import { corrigendumOf, keepEnding } from '../corrigenda.ts'
import type { Handlers } from '../http/api.ts'
import { partiesWithoutLead } from '../parties-without-lead.ts'
import type { HandlerContext } from './context.ts'
import { describePosition } from './positions.ts'

/** Corrections of slips in final texts: put before the leads, and taken back. Leads object by an act; what nobody objected to the server issues. */
export function corrigendumHandlers(
  context: HandlerContext,
): Pick<Handlers, 'proposeCorrigendum' | 'withdrawCorrigendum'> {
  const { commands } = context
  return {
    proposeCorrigendum: async ({ params: { positionId }, body, session: { person } }) => {
      const { releaseId, sectionId, passage, reading, reason, deadline } = body
      const corrigendumId = randomUUID()
      let proposed: {
        readonly text: CorrigendumText
        readonly contentHash: string
        readonly now: string
      } | null = null
      const done = await commands.execute(
        positionId,
        async (position, tables, now) => {
          const release = await tables.releases.byId(releaseId)
          if (release?.positionId !== position.id) return refuse({ code: 'state_conflict' })
          const version = await tables.versions.byNumber(position.id, release.version.number)
          if (!version) throw new Error(`Release ${release.id} has lost its version`)
          // The stored text is what was hashed; it was checked when it was frozen.
          const doc = JSON.parse(version.canonicalText) as DocJson
          const section = doc.content.find(({ attrs }) => attrs.id === sectionId)
          if (!section) return refuse({ code: 'section_unknown' })
          const text: CorrigendumText = {
            format: corrigendumFormat,
            corrigendumId,
            position: { id: position.id, title: release.title },
            release: { id: release.id, reference: release.reference },
            version: { ...release.version },
            section: { id: sectionId, title: sectionTitle(section) },
            passage,
            reading,
            reason,
          }
          const contentHash = textHash(canonicalText(text))
          proposed = { text, contentHash, now }
          return ok({
            type: 'propose_corrigendum',
            corrigendum: { id: corrigendumId, text, contentHash },
            deadline,
            timesInSection: timesInSection(section, passage),
            others: release.corrigenda,
            partiesWithoutLead: await partiesWithoutLead(position, tables, now),
          })
        },
        {
          person,
          action: 'corrigendum.propose',
          revision: null,
          alsoWrite: async (tables) => {
            if (!proposed) throw new Error('Nothing was proposed that could be kept')
            const { now: proposedAt, ...words } = proposed
            await tables.releases.propose({
              id: corrigendumId,
              ...words,
              deadline,
              proposedBy: person.id,
              proposedAt,
            })
          },
        },
      )
      return done.ok ? ok(await describePosition(context, done.value, person)) : done
    },

    withdrawCorrigendum: async ({ params: { positionId, corrigendumId }, session: { person } }) => {
      let doing: {
        readonly command: Extract<Command, { type: 'withdraw_corrigendum' }>
        readonly now: string
      } | null = null
      const done = await commands.execute(
        positionId,
        async (position, tables, now) => {
          const corrigendum = await corrigendumOf(tables, position, corrigendumId)
          if (!corrigendum) return refuse({ code: 'state_conflict' })
          if (!mayWithdrawCorrigendum(person, corrigendum, position, now))
            return refuse({ code: 'forbidden' })
          const command = { type: 'withdraw_corrigendum', corrigendum } as const
          doing = { command, now }
          return ok(command)
        },
        {
          person,
          action: 'corrigendum.propose',
          revision: null,
          alsoWrite: async (tables, change) => {
            if (!doing) throw new Error('Nothing was withdrawn')
            await keepEnding(tables, doing.command, change, { now: doing.now, personId: person.id })
          },
        },
      )
      return done.ok ? ok(await describePosition(context, done.value, person)) : done
    },
  }
}
