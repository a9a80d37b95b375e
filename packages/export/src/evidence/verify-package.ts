import type {
  Act,
  Capacity,
  ChainedEvent,
  ClosedRound,
  CountryCode,
  Decision,
  Release,
  ReservationEffect,
  ReservationType,
  StatementSignature,
} from '@samsyn/domain'
import {
  effectOf,
  hashedFields,
  isMarkOfPurge,
  isOfWhoBinds,
  languages,
  tacitIn,
  unconfirmedTerms,
  usualReservationEffects,
} from '@samsyn/domain'
import { canonicalText, type DocJson, textHash } from '@samsyn/editor'
import { toPlainText } from '../plain-text.ts'
import { actsOf, type CheckedAct, checkAct, readActStatement } from './check-act.ts'
import {
  type ConfirmationFault,
  checkConfirmation,
  isToldAsBefore,
  unsignedConfirmations,
} from './check-confirmations.ts'
import { type CorrigendumFault, checkCorrigenda } from './check-corrigenda.ts'
import { checkDecision, type DecisionFault, saysWhatItDoes } from './check-decision.ts'
import { actFormula, isActInPlace, isInPlace, isOfItsTime } from './check-place.ts'
import { isAsAgreed } from './check-release.ts'
import { isAsAnswered, isAsEnded, isAsOpened } from './check-round.ts'
import { base64url, hexOf, sha256, signedData } from './check-signature.ts'
import { checkTranslation } from './check-translation.ts'
import {
  actFolderOf,
  folderOf,
  type Manifest,
  type PackedAct,
  type PackedDecision,
  type PackedTranslation,
  type PackedWorkspace,
  packageFormat,
  paths,
  recordNotesFile,
  signedFiles,
  translationFiles,
  translationFolderOf,
} from './contents.ts'
import { readCoseKey, toPem } from './cose-key.ts'
import { type KeyHistory, keyHistory } from './key-history.ts'
import { type Answered, type LeadFault, leadHistory } from './lead-history.ts'
import { readable } from './readable.ts'
import { recordMetadata } from './record-metadata.ts'
import { hasItsNotes } from './record-notes.ts'
import { eventsOf } from './told-events.ts'
import type { Files } from './unzip.ts'

/** What is wrong with a package, each with the file that it is wrong with. */
export interface PackageFault {
  readonly path: string
  readonly kind:
    | DecisionFault
    | CorrigendumFault
    | ConfirmationFault
    | 'terms_awaited'
    | 'round_differs'
    | 'metadata_differs'
    | 'missing'
    | 'unexpected'
    | 'changed'
    | 'unreadable'
    | 'text_differs'
    | 'release_differs'
    | 'event_changed'
    | 'event_missing'
    | 'copy_differs'
    | 'translation_differs'
    | 'decision_misplaced'
    | 'formula_differs'
    | 'decision_unsigned'
    | 'act_missing'
    | 'act_unsigned'
    | 'decision_unled'
    | 'act_unled'
    | LeadFault['kind']
}

/** What a package holds, and what of it is wrong. */
export interface PackageReport {
  /** Null where it cannot be read. */
  readonly release: Release | null
  /** Whether it comes from a sample workspace, where people without a passkey answer unsigned. */
  readonly isSample: boolean
  readonly files: number
  readonly events: number
  /** What whoever opened the round told the parties, and why although points were open in the text; null where nothing can be read. */
  readonly opening: Pick<ClosedRound, 'notice' | 'openPointsReason'> | null
  readonly decisions: readonly ShownDecision[]
  readonly acts: readonly ShownAct[]
  readonly translations: readonly ShownTranslation[]
  /** The text that was signed, as it reads: from its canonical JSON, whatever the files for reading say. Null where that is none. */
  readonly text: string | null
  /** Whether a country's own notes lie beside it, of which the manifest knows nothing. */
  readonly hasRecordNotes: boolean
  readonly faults: readonly PackageFault[]
}

/** Terms that were confirmed, a reservation that was lifted, support that was withdrawn, or an objection to a corrigendum. */
export interface ShownAct extends Pick<ShownDecision, 'country' | 'capacity' | 'isSigned' | 'at'> {
  readonly kind: Act['kind']
}

