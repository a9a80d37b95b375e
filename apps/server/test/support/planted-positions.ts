import { earliestCorrigendumDeadline } from '@samsyn/domain'
import { findPassage } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import * as Y from 'yjs'
import { beginPosition, sharePosition } from './begun-position.ts'
import { type Drafter, openDraft } from './drafter.ts'
import { wordOf } from './planted-words.ts'
import { releasePosition } from './released-position.ts'
import type { Client, TestServer } from './test-server.ts'
import { translate } from './translation.ts'
import type { Named } from './ways-out.ts'

/** Everybody whose words are planted. */
export interface Drafters {
  readonly drafterDk: Client
  readonly drafterFi: Client
  readonly leadDk: Client
  readonly leadFi: Client
  readonly leadSe: Client
}

/** Words in every place that a delegate may not read, and nothing else; `more` stands at the end of each, so that they can be told apart. */
export function planter(server: TestServer, people: Drafters, more = '') {
  const planted = new Set<string>()
  const word = (place: string) => {
    planted.add(place + more)
    return wordOf(place + more)
  }
  return {
    planted: planted as ReadonlySet<string>,
    /** In a draft and beside it. */
    besideDraft: (positionId: string) => besideDraft(positionId, { server, word, ...people }),
    /** In what is not shared, frozen, in a round that is open or failed, withdrawn, or begun anew after a final text; on the next agenda or another. */
    inEveryState: (at: Pick<Beginning, 'agendaItemId' | 'dossierId'> = {}) =>
      inEveryState({ server, word, ...people }, at),
  }
}

type Beginning = NonNullable<Parameters<typeof beginPosition>[1]>

type Planting = Drafters & { readonly server: TestServer; readonly word: (place: string) => string }

async function besideDraft(
  positionId: string,
  { word, drafterDk, drafterFi, leadFi }: Planting,
): Promise<Named> {
  const params = { positionId }
  const finnish = { ...params, country: 'FI' }
  const draft = await opened(drafterDk, positionId)
  draft.type(`Six weeks, said ${word('draft')}, are enough.`)
  const line = lastLine(draft)
  line.insert(4, `${word('suggested')} `, { 'insertion--pending+': { id: 'pending' } })
  const taken = `${word('taken')} `
  line.insert(0, taken, { 'insertion--settled+': { id: 'settled' } })
  draft.provider.awareness.setLocalStateField('cursor', { anchor: word('caret') })
  await draft.saved()
  const anchor = findPassage(Y.encodeStateAsUpdate(draft.ydoc), 'are enough')
  if (!anchor) throw new Error('The draft has no such words')
  // Somebody else accepts one of the two; what was struck stays in the log alone.
  const other = await opened(drafterFi, positionId)
  const theirs = lastLine(other)
  theirs.format(0, taken.length, { 'insertion--settled+': null })
  other.type(word('struck'))
  lastLine(other).delete(0, lastLine(other).length)
  await other.saved()
  await drafterFi.call('recordVerdict', {
    params,
    body: { suggestionIds: ['settled'], verdict: 'accepted', reason: word('verdict') },
  })
  draft.leave()
  other.leave()

  const said = { anchor, mentions: [{ kind: 'person' as const, personId: 'drafter-fi' }] }
  const thread = await drafterDk.call('raiseThread', {
    params,
    body: { ...said, audience: null, text: word('comment') },
  })
  await drafterFi.call('raiseThread', {
    params,
    body: { ...said, audience: 'FI', text: word('nationalcomment') },
  })
  await drafterFi.call('replyToThread', {
    params: { ...params, threadId: thread.id },
    body: { text: word('reply'), mentions: [] },
  })
  const change = { kind: 'replace' as const, text: word('proposal') }
  const proposal = await drafterFi.call('makeProposal', {
    params,
    body: { anchor, change, explanation: word('explanation') },
  })
  await drafterFi.call('confirmLimite', {
    params,
    body: { ground: 'comix', reference: word('limite'), source: 'clipboard' },
  })

  const pages = await opened(leadFi, `${positionId}.FI`)
  pages.type(word('pages'))
  await pages.saved()
  pages.leave()
  const { mandateLog } = await leadFi.call('getOwnPages', { params: finnish })
  await leadFi.call('setMandate', {
    params: finnish,
    body: {
      changes: mandateLog.length,
      reference: word('mandate'),
      state: 'cleared',
      isShared: true,
    },
  })
  await leadFi.call('keepPagesVersion', { params: finnish, body: { note: word('pagesnote') } })
  const set = await drafterFi.call('addPoint', {
    params: finnish,
    body: { anchor, change: { kind: 'replace', text: word('point') }, explanation: word('pointreason') },
  })
  return namesOf(await drafterDk.call('getPosition', { params }), {
    threadId: thread.id,
    commentId: thread.comments[0]?.id ?? 'none',
    proposalId: proposal.id,
    contributionId: set.id,
    pointId: set.state === 'prepared' ? (set.points[0]?.id ?? 'none') : 'none',
  })
}

