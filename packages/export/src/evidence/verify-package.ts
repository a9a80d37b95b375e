import type { ChainedEvent, ClosedRound, CountryCode, Decision, Release } from '@samsyn/domain'
import { hashedFields, tacitIn } from '@samsyn/domain'
import { canonicalText, textHash } from '@samsyn/editor'
import { checkDecision, type DecisionFault } from './check-decision.ts'
import { isAsAgreed } from './check-release.ts'
import { base64url, hexOf, sha256, signedData } from './check-signature.ts'
import {
  folderOf,
  type Manifest,
  type PackedDecision,
  packageFormat,
  paths,
  signedFiles,
} from './contents.ts'
import { readCoseKey, toPem } from './cose-key.ts'
import { readable } from './pack.ts'
import type { Files } from './unzip.ts'

/** What is wrong with a package, each with the file that it is wrong with. */
export interface PackageFault {
  readonly path: string
  readonly kind:
    | DecisionFault
    | 'missing'
    | 'unexpected'
    | 'changed'
    | 'unreadable'
    | 'text_differs'
    | 'release_differs'
    | 'event_changed'
    | 'event_missing'
    | 'copy_differs'
}

/** What a package holds, and what of it is wrong. */
export interface PackageReport {
  /** Null where it cannot be read. */
  readonly release: Release | null
  readonly files: number
  readonly events: number
  readonly decisions: readonly ShownDecision[]
  readonly faults: readonly PackageFault[]
}

/** A country's answer, or that it was silent. */
export interface ShownDecision {
  readonly country: CountryCode
  readonly kind: Decision['value']['kind']
  readonly isSigned: boolean
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
  const events = read<readonly ChainedEvent[]>(paths.events) ?? []
  const decisions = [...files.keys()]
    .filter((path) => /^decisions\/[^/]+\/decision\.json$/.test(path))
    .sort()
    .flatMap((path) => {
      const decision = read<PackedDecision>(path)
      if (isDecision(decision)) return [decision]
      if (decision) faults.push({ path, kind: 'unreadable' })
      return []
    })
  if (!isRelease(release) || !round)
    return { release: null, files: files.size, events: 0, decisions: [], faults }
  try {
    faults.push(...textFaults(files, release), ...eventFaults(events, release, decisions))
    const whole: ClosedRound = { ...round, decisions }
    if (!isAsAgreed(release, whole)) faults.push({ path: paths.release, kind: 'release_differs' })
    for (const [ordinal, decision] of decisions.entries())
      faults.push(...(await decisionFaults(files, decision, { ordinal, events })))
  } catch {
    // JSON, and yet not what a package holds.
    faults.push({ path: paths.release, kind: 'unreadable' })
  }
  return {
    release,
    files: files.size,
    events: events.length,
    decisions: [...decisions.map(shownDecision), ...shownSilence({ ...round, decisions })],
    faults: faults.filter(
      (fault, index) =>
        faults.findIndex(({ path, kind }) => path === fault.path && kind === fault.kind) === index,
    ),
  }
}

function shownDecision({ country, value, statementHash, at }: PackedDecision): ShownDecision {
  return { country, kind: value.kind, isSigned: statementHash !== null, at }
}

/** Silence that was taken for consent is nobody's decision, and stands beside those. */
function shownSilence(round: ClosedRound): readonly ShownDecision[] {
  return tacitIn(round).map((country) => ({ country, kind: 'tacit', isSigned: false, at: round.closedAt }))
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
    if (name !== path && !listed.has(name)) faults.push({ path: name, kind: 'unexpected' })
  return faults
}

function textFaults(files: Files, release: Release): readonly PackageFault[] {
  const path = paths.canonical
  return textHash(textOf(files, path)) === release.version.contentHash ? [] : [{ path, kind: 'text_differs' }]
}

/** Each event has its own hash, and those that the final text rests on are there. */
function eventFaults(
  events: readonly ChainedEvent[],
  release: Release,
  decisions: readonly PackedDecision[],
): readonly PackageFault[] {
  const path = paths.events
  const { contentHash, number } = release.version
  const faults: PackageFault[] = events.every(hasItsHash) ? [] : [{ path, kind: 'event_changed' }]
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
    decisions.every((decision) =>
      isTold(
        ({ event, personId, at }) =>
          event.type === 'decision.given' &&
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

function hasItsHash(event: ChainedEvent): boolean {
  const { salt, digest } = event
  if (salt !== null && textHash(salt + canonicalText(event.event)) !== digest) return false
  return textHash(canonicalText(hashedFields(event))) === event.hash
}

async function decisionFaults(
  files: Files,
  decision: PackedDecision,
  { ordinal, events }: { readonly ordinal: number; readonly events: readonly ChainedEvent[] },
): Promise<readonly PackageFault[]> {
  const folder = folderOf(ordinal, decision.country)
  if (decision.statementHash === null) return []
  const bytes = (name: keyof typeof signedFiles) => files.get(folder + signedFiles[name]) ?? new Uint8Array()
  const { signature } = decision
  const given = events.find(
    ({ event }) => event.type === 'decision.given' && event.decisionId === decision.id,
  )
  const keys = events.flatMap(({ event, personId, sequence }) =>
    (event.type === 'passkey.added' || event.type === 'passkey.noted') && sequence < (given?.sequence ?? 0)
      ? [{ passkeyId: event.passkeyId, keyHash: event.keyHash, personId }]
      : [],
  )
  const fault = await checkDecision(
    decision,
    signature && {
      decisionId: decision.id,
      statement: new TextDecoder().decode(bytes('statement')),
      ...signature,
      publicKey: base64url(bytes('publicKey')),
      authenticatorData: base64url(bytes('authenticatorData')),
      clientDataJSON: base64url(bytes('clientData')),
      signature: base64url(bytes('signature')),
    },
    keys,
  )
  const faults: PackageFault[] = fault ? [{ path: folder, kind: fault }] : []
  // The files for ordinary tools say the same as those that were checked here.
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