/** A working translation, by its language and hash. */
export type ShownTranslation = Pick<PackedTranslation, 'language' | 'number' | 'title' | 'contentHash'>

/** A country's answer, or that it was silent. */
export interface ShownDecision {
  readonly country: CountryCode
  readonly kind: Decision['value']['kind']
  /** Whether its lead gave it or a deputy, as the log tells; null for silence, and where it does not tell. */
  readonly capacity: Capacity | null
  readonly isSigned: boolean
  /** Of which type its reservation is, and what that did in the round; null where it has none. */
  readonly reservation: { readonly type: ReservationType; readonly effect: ReservationEffect } | null
  readonly at: string
}

/** Checks a package by what is in it alone: no byte of it can change unseen, and what its signers signed is what it says. */
export async function verifyPackage(files: Files): Promise<PackageReport> {
  const faults: PackageFault[] = [...(await manifestFaults(files))]
  const read = <Value>(path: string): Value | null => {
    try {
      return JSON.parse(textOf(files, path)) as Value
    } catch {
      if (files.has(path) && !faults.some((fault) => fault.path === path))
        faults.push({ path, kind: 'unreadable' })
      return null
    }
  }
  const release = read<Release>(paths.release)
  const round = read<Omit<ClosedRound, 'decisions'>>(paths.round)
  const told = read<readonly ChainedEvent[]>(paths.events) ?? []
  // What has not its hash, or not its words, proves nothing.
  const events = soundOf(told)
  // A package that does not say so is judged as one of a workspace in which everything is signed.
  const isSample = read<PackedWorkspace>(paths.workspace)?.isSample === true
  const decisions = [...files.keys()]
    .filter((path) => /^decisions\/[^/]+\/decision\.json$/.test(path))
    .sort()
    .flatMap((path) => {
      const decision = read<PackedDecision>(path)
      if (isDecision(decision)) return [decision]
      if (decision) faults.push({ path, kind: 'unreadable' })
      return []
    })
  const acts = [...files.keys()]
    .filter((path) => /^acts\/[^/]+\/act\.json$/.test(path))
    .sort()
    .flatMap((path) => {
      const act = read<PackedAct>(path)
      if (isAct(act)) return [act]
      if (act) faults.push({ path, kind: 'unreadable' })
      return []
    })
  const translations = [...files.keys()]
    .filter((path) => /^translations\/[^/]+\/translation\.json$/.test(path))
    .sort()
    .flatMap((path) => {
      const translation = read<PackedTranslation>(path)
      if (isTranslation(translation)) return [translation]
      if (translation) faults.push({ path, kind: 'unreadable' })
      return []
    })
  const hasRecordNotes = files.has(recordNotesFile)
  if (!isRelease(release) || !round) {
    const nothing = { decisions: [], acts: [], translations: [], text: null }
    return {
      release: null,
      isSample,
      files: files.size,
      events: 0,
      opening: null,
      ...nothing,
      hasRecordNotes,
      faults,
    }
  }
  try {
    faults.push(...textFaults(files, release), ...eventFaults({ told, events }, release, decisions))
    // Packages of before forums could say what reservations do are of the usual.
    const { reservationEffects = usualReservationEffects, lifts = [] } = round as Partial<ClosedRound>
    const whole: ClosedRound = { ...round, reservationEffects, lifts, decisions }
    const keys = keyHistory(
      events.filter(({ positionId }) => positionId === null),
      { isPackage: true },
    )
    const own = events.filter(
      ({ positionId, event }) =>
        positionId === release.positionId && 'roundId' in event && event.roundId === round.id,
    )
    if (!isAsAgreed(release, whole)) faults.push({ path: paths.release, kind: 'release_differs' })
    for (const [ordinal, decision] of decisions.entries())
      faults.push(...(await decisionFaults(files, decision, { ordinal, events, keys, round: whole })))
    faults.push(...momentFaults(files, { decisions, own, round: whole, release }))
    faults.push(...(await actFaults(files, { acts, release, round: whole, events, keys })))
    faults.push(...missingFaults({ decisions, acts, own, events, release }))
    faults.push(...confirmedFaults(whole, release, events))
    if (!isAsOpened(whole, own, whole.parties) || !isAsEnded(whole, own) || !isAsAnswered(whole, own, events))
      faults.push({ path: paths.round, kind: 'round_differs' })
    if (!isSample) faults.push(...unsignedFaults(decisions, acts, events))
    faults.push(...leadFaults({ decisions, acts, events, isSample }))
    faults.push(...translationFaults(files, { translations, release, events }))
    const metadata = readable(recordMetadata(release, whole, translations))
    if (textOf(files, paths.metadata) !== metadata)
      faults.push({ path: paths.metadata, kind: 'metadata_differs' })
    for (const { kind } of checkCorrigenda(release, events)) faults.push({ path: paths.release, kind })
  } catch {
    // JSON, and yet not what a package holds.
    faults.push({ path: paths.release, kind: 'unreadable' })
  }
  return {
    release,
    isSample,
    files: files.size,
    events: told.length,
    opening: { notice: round.notice ?? '', openPointsReason: round.openPointsReason ?? null },
    decisions: [
      ...decisions.map((decision) => shownDecision(decision, events, round)),
      ...shownSilence({ ...round, decisions }),
    ],
    acts: acts.map((act) => ({
      country: act.country,
      kind: act.act.kind,
      capacity: capacityIn(
        act,
        events.find((event) => isActTold(event, act)),
      ),
      isSigned: act.statementHash !== null,
      at: act.at,
    })),
    translations: translations.map(({ language, number, title, contentHash }) => ({
      language,
      number,
      title,
      contentHash,
    })),
    text: readableText(files, release),
    hasRecordNotes,
    faults: faults.filter(
      (fault, index) =>
        faults.findIndex(({ path, kind }) => path === fault.path && kind === fault.kind) === index,
    ),
  }
}