async function inEveryState(
  planting: Planting,
  at: Pick<Beginning, 'agendaItemId' | 'dossierId'>,
): Promise<readonly Named[]> {
  const { server, word, drafterDk, leadDk, leadFi, leadSe } = planting
  const written = async (place: string, more: Beginning = {}) => {
    const begun = await beginPosition(drafterDk, { ...at, ...more })
    const draft = await opened(drafterDk, begun.id)
    draft.type(`Before the round it said ${word(place)}.`)
    await draft.saved()
    draft.leave()
    return begun
  }
  const shared = async (place: string) => sharePosition(drafterDk, await written(place))
  const deadline = new Date(Date.now() + 7 * 86_400_000).toISOString()
  const round = async (place: string) => {
    const { id, revision } = await shared(place)
    const params = { positionId: id }
    const frozen = await leadDk.call('freezeVersion', {
      params,
      body: { revision, note: word(`${place}note`) },
    })
    const [version] = frozen.versions
    const on = { versionNumber: version?.number ?? 0, contentHash: version?.contentHash ?? '' }
    const open = await leadDk.call('openRound', {
      params,
      body: {
        ...on,
        revision: frozen.revision,
        deadline,
        notice: word(`${place}notice`),
        openPointsReason: word(`${place}open`),
      },
    })
    return { params, on: { ...on, roundId: open.round?.id ?? '' }, revision: open.revision }
  }

  const unshared = await written('unshared', { title: `Sample: ${word('unsharedtitle')}` })

  const open = await round('round')
  await leadFi.call('giveDecision', {
    params: open.params,
    body: {
      ...open.on,
      value: { kind: 'agree_with_reservation', type: 'scrutiny', text: word('reservation'), passage: null },
    },
  })
  await leadSe.call('askExtension', {
    params: open.params,
    body: {
      roundId: open.on.roundId,
      until: new Date(Date.parse(deadline) + 86_400_000).toISOString(),
      reason: word('extension'),
    },
  })
  const { revision: named } = await leadDk.call('getPosition', { params: open.params })
  await leadDk.call('nameVersion', {
    params: { ...open.params, number: open.on.versionNumber },
    body: { revision: named, name: word('versionname') },
  })

  const failed = await round('failed')
  await leadFi.call('giveDecision', {
    params: failed.params,
    body: { ...failed.on, value: { kind: 'object', reason: word('objection') } },
  })

  const over = await round('over')
  const { revision: overAt } = await leadDk.call('getPosition', { params: over.params })
  await leadDk.call('withdrawPosition', {
    params: over.params,
    body: { revision: overAt, reason: word('withdrawal') },
  })

  const released = await releasePosition(server, 'The words that all have agreed on.', at)
  const params = { positionId: released.id }
  const releaseId = released.releaseInForce ?? ''
  const translation = await translate(leadFi, releaseId, 'fi')
  await leadDk.call('proposeCorrigendum', {
    params,
    body: {
      releaseId,
      sectionId: lastSectionOf((await leadDk.call('getRelease', { params: { releaseId } })).doc),
      passage: 'all have agreed',
      reading: word('corrigendum'),
      reason: word('slip'),
      deadline: earliestCorrigendumDeadline(new Date().toISOString(), released.parties),
    },
  })
  const { revision } = await leadDk.call('getPosition', { params })
  const reopened = await leadDk.call('reopenDraft', {
    params,
    body: { revision, reason: word('reopening') },
  })
  const draft = await opened(drafterDk, released.id)
  draft.type(word('anew'))
  await draft.saved()
  draft.leave()
  await leadDk.call('freezeVersion', {
    params,
    body: { revision: reopened.revision, note: word('anewnote') },
  })

  const positions = await Promise.all(
    [unshared.id, open.params.positionId, failed.params.positionId, over.params.positionId, released.id].map(
      (positionId) => drafterDk.call('getPosition', { params: { positionId } }),
    ),
  )
  return positions.map((position) => namesOf(position, { translationId: translation.id }))
}

/** Everything that a request about a position can name. */
export function namesOf(position: PositionDetail, more: Partial<Named> = {}): Named {
  return {
    positionId: position.id,
    threadId: 'none',
    commentId: 'none',
    proposalId: 'none',
    contributionId: 'none',
    pointId: 'none',
    releaseId: position.releases[0]?.id ?? 'none',
    agendaItemId: position.agendaItem?.id ?? 'none',
    meetingId: position.meeting?.id ?? 'none',
    dossierId: position.dossier.id,
    country: 'FI',
    number: position.versions[0]?.number ?? 1,
    spillId: 'none',
    followUpId: 'none',
    ...more,
  }
}

/** Has a final text released, which everybody who may read it is told of. */
export async function releaseOnceMore(server: TestServer): Promise<string> {
  const released = await releasePosition(server, 'Words that everybody may hear of.')
  return released.releaseInForce ?? ''
}

async function opened(client: Client, draftId: string): Promise<Drafter> {
  const draft = openDraft(client, draftId)
  await draft.synced()
  return draft
}

function lastLine({ ydoc }: Drafter): Y.XmlText {
  const sections = ydoc.getXmlFragment('default')
  const section = sections.get(sections.length - 1) as Y.XmlElement
  return (section.get(section.length - 1) as Y.XmlElement).get(0) as Y.XmlText
}

function lastSectionOf(doc: unknown): string {
  const { content } = doc as { readonly content: readonly { readonly attrs: { readonly id: string } }[] }
  return content.at(-1)?.attrs.id ?? ''
}
