import { readFile } from 'node:fs/promises'
import {
  type ChainedEvent,
  type ClosedRound,
  can,
  type Decision,
  keepsRecordNotes,
  ok,
  type Person,
  type Position,
  type PositionEvent,
  type Release,
  refuse,
  type StatementSignature,
  type Translation,
  usualAttribution,
} from '@samsyn/domain'
import type { DocJson } from '@samsyn/editor'
import { actsOf, type Evidence, evidencePage, packEvidence, toHtml, toPlainText, zipOf } from '@samsyn/export'
import type { StoredAccountEvent, StoredRound, Tables } from '@samsyn/storage'
import { fileName, releaseFacts } from '../files/file-facts.ts'
import { releasePaper } from '../files/paper-facts.ts'
import type { PdfWriter } from '../files/pdf-writer.ts'
import type { FileHandlers } from '../http/file-router.ts'
import { isSealFault, type Outcome } from '../refusal.ts'
import type { HandlerContext } from './context.ts'
import { successorOf } from './files.ts'

/** What a package is made of, as the database has it at one instant. */
type Found = Pick<
  Evidence,
  | 'release'
  | 'round'
  | 'signatures'
  | 'actSignatures'
  | 'translations'
  | 'events'
  | 'isSample'
  | 'recordNotes'
> & {
  readonly position: Position
  readonly canonical: string
}

/** What proves a final text, as one archive, for those who keep it or answer for it. */
export function evidenceHandlers(
  { storage, clock, logger, relyingParty }: HandlerContext,
  { pdf }: { readonly pdf: PdfWriter },
): Pick<FileHandlers, 'getReleaseEvidence'> {
  return {
    getReleaseEvidence: async ({ params, session: { person } }) => {
      const now = clock.now()
      const page = await readFile(evidencePage, 'utf8').catch((error: unknown) => {
        logger.error({ err: error }, 'the page that checks evidence is not built')
        return null
      })
      const found = await storage.transaction(async (tables): Promise<Outcome<Found>> => {
        const release = await tables.releases.byId(params.releaseId)
        const position = release && (await tables.positions.byId(release.positionId))
        if (!release || !position || !can(person, 'release.read', position, now))
          return refuse({ code: 'not_found' })
        if (!can(person, 'evidence.export', position, now)) return refuse({ code: 'forbidden' })
        const version = await tables.versions.byNumber(position.id, release.version.number)
        const round = (await tables.rounds.byPosition(position.id)).find(({ id }) => id === release.roundId)
        if (!version || !round || !isClosed(round))
          throw new Error(`Release ${release.id} has lost its version or its round`)
        const signatures = await tables.signatures.byRound(round.id)
        const actSignatures = await tables.signatures.actsByRound(round.id)
        const translations = await translationsOf(tables, release.id)
        const recordNotes = await notesFor(tables, position, { person, now })
        const isSample = (await tables.workspace.get())?.isSample ?? false
        const events = await lifeOf(tables, {
          release,
          round,
          signatures: [...signatures, ...actSignatures],
        })
        return ok({
          release,
          position,
          canonical: version.canonicalText,
          round,
          signatures,
          actSignatures,
          translations,
          events,
          isSample,
          recordNotes,
        })
      })
      if (!found.ok) return found
      if (page === null) return refuse({ code: 'unavailable' })
      const { position, canonical, ...told } = found.value
      const { release, isSample } = told
      const successor = await successorOf(release, storage.tables)
      const facts = releaseFacts(release, position, { isSample, successor })
      const doc = JSON.parse(canonical) as DocJson
      const options = { attribution: usualAttribution(position.instrument) }
      const paper = releasePaper(release, position, {
        isSample,
        successor,
        address: `${relyingParty().origin}/read/${release.id}`,
      })
      const pages = await pdf.write({ kind: 'text', doc, facts: paper, ...options })
      if (!pages.ok) return pages
      const files = await packEvidence({
        ...told,
        text: {
          canonical,
          plain: toPlainText(doc, facts, options),
          html: toHtml(doc, facts, options),
          pdf: new Uint8Array(pages.value.content),
        },
        page,
      })
      return ok({
        name: `${fileName(release.reference)} evidence.zip`,
        type: 'application/zip',
        content: await zipOf(files, release.releasedAt),
      })
    },
  }
}

/** What somebody did for their country, by themselves or in a lead's stead. */
type Answer = Pick<Decision, 'personId' | 'deputyFor' | 'at'>

/** What the country of whoever keeps its record has noted last: it goes into no package of anybody else. */
async function notesFor(
  { recordNotes }: Pick<Tables, 'recordNotes'>,
  position: Position,
  { person, now }: { readonly person: Person; readonly now: string },
): Promise<Evidence['recordNotes']> {
  const country = keepsRecordNotes(person, position, now)
  if (country === null) return null
  const log = await recordNotes.log({ positionId: position.id, country }).catch((error: unknown) => {
    // Without the key of the country the evidence is what it is, without its notes.
    if (isSealFault(error)) return []
    throw error
  })
  const last = log.at(-1)
  if (!last) return null
  const { caseNumber, secrecy, retention, at } = last
  return { country, caseNumber, secrecy, retention, at }
}