function shownDecision(
  decision: PackedDecision,
  events: readonly ChainedEvent[],
  // Packages of before do not say what reservations do.
  { reservationEffects = usualReservationEffects }: Partial<Pick<ClosedRound, 'reservationEffects'>>,
): ShownDecision {
  const { id, country, value, statementHash, at } = decision
  const given = events.find(({ event }) => event.type === 'decision.given' && event.decisionId === id)
  const capacity = capacityIn(decision, given)
  const effect = effectOf(value, reservationEffects)
  const reservation =
    value.kind === 'agree_with_reservation' && effect !== null ? { type: value.type, effect } : null
  return { country, kind: value.kind, capacity, isSigned: statementHash !== null, reservation, at }
}

/** As the log tells; of before it did, what was signed tells of a deputy alone. */
function capacityIn(
  { deputyFor }: { readonly deputyFor: string | null },
  told: ChainedEvent | undefined,
): Capacity | null {
  return told?.capacity ?? (deputyFor === null ? null : 'deputy')
}

/** Silence that was taken for consent is nobody's decision, and stands beside those. */
function shownSilence(round: ClosedRound): readonly ShownDecision[] {
  return tacitIn(round).map((country) => ({
    country,
    kind: 'tacit',
    capacity: null,
    isSigned: false,
    reservation: null,
    at: round.closedAt,
  }))
}

/** Whether what was read can be shown; what else it should be, the checks find out. */
function isDecision(read: PackedDecision | null): read is PackedDecision {
  return (
    typeof read?.value?.kind === 'string' &&
    typeof read.country === 'string' &&
    read.version !== undefined &&
    !Number.isNaN(Date.parse(read.at))
  )
}

function isAct(read: PackedAct | null): read is PackedAct {
  return (
    typeof read?.act?.kind === 'string' &&
    typeof read.country === 'string' &&
    !Number.isNaN(Date.parse(read.at))
  )
}

function isTranslation(read: PackedTranslation | null): read is PackedTranslation {
  return languages.some((language) => language === read?.language) && typeof read?.contentHash === 'string'
}

function isRelease(read: Release | null): read is Release {
  return typeof read?.version?.contentHash === 'string' && typeof read.reference === 'string'
}

