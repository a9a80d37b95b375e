import type {
  ActSignature,
  ChainedEvent,
  ClosedRound,
  CountryCode,
  DecisionSignature,
  DecisionValue,
  RecordNotes,
  Release,
  Translation,
  VersionReference,
} from '@samsyn/domain'

import type { CheckedAct } from './check-act.ts'

/** What a manifest says it is. */
export const packageFormat = 'samsyn-evidence-1'

/** Every file of a package but itself, with its length and SHA-256. */
export interface Manifest {
  readonly format: typeof packageFormat
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[]
}

/** Of a signed decision what is not in its files of bytes. */
export interface PackedDecision {
  readonly id: string
  readonly positionId: string
  readonly roundId: string
  readonly country: CountryCode
  readonly personId: string
  /** The lead in whose stead it was given; null for the person's own right. */
  readonly deputyFor: string | null
  readonly version: VersionReference
  readonly value: DecisionValue
  readonly statementHash: string | null
  readonly at: string
  readonly signature: Pick<DecisionSignature, 'passkeyId' | 'origin' | 'relyingParty'> | null
}

/** Of an act what is not in its files of bytes. */
export interface PackedAct extends CheckedAct {
  readonly signature: PackedDecision['signature']
}

/** What a package is made of. */
export interface Evidence {
  readonly release: Release
  readonly round: ClosedRound
  readonly signatures: readonly DecisionSignature[]
  /** What was signed when terms were confirmed, reservations were lifted, support was withdrawn and corrigenda were objected to. */
  readonly actSignatures: readonly ActSignature[]
  /** Of the life of this final text, of the registration of its signers' keys, and of how they came to lead; oldest first. */
  readonly events: readonly ChainedEvent[]
  /** The text: its canonical JSON, and how it reads. */
  readonly text: {
    readonly canonical: string
    readonly plain: string
    readonly html: string
    readonly pdf: Uint8Array<ArrayBuffer>
  }
  /** The working translations that were issued of it, with their texts. */
  readonly translations: readonly Translation[]
  /** The page that checks the package without a network. */
  readonly page: string
  readonly isSample: boolean
  /** What the country that the package is made for notes for its own register; null for none. */
  readonly recordNotes: PackedRecordNotes | null
}

/** Such notes, and when they were made. */
export interface PackedRecordNotes extends RecordNotes {
  readonly country: CountryCode
  readonly at: string
}

/** A translation without its text, which is a file of its own. */
export type PackedTranslation = Omit<Translation, 'canonicalText'>

/** Where a package comes from. */
export type PackedWorkspace = Pick<Evidence, 'isSample'>

/** A file of a package. */
export interface PackedFile {
  readonly path: string
  readonly content: Uint8Array<ArrayBuffer>
}

/** Where things are in a package. */
export const paths = {
  manifest: 'manifest.json',
  readme: 'README.txt',
  page: 'verify.html',
  release: 'release.json',
  round: 'round.json',
  events: 'events.json',
  workspace: 'workspace.json',
  metadata: 'metadata.json',
  canonical: 'text/text.json',
  plain: 'text/text.txt',
  html: 'text/text.html',
  pdf: 'text/text.pdf',
} as const

/** The folder of a decision: the first, second… of its round, with its country. */
export function folderOf(ordinal: number, country: CountryCode): string {
  return `decisions/${String(ordinal + 1).padStart(2, '0')}-${country}/`
}

/** No part of the evidence, so that it can be taken out before a package is handed on: the manifest knows nothing of it. */
export const recordNotesFile = 'record-notes.json'

/** The folder of an act, with its country. */
export function actFolderOf(ordinal: number, country: CountryCode): string {
  return `acts/${String(ordinal + 1).padStart(2, '0')}-${country}/`
}

/** The folder of a working translation, with what is told of it and its text. */
export function translationFolderOf({ language, number }: Pick<Translation, 'language' | 'number'>): string {
  return `translations/${language}-${number}/`
}

export const translationFiles = { about: 'translation.json', text: 'text.json' } as const

/** The files of a signed decision in its folder. */
export const signedFiles = {
  statement: 'statement.json',
  authenticatorData: 'authenticator-data.bin',
  clientData: 'client-data.json',
  signedData: 'signed-data.bin',
  signature: 'signature.der',
  publicKey: 'public-key.cose',
  pem: 'public-key.pem',
} as const