/** All that were issued of it, each with its text. */
async function translationsOf(
  { translations }: Pick<Tables, 'translations'>,
  releaseId: string,
): Promise<readonly Translation[]> {
  const all = await translations.byRelease(releaseId)
  const whole = await Promise.all(all.map(({ id }) => translations.byId(id)))
  return whole.filter((each) => each !== null)
}

function isClosed(round: StoredRound): round is StoredRound & ClosedRound {
  return round.outcome !== null && round.closedAt !== null
}

/** What the log tells of a final text: of its version, its round and itself, how its signers' keys were registered, and how they came to lead. */
async function lifeOf(
  tables: Tables,
  {
    release,
    round,
    signatures,
  }: {
    readonly release: Release
    readonly round: ClosedRound
    readonly signatures: readonly StatementSignature[]
  },
): Promise<readonly ChainedEvent[]> {
  const keys = new Set(signatures.map(({ passkeyId }) => passkeyId))
  const [own, accounts] = [
    await tables.events.byPosition(release.positionId),
    await tables.events.ofAccounts(),
  ]
  // A silence says nothing of who withdrew from the text that this one took the place of: its confirmation rests on that (domain D510).
  const replaced = new Set(
    own.flatMap(({ event }) =>
      event.type === 'release.superseded' && event.byReleaseId === release.id ? [event.releaseId] : [],
    ),
  )
  const told = own.filter(
    ({ event }) =>
      isOf(event, release) || (event.type === 'support.withdrawn' && replaced.has(event.releaseId)),
  )
  const lastAct = Math.max(...told.map(({ sequence }) => sequence))
  return [
    ...told,
    ...accounts.filter(({ event, sequence }) => isOfKey(event, keys) && sequence < lastAct),
    ...comingOf(accounts, {
      answers: [...round.decisions, ...actsOf(release.positionId, round, release)],
      told,
    }),
  ].sort((one, other) => one.sequence - other.sequence)
}

/** How a key came and went; one that was removed later goes on in what it signed. */
function isOfKey(event: StoredAccountEvent['event'], keys: ReadonlySet<string>): boolean {
  switch (event.type) {
    case 'passkey.added':
    case 'passkey.noted':
    case 'passkey.removed':
      return keys.has(event.passkeyId)
    default:
      return false
  }
}

/**
 * How those who answered, and in whose stead, came to lead, and were named deputies, up to the last that they did or was done for them:
 * what they became later concerns nobody who is given a package. No event among them has words of anybody, wherefore those of disabled
 * accounts are none: their reasons are hashed with them.
 */
function comingOf(
  accounts: readonly StoredAccountEvent[],
  { answers, told }: { readonly answers: readonly Answer[]; readonly told: readonly ChainedEvent[] },
): readonly StoredAccountEvent[] {
  const lastOf = new Map<string, number>()
  for (const { personId, deputyFor, at } of answers)
    for (const signer of [personId, deputyFor ?? personId])
      for (const given of told)
        if (given.personId === personId && given.at === at)
          lastOf.set(signer, Math.max(given.sequence, lastOf.get(signer) ?? 0))
  const isBefore = (sequence: number, signer: string | null) =>
    signer !== null && sequence < (lastOf.get(signer) ?? 0)
  const came = accounts.filter(
    ({ event, personId, sequence }) =>
      (event.type === 'invitation.used' && isBefore(sequence, personId)) ||
      (event.type === 'roles.changed' && isBefore(sequence, event.accountId)),
  )
  const asked = new Set(came.flatMap(({ event }) => ('invitationId' in event ? [event.invitationId] : [])))
  return [
    ...came,
    ...accounts.filter(
      ({ event, personId, sequence }) =>
        ((event.type === 'invitation.made' || event.type === 'invitation.approved') &&
          asked.has(event.invitationId)) ||
        ((event.type === 'deputy.named' || event.type === 'deputy.ended') &&
          isBefore(sequence, personId) &&
          isBefore(sequence, event.deputyId)),
    ),
  ]
}

function isOf(event: PositionEvent, { id, roundId, version: { number, contentHash } }: Release): boolean {
  switch (event.type) {
    case 'position.created':
    case 'coordination.started':
      return true
    case 'version.frozen':
      return event.number === number && event.contentHash === contentHash
    case 'release.issued':
    case 'release.superseded':
    case 'support.withdrawn':
    case 'meeting.postponed':
    case 'release.reconfirmed':
    case 'release.reservation_lifted':
    case 'translation.issued':
    case 'corrigendum.proposed':
    case 'corrigendum.objected':
    case 'corrigendum.withdrawn':
    case 'corrigendum.issued':
    case 'corrigendum.lapsed':
      return event.releaseId === id
    default:
      return 'roundId' in event && event.roundId === roundId
  }
}