async function manifestFaults(files: Files): Promise<readonly PackageFault[]> {
  const path = paths.manifest
  if (!files.has(path)) return [{ path, kind: 'missing' }]
  let manifest: Manifest
  try {
    manifest = JSON.parse(textOf(files, path)) as Manifest
    // Written in one way only, so that no character of it can change unseen.
    if (manifest.format !== packageFormat || readable(manifest) !== textOf(files, path))
      return [{ path, kind: 'changed' }]
    for (const { path: named, bytes, sha256: hash } of manifest.files)
      void [named.length, bytes + 0, hash.length]
  } catch {
    return [{ path, kind: 'unreadable' }]
  }
  const listed = new Map(manifest.files.map((each) => [each.path, each]))
  const faults: PackageFault[] = []
  for (const [name, each] of listed) {
    const content = files.get(name)
    if (!content) faults.push({ path: name, kind: 'missing' })
    else if (content.length !== each.bytes || hexOf(await sha256(content)) !== each.sha256)
      faults.push({ path: name, kind: 'changed' })
  }
  for (const name of files.keys())
    if (name !== path && name !== recordNotesFile && !listed.has(name))
      faults.push({ path: name, kind: 'unexpected' })
  if (!hasItsNotes(files)) faults.push({ path: recordNotesFile, kind: 'changed' })
  return faults
}

function textFaults(files: Files, release: Release): readonly PackageFault[] {
  const path = paths.canonical
  return textHash(textOf(files, path)) === release.version.contentHash ? [] : [{ path, kind: 'text_differs' }]
}

/** The text alone, without what files say beside it. */
function readableText(files: Files, { draftingLanguage: language }: Release): string | null {
  const nothingBeside = {
    title: '',
    marking: '',
    notices: [],
    head: [],
    reservations: null,
    foot: [],
    sampleMark: null,
  }
  try {
    const doc = JSON.parse(textOf(files, paths.canonical)) as DocJson
    return toPlainText(doc, { ...nothingBeside, language }).trim()
  } catch {
    // No text of ours: that it is another is told already.
    return null
  }
}

/** Each event has its own hash and its own place, and those that the final text rests on are there. */
function eventFaults(
  { told, events }: { readonly told: readonly ChainedEvent[]; readonly events: readonly ChainedEvent[] },
  release: Release,
  decisions: readonly PackedDecision[],
): readonly PackageFault[] {
  const path = paths.events
  const { contentHash, number } = release.version
  const faults: PackageFault[] = events.length === told.length ? [] : [{ path, kind: 'event_changed' }]
  const isTold = (test: (event: ChainedEvent) => boolean) =>
    events.some((each) => each.positionId === release.positionId && test(each))
  const all =
    isTold(
      ({ event }) =>
        event.type === 'version.frozen' && event.number === number && event.contentHash === contentHash,
    ) &&
    isTold(
      ({ event }) =>
        event.type === 'release.issued' &&
        event.releaseId === release.id &&
        event.contentHash === contentHash,
    ) &&
    (release.supersededBy === null ||
      isTold(
        ({ event }) =>
          event.type === 'release.superseded' &&
          event.releaseId === release.id &&
          event.byReleaseId === release.supersededBy,
      )) &&
    decisions.every((decision) =>
      isTold(
        ({ event, personId, capacity, at }) =>
          event.type === 'decision.given' &&
          isOfWhoBinds({ capacity }, decision.deputyFor) &&
          event.decisionId === decision.id &&
          event.country === decision.country &&
          event.value === decision.value.kind &&
          event.contentHash === contentHash &&
          event.statementHash === decision.statementHash &&
          personId === decision.personId &&
          (event.deputyFor ?? null) === decision.deputyFor &&
          at === decision.at,
      ),
    )
  if (!all) faults.push({ path, kind: 'event_missing' })
  return faults
}

/** The events that are as they were written, each in a place of its own behind the one before it. */
function soundOf(told: readonly ChainedEvent[]): readonly ChainedEvent[] {
  if (!Array.isArray(told)) return []
  const hashedSince = firstOf(told, (event) => typeof event?.digest === 'string')
  const isSound = (event: ChainedEvent, index: number) => {
    try {
      const isBehind = index === 0 || (told[index - 1]?.sequence ?? 0) < event.sequence
      return isBehind && hasItsHash(event, hashedSince)
    } catch {
      // No event at all.
      return false
    }
  }
  return told.filter(isSound)
}

