import { assertNever, type PositionStatus, transition } from '@samsyn/domain'
import { fileRoutes, type PositionDetail, type RouteBody, routes } from '@samsyn/protocol'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  type AskedRoute,
  askedRoutes,
  deputysRoutes,
  edits,
  knowsOf,
  type Place,
  readsDraft,
  readsOwnPages,
  writesOwnPages,
} from './support/asked-routes.ts'
import { type Asker, columnOf, columns, letAskersIn } from './support/askers.ts'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { awarenessBytes } from './support/hostile-messages.ts'
import { type Carrier, carriers, LineRefused, openRawLine } from './support/raw-line.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

/** A state and a marking in which everybody asks for everything. */
interface Case {
  readonly status: PositionStatus
  readonly marking: 'parties' | 'delegates'
}

const ofReleased: Case = { status: 'released', marking: 'parties' }
const cases: readonly Case[] = [
  { status: 'draft', marking: 'parties' },
  { status: 'in_coordination', marking: 'parties' },
  { status: 'in_coordination', marking: 'delegates' },
  { status: 'frozen', marking: 'parties' },
  { status: 'in_sign_off', marking: 'parties' },
  { status: 'agreed', marking: 'parties' },
  { status: 'agreed_with_reservations', marking: 'parties' },
  { status: 'not_agreed', marking: 'parties' },
  ofReleased,
  { status: 'released', marking: 'delegates' },
  { status: 'used', marking: 'parties' },
  { status: 'reported', marking: 'parties' },
  { status: 'closed', marking: 'parties' },
  { status: 'withdrawn', marking: 'parties' },
  { status: 'superseded', marking: 'parties' },
]

const withFinalText: ReadonlySet<PositionStatus> = new Set([
  'released',
  'used',
  'reported',
  'closed',
  'superseded',
])

/** Whether the table says yes; before a position is shared it is its penholder's and the secretariat's alone. */
function saysYes(
  may: string,
  { column, letter }: Pick<Asker, 'column' | 'letter'>,
  { status, marking }: Case,
): boolean {
  const [role, readsDrafts] = columns[column] ?? []
  if (status === 'draft' && letter !== 'P' && role !== 'secretariat') return false
  // To whom a text is distributed, and what: a final text, or what their grant lets them read.
  if (role === 'observer' && (marking === 'parties' || !(readsDrafts || withFinalText.has(status))))
    return false
  return may.split(' ')[column]?.includes(letter) === true
}

function mayIn({ may, mayOnceReleased }: AskedRoute, { status }: Case): string {
  return (withFinalText.has(status) && mayOnceReleased) || may
}