/** Whether an event has its hash, and its words in it: but for the mark of a purge, and for those of before there were digests. */
function hasItsHash(event: ChainedEvent, hashedSince: number): boolean {
  const { salt, digest, positionId, sequence } = event
  if (digest === null && (salt !== null || sequence > hashedSince)) return false
  if (digest !== null && salt === null && !(positionId !== null && isMarkOfPurge(event.event))) return false
  if (salt !== null && textHash(salt + canonicalText(event.event)) !== digest) return false
  return textHash(canonicalText(hashedFields(event))) === event.hash
}

async function decisionFaults(
  files: Files,
  decision: PackedDecision,
  {
    ordinal,
    events,
    keys,
    round,
  }: {
    readonly ordinal: number
    readonly events: readonly ChainedEvent[]
    readonly keys: KeyHistory
    readonly round: ClosedRound
  },
): Promise<readonly PackageFault[]> {
  const folder = folderOf(ordinal, decision.country)
  if (decision.statementHash === null) return []
  const given = events.find(
    ({ event }) => event.type === 'decision.given' && event.decisionId === decision.id,
  )
  const signature = signatureIn(files, folder, decision.signature)
  const fault = await checkDecision(
    decision,
    signature && { decisionId: decision.id, ...signature },
    keys.at(given?.sequence ?? 0),
  )
  const wrong = fault ?? (saysWhatItDoes(signature, decision, round) ? null : 'statement_differs')
  return [...(wrong ? [{ path: folder, kind: wrong } as const] : []), ...(await copyFaults(files, folder))]
}

/** The answers and acts that nobody signed, apart from those of before they could be: such events have no id of what they tell of. */
function unsignedFaults(
  decisions: readonly PackedDecision[],
  acts: readonly PackedAct[],
  events: readonly ChainedEvent[],
): readonly PackageFault[] {
  const decisionsSignedSince = firstOf(
    events,
    ({ event }) => event.type === 'decision.given' && event.decisionId !== undefined,
  )
  const actsSignedSince = firstOf(
    events,
    ({ event }) => event.type === 'support.withdrawn' && event.withdrawalId !== undefined,
  )
  const isOldDecision = ({ country, personId, at }: PackedDecision) =>
    events.some(
      ({ event, personId: by, at: then, sequence }) =>
        event.type === 'decision.given' &&
        event.decisionId === undefined &&
        sequence < decisionsSignedSince &&
        event.country === country &&
        by === personId &&
        then === at,
    )
  const isOldAct = (act: PackedAct) =>
    act.id === '' && events.some((event) => event.sequence < actsSignedSince && isActTold(event, act))
  return [
    ...decisions.flatMap((decision, ordinal): PackageFault[] =>
      decision.statementHash === null && decision.value.kind !== 'tacit' && !isOldDecision(decision)
        ? [{ path: folderOf(ordinal, decision.country), kind: 'decision_unsigned' }]
        : [],
    ),
    ...acts.flatMap((act, ordinal): PackageFault[] =>
      act.statementHash === null && !isOldAct(act)
        ? [{ path: actFolderOf(ordinal, act.country), kind: 'act_unsigned' }]
        : [],
    ),
  ]
}

/** Whoever answered for a country, or did something to its answer, led for it by the log of then, or stood in for somebody who did. */
function leadFaults({
  decisions,
  acts,
  events,
  isSample,
}: {
  readonly decisions: readonly PackedDecision[]
  readonly acts: readonly PackedAct[]
  readonly events: readonly ChainedEvent[]
  readonly isSample: boolean
}): readonly PackageFault[] {
  const ofAccounts = events.filter(({ positionId }) => positionId === null)
  const history = leadHistory(ofAccounts, { isSample, offers: null })
  const ofLead = (personId: string) => [
    ...decisions.flatMap((decision, ordinal) =>
      (decision.deputyFor ?? decision.personId) === personId ? [folderOf(ordinal, decision.country)] : [],
    ),
    ...acts.flatMap((act, ordinal) =>
      (act.deputyFor ?? act.personId) === personId ? [actFolderOf(ordinal, act.country)] : [],
    ),
  ]
  const isUnled = (answered: Omit<Answered, 'sequence'>, told: ChainedEvent | undefined) =>
    told !== undefined && !history.answersFor({ ...answered, sequence: told.sequence }, null)
  return [
    ...history.faults.flatMap(({ kind, personId }) => ofLead(personId).map((path) => ({ path, kind }))),
    ...decisions.flatMap((decision, ordinal): PackageFault[] => {
      const told = events.find(
        ({ event }) => event.type === 'decision.given' && event.decisionId === decision.id,
      )
      return isUnled(decision, told)
        ? [{ path: folderOf(ordinal, decision.country), kind: 'decision_unled' }]
        : []
    }),
    ...acts.flatMap((act, ordinal): PackageFault[] => {
      const told = events.find((event) => isActTold(event, act))
      return isUnled(act, told) ? [{ path: actFolderOf(ordinal, act.country), kind: 'act_unled' }] : []
    }),
  ]
}

/** The place of the first event of a kind. */
function firstOf(events: readonly ChainedEvent[], test: (event: ChainedEvent) => boolean): number {
  return Math.min(...events.filter(test).map(({ sequence }) => sequence))
}

/** What the files of bytes in a folder were signed with. */
function signatureIn(
  files: Files,
  folder: string,
  signature: PackedDecision['signature'],
): StatementSignature | null {
  const bytes = (name: keyof typeof signedFiles) => files.get(folder + signedFiles[name]) ?? new Uint8Array()
  return (
    signature && {
      statement: new TextDecoder().decode(bytes('statement')),
      ...signature,
      publicKey: base64url(bytes('publicKey')),
      authenticatorData: base64url(bytes('authenticatorData')),
      clientDataJSON: base64url(bytes('clientData')),
      signature: base64url(bytes('signature')),
    }
  )
}

/** Each answer came when it could, under the formula that the answers before it come to. */
function momentFaults(
  files: Files,
  {
    decisions,
    own,
    round,
    release,
  }: {
    readonly decisions: readonly PackedDecision[]
    readonly own: readonly ChainedEvent[]
    readonly round: ClosedRound
    readonly release: Release
  },
): readonly PackageFault[] {
  const faults: PackageFault[] = []
  const given = eventsOf(own, 'decision.given')
  const closed = eventsOf(own, 'round.closed')[0]?.sequence ?? null
  let after = eventsOf(own, 'round.opened')[0]?.sequence ?? 0
  for (const [index, decision] of decisions.entries()) {
    const path = folderOf(index, decision.country)
    const told = given.find((one) => isGivenIn(one, decision))
    if (told && !isInPlace(told, decision, { round, after, closed }))
      faults.push({ path, kind: 'decision_misplaced' })
    after = told?.sequence ?? after
    if (decision.statementHash === null) continue
    const signature = signatureIn(files, path, decision.signature)
    if (!isOfItsTime(signature, decision, { language: release.draftingLanguage, round, index }))
      faults.push({ path, kind: 'formula_differs' })
  }
  return faults
}

/** Whether an event tells of a decision; one of before they were signed names none. */
function isGivenIn({ event, personId, at }: ChainedEvent, decision: PackedDecision): boolean {
  if (event.type !== 'decision.given') return false
  if (event.decisionId !== undefined) return event.decisionId === decision.id
  return event.country === decision.country && personId === decision.personId && at === decision.at
}

/** What the log tells that countries answered and did, and what is not here. */
function missingFaults({
  decisions,
  acts,
  own,
  events,
  release,
}: {
  readonly decisions: readonly PackedDecision[]
  readonly acts: readonly PackedAct[]
  readonly own: readonly ChainedEvent[]
  readonly events: readonly ChainedEvent[]
  readonly release: Release
}): readonly PackageFault[] {
  const isHere = (event: ChainedEvent) => acts.some((act) => isActTold(event, act))
  const done = [
    ...own.filter(({ event }) => event.type === 'reservation.lifted'),
    ...events.filter(
      ({ positionId, event }) =>
        positionId === release.positionId &&
        (event.type === 'support.withdrawn' ||
          event.type === 'release.reconfirmed' ||
          event.type === 'release.reservation_lifted' ||
          event.type === 'corrigendum.objected') &&
        event.releaseId === release.id,
    ),
  ]
  return [
    ...eventsOf(own, 'decision.given').flatMap((given, ordinal): PackageFault[] =>
      decisions.some((decision) => isGivenIn(given, decision))
        ? []
        : [{ path: folderOf(ordinal, given.event.country), kind: 'missing' }],
    ),
    ...(done.every(isHere) ? [] : [{ path: paths.release, kind: 'act_missing' } as const]),
  ]
}