describe('who may do what, by every way in', () => {
  let server: TestServer
  const askers: Asker[] = []
  const places = new Map<Case, Place>()
  const clients = new Map<string, Client>()
  const as = (personId: string) => clients.get(personId) as Client

  beforeAll(async () => {
    server = await startTestServer()
    for (const id of ['drafter-fi', 'lead-fi', 'lead-dk', 'lead-no']) clients.set(id, await server.signIn(id))
    askers.push(...(await letAskersIn(server)))
    for (const each of cases) places.set(each, await placeIn(each))
  }, 120_000)
  afterAll(() => server.stop())

  it.each(cases)(
    '[A430] [A661] every route answers every role as the table says: $status, $marking',
    async (each) => {
      const place = placeOf(each)
      const wrong: string[] = []
      for (const asker of askers) {
        const isKnown = saysYes(knowsOf, asker, each)
        for (const [name, asked] of Object.entries(askedRoutes)) {
          const may = mayIn(asked, each)
          const asLead = { column: columnOf.lead, letter: asker.letter }
          const isYes =
            saysYes(may, asker, each) ||
            (asker.isDeputy && deputysRoutes.has(name) && saysYes(may, asLead, each))
          if (isYes && !hasWhatItNeeds(asked, place, each)) continue
          const code = await ask(asker.client, name, asked, place)
          if (!isRight(code, { isYes, isKnown: isKnown || name === 'createPosition', asked }))
            wrong.push(`${asker.name}: ${name}: ${isYes ? 'may' : 'may not'}, but ${code}`)
        }
      }
      expect(wrong).toEqual([])
    },
  )

  it.each(cases)(
    '[A431] [A660] every line to a text is opened as the table says, and an edit on it kept or refused: $status, $marking',
    async (each) => {
      const { positionId } = placeOf(each)
      const found: Record<string, string> = {}
      const expected: Record<string, string> = {}
      for (const asker of askers) {
        for (const carrier of carriers) {
          found[`${asker.name}: joint, ${carrier}`] = await edited(asker, positionId, carrier)
          expected[`${asker.name}: joint, ${carrier}`] = editedIn(jointMode(asker, each))
          found[`${asker.name}: own pages, ${carrier}`] = await edited(asker, `${positionId}.FI`, carrier)
          expected[`${asker.name}: own pages, ${carrier}`] = editedIn(pagesMode(asker, each))
        }
      }
      expect(found).toEqual(expected)
      const kept = (draft: string) =>
        Object.entries(found).filter(([name, is]) => name.includes(draft) && is === 'write: kept').length
      expect(await markedIn(positionId)).toBe(kept('joint'))
      expect(await markedIn(`${positionId}.FI`)).toBe(kept('own pages'))
    },
  )

  it('[A4] [A430] whoever is not signed in is told so by every route that is not public', async () => {
    const place = placeOf(ofReleased)
    const nobody = server.anonymous()
    for (const [name, asked] of Object.entries(askedRoutes)) {
      expect([name, await ask(nobody, name, asked, place)]).toEqual([name, 'unauthenticated'])
    }
  })

  function isRight(
    code: string | null,
    { isYes, isKnown, asked }: { isYes: boolean; isKnown: boolean; asked: AskedRoute },
  ): boolean {
    // Of a position that is over some routes say that first, to whoever reads it.
    if (!isYes)
      return code === 'not_found' || (isKnown && (code === 'forbidden' || code === 'state_conflict'))
    if (code === 'not_found') return asked.isTakenAway === true
    return code === null || !['unauthenticated', 'invalid_request', 'forbidden', 'internal'].includes(code)
  }

  function jointMode(asker: Asker, each: Case): string {
    if (!saysYes(knowsOf, asker, each)) return 'not_found'
    if (!saysYes(readsDraft, asker, each)) return 'forbidden'
    if (each.status !== 'draft' && each.status !== 'in_coordination') return 'frozen'
    return saysYes(edits, asker, each) ? 'write' : 'read'
  }

  function pagesMode(asker: Asker, each: Case): string {
    if (!saysYes(knowsOf, asker, each)) return 'not_found'
    if (!saysYes(readsOwnPages, asker, each)) return 'forbidden'
    if (['closed', 'withdrawn', 'superseded'].includes(each.status)) return 'frozen'
    return saysYes(writesOwnPages, asker, each) ? 'write' : 'read'
  }

  /** The code of the answer; null where it is no refusal. */
  async function ask(client: Client, name: string, asked: AskedRoute, place: Place): Promise<string | null> {
    const route = { ...routes, ...fileRoutes }[name as keyof typeof askedRoutes]
    const values: Record<string, string | number> = {
      ...place,
      spillId: 'none',
      followUpId: 'none',
      format: 'txt',
    }
    const path = route.path.replace(/:(\w+)/g, (_whole, key: string) => String(values[key]))
    const query = asked.query?.() ?? ''
    const method = 'method' in route ? route.method : 'GET'
    const body = asked.body?.(place)
    const answer = await client.ask(method, `/api${path}${query}`, body === undefined ? {} : { body })
    return answer.code
  }

  function hasWhatItNeeds({ needs }: AskedRoute, place: Place, { status }: Case): boolean {
    if (needs === 'version') return !['draft', 'in_coordination', 'withdrawn'].includes(status)
    if (needs === 'release') return place.releaseId !== 'none'
    if (needs === 'open_draft') return status === 'in_coordination'
    return true
  }

  /** How a line is opened for them, and what becomes of a letter on it; why it is not opened. */
  async function edited({ client }: Asker, draftId: string, carrier: Carrier): Promise<string> {
    try {
      const line = await openRawLine(client, draftId, carrier)
      await line.synced
      line.send(awarenessBytes(line.ydoc.clientID, 1, { cursor: null }))
      line.type('.')
      line.ask(1)
      await vi.waitUntil(() => line.persisted.includes(1) || line.refusals.length > 0)
      line.leave()
      return `${line.modes[0]}: ${line.refusals[0] ?? 'kept'}`
    } catch (error) {
      if (error instanceof LineRefused) return error.code
      throw error
    }
  }

  function editedIn(mode: string): string {
    if (mode === 'write') return 'write: kept'
    if (mode === 'read') return 'read: read_only'
    return mode === 'frozen' ? 'frozen: draft_frozen' : mode
  }

  /** How many such letters are in a text, as its own country reads it. */
  async function markedIn(draftId: string): Promise<number> {
    const line = await openRawLine(as('lead-fi'), draftId, 'websocket')
    await line.synced
    line.leave()
    return line.ydoc.getText('raw').length
  }

  /** A position of Denmark, Finland and Norway, Finland holding the pen, in the given state, with something beside its text. */
  async function placeIn({ status, marking }: Case): Promise<Place> {
    const drafter = as('drafter-fi')
    const begun = await beginPosition(drafter, { parties: ['DK', 'FI', 'NO'], penholder: 'FI', marking })
    const params = { positionId: begun.id }
    const pages = { ...params, country: 'FI' }
    const shared = status === 'draft' ? begun : await sharePosition(drafter, begun)
    const thread = await as('lead-fi').call('raiseThread', {
      params,
      body: { audience: null, anchor: null, text: 'A word', mentions: [] },
    })
    await drafter.call('keepPagesVersion', { params: pages, body: { note: '' } })
    const body = {
      anchor: { start: 'AQID', end: 'BAUG', quote: 'Background' },
      change: { kind: 'replace', text: 'other words' },
      explanation: '',
    } as const
    const proposal = await drafter.call('makeProposal', { params, body })
    const set = await drafter.call('addPoint', { params: pages, body })
    const reached = status === 'draft' ? shared : await bring(shared, status)
    return {
      ...pages,
      threadId: thread.id,
      commentId: thread.comments[0]?.id ?? 'none',
      proposalId: proposal.id,
      contributionId: set.id,
      pointId: set.state === 'prepared' ? (set.points[0]?.id ?? 'none') : 'none',
      releaseId: reached.releases[0]?.id ?? 'none',
      agendaItemId: begun.agendaItem?.id ?? 'none',
      dossierId: begun.dossier.id,
      number: 1,
    }
  }

  function placeOf(each: Case): Place {
    const place = places.get(each)
    if (!place) throw new Error(`No position is ${each.status}`)
    return place
  }

  /** Brings a shared position on, as its people would; where no route does it yet, as the domain would. */
  async function bring(
    shared: PositionDetail,
    status: Exclude<PositionStatus, 'draft'>,
  ): Promise<PositionDetail> {
    const params = { positionId: shared.id }
    const lead = as('lead-fi')
    const frozen = () => lead.call('freezeVersion', { params, body: { revision: shared.revision, note: '' } })
    const opened = async () => {
      const { revision, versions } = await frozen()
      const [version] = versions
      return lead.call('openRound', {
        params,
        body: {
          revision,
          versionNumber: version?.number ?? 0,
          contentHash: version?.contentHash ?? '',
          deadline: new Date(Date.now() + 7 * 24 * 60 * 60 * 1000).toISOString(),
          notice: '',
          openPointsReason: 'Sections are left empty',
        },
      })
    }
    const decided = async (value: RouteBody<'giveDecision'>['value']) => {
      const { round } = await opened()
      const on = {
        roundId: round?.id ?? '',
        versionNumber: round?.version.number ?? 0,
        contentHash: round?.version.contentHash ?? '',
      }
      for (const id of ['lead-fi', 'lead-no']) {
        await as(id).call('giveDecision', { params, body: { ...on, value: { kind: 'agree' } } })
      }
      return as('lead-dk').call('giveDecision', { params, body: { ...on, value } })
    }
    const released = async () => {
      const { revision } = await decided({ kind: 'agree' })
      return lead.call('issueRelease', { params, body: { revision } })
    }
    const further = async (...commands: Parameters<typeof transition>[1][]) => {
      await released()
      await server.storage.transaction(async ({ positions, releases }) => {
        for (const command of commands) {
          const position = await positions.byId(shared.id)
          if (!position) throw new Error('no position')
          const change = transition(position, command, { now: new Date().toISOString(), personId: 'lead-fi' })
          if (!change.ok) throw new Error(change.refusal.code)
          await positions.save(position.revision, change.value)
          for (const effect of change.value.effects) {
            if (effect.kind === 'release_superseded')
              await releases.supersede(effect.releaseId, effect.byReleaseId)
          }
        }
      })
      return lead.call('getPosition', { params })
    }
    switch (status) {
      case 'in_coordination':
        return shared
      case 'frozen':
        return frozen()
      case 'in_sign_off':
        return opened()
      case 'agreed':
        return decided({ kind: 'agree' })
      case 'agreed_with_reservations':
        return decided({ kind: 'agree_with_reservation', type: 'scrutiny', text: '', passage: null })
      case 'not_agreed':
        return decided({ kind: 'object', reason: 'Not yet' })
      case 'released':
        return released()
      case 'used':
        return further({ type: 'mark_used' })
      case 'reported':
        return further({ type: 'mark_used' }, { type: 'receive_report' })
      case 'closed':
        return further({ type: 'mark_used' }, { type: 'receive_report' }, { type: 'close' })
      case 'withdrawn':
        return lead.call('withdrawPosition', {
          params,
          body: { revision: shared.revision, reason: 'No longer needed' },
        })
      case 'superseded': {
        const other = places.get(ofReleased)
        return further({
          type: 'supersede',
          byPositionId: other?.positionId ?? '',
          byReleaseId: other?.releaseId ?? '',
        })
      }
      default:
        return assertNever(status)
    }
  }
})