/** Each translation is the one that the log tells of, and all that it tells of are there. */
function translationFaults(
  files: Files,
  {
    translations,
    release,
    events,
  }: {
    readonly translations: readonly PackedTranslation[]
    readonly release: Release
    readonly events: readonly ChainedEvent[]
  },
): readonly PackageFault[] {
  const faults: PackageFault[] = []
  for (const about of translations) {
    const path = translationFolderOf(about) + translationFiles.text
    const fault = checkTranslation({ ...about, canonicalText: textOf(files, path) }, release, events)
    if (fault === 'translation_changed') faults.push({ path, kind: 'translation_differs' })
    if (fault === 'translation_untold') faults.push({ path: paths.events, kind: 'event_missing' })
  }
  for (const { event } of events) {
    if (event.type !== 'translation.issued') continue
    const path = translationFolderOf(event) + translationFiles.about
    if (!translations.some(({ id }) => id === event.translationId)) faults.push({ path, kind: 'missing' })
  }
  return faults
}

/** Nothing waits to be confirmed, and what was confirmed before that was signed stands in the log of then. */
function confirmedFaults(
  round: ClosedRound,
  { draftingLanguage, version: { contentHash } }: Release,
  events: readonly ChainedEvent[],
): readonly PackageFault[] {
  const isAwaited = unconfirmedTerms(round, draftingLanguage).length > 0
  const signedSince = firstOf(
    events,
    ({ event }) => event.type === 'terms.confirmed' && event.confirmationId !== undefined,
  )
  const old = events.filter(({ sequence }) => sequence < signedSince)
  const areTold = unsignedConfirmations(round).every((confirmation) =>
    old.some((event) => isToldAsBefore(event, confirmation, contentHash)),
  )
  return [
    ...(isAwaited ? [{ path: paths.round, kind: 'terms_awaited' } as const] : []),
    ...(areTold ? [] : [{ path: paths.events, kind: 'event_missing' } as const]),
  ]
}

/** Each act stands in the log and is signed as it says; they are those that round and final text tell of, and the log of no other confirmation. */
async function actFaults(
  files: Files,
  {
    acts,
    release,
    round,
    events,
    keys,
  }: {
    readonly acts: readonly PackedAct[]
    readonly release: Release
    readonly round: ClosedRound
    readonly events: readonly ChainedEvent[]
    readonly keys: KeyHistory
  },
): Promise<readonly PackageFault[]> {
  const faults: PackageFault[] = []
  const told = actsOf(release.positionId, round, release)
  const said = acts.map(({ signature: _kept, ...act }) => act)
  if (canonicalText(said) !== canonicalText(told))
    faults.push({ path: paths.release, kind: 'release_differs' })
  for (const [ordinal, { signature: key, ...act }] of acts.entries()) {
    const folder = actFolderOf(ordinal, act.country)
    const given = events.find((event) => isActTold(event, act))
    if (!given) faults.push({ path: paths.events, kind: 'event_missing' })
    const signature = act.statementHash === null ? null : signatureIn(files, folder, key)
    const statement = signature && readActStatement(signature.statement)
    const language = release.draftingLanguage
    const misplaced = checkConfirmation(act, statement?.partyFormula, { round, events, language })
    if (misplaced) faults.push({ path: folder, kind: misplaced })
    if (!isActInPlace(act, { round, release, events, told: given }))
      faults.push({ path: folder, kind: 'act_misplaced' })
    if (act.statementHash === null) continue
    if (act.act.kind !== 'confirm_terms' && statement?.partyFormula !== actFormula(act, round, language))
      faults.push({ path: folder, kind: 'act_formula_differs' })
    const fault = await checkAct(
      act,
      signature && { actId: act.id, ...signature },
      keys.at(given?.sequence ?? 0),
    )
    if (fault) faults.push({ path: folder, kind: fault })
    faults.push(...(await copyFaults(files, folder)))
  }
  const areThere = events.every(
    ({ event }) =>
      event.type !== 'terms.confirmed' ||
      event.confirmationId === undefined ||
      acts.some(({ id }) => id === event.confirmationId),
  )
  if (!areThere) faults.push({ path: paths.round, kind: 'missing' })
  return faults
}

function isActTold({ event, personId, capacity, at }: ChainedEvent, act: CheckedAct): boolean {
  if (!isOfWhoBinds({ capacity }, act.deputyFor)) return false
  switch (event.type) {
    case 'terms.confirmed':
      return (
        act.act.kind === 'confirm_terms' &&
        event.confirmationId === act.id &&
        event.of === act.act.of.kind &&
        event.decisionId === (act.act.of.kind === 'reservation' ? act.act.of.decisionId : null) &&
        event.country === act.country &&
        event.contentHash === act.version.contentHash &&
        event.statementHash === act.statementHash &&
        event.deputyFor === act.deputyFor &&
        personId === act.personId &&
        at === act.at
      )
    case 'reservation.lifted':
    case 'release.reservation_lifted':
      return (
        event.liftId === act.id &&
        act.act.kind === 'lift_reservation' &&
        event.decisionId === act.act.decisionId &&
        event.country === act.country &&
        event.contentHash === act.version.contentHash &&
        event.statementHash === act.statementHash &&
        event.deputyFor === act.deputyFor &&
        (event.type === 'reservation.lifted') === (act.releaseId === null) &&
        personId === act.personId &&
        at === act.at
      )
    case 'corrigendum.objected':
      return (
        act.act.kind === 'object_to_corrigendum' &&
        event.objectionId === act.id &&
        event.corrigendumId === act.act.corrigendumId &&
        event.corrigendumHash === act.act.corrigendumHash &&
        event.country === act.country &&
        event.contentHash === act.version.contentHash &&
        event.statementHash === act.statementHash &&
        event.deputyFor === act.deputyFor &&
        event.releaseId === act.releaseId &&
        personId === act.personId &&
        at === act.at
      )
    case 'release.reconfirmed':
      return (
        act.act.kind === 'reconfirm_release' &&
        event.reconfirmationId === act.id &&
        event.postponementId === act.act.postponementId &&
        event.meetingId === act.act.meetingId &&
        event.country === act.country &&
        event.contentHash === act.version.contentHash &&
        event.statementHash === act.statementHash &&
        event.deputyFor === act.deputyFor &&
        event.releaseId === act.releaseId &&
        personId === act.personId &&
        at === act.at
      )
    case 'support.withdrawn':
      return (
        act.act.kind === 'withdraw_support' &&
        // One of before it could be signed has neither.
        (event.withdrawalId ?? '') === act.id &&
        (event.statementHash ?? null) === act.statementHash &&
        event.country === act.country &&
        event.releaseId === act.releaseId &&
        personId === act.personId
      )
    default:
      return false
  }
}

/** The files for ordinary tools say the same as those that are checked here. */
async function copyFaults(files: Files, folder: string): Promise<readonly PackageFault[]> {
  const bytes = (name: keyof typeof signedFiles) => files.get(folder + signedFiles[name]) ?? new Uint8Array()
  const faults: PackageFault[] = []
  const key = readCoseKey(bytes('publicKey'))
  const joined = await signedData({
    authenticatorData: bytes('authenticatorData'),
    clientData: bytes('clientData'),
  })
  if (base64url(joined) !== base64url(bytes('signedData')))
    faults.push({ path: folder + signedFiles.signedData, kind: 'copy_differs' })
  if (key && toPem(key) !== new TextDecoder().decode(bytes('pem')))
    faults.push({ path: folder + signedFiles.pem, kind: 'copy_differs' })
  return faults
}

function textOf(files: Files, path: string): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(files.get(path) ?? new Uint8Array())
}
