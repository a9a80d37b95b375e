import type { StatementSignature } from '@samsyn/domain'
import { Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js/index-native.js'
import { actsOf } from './check-act.ts'
import { fromBase64url, hexOf, sha256, signedData } from './check-signature.ts'
import {
  actFolderOf,
  type Evidence,
  folderOf,
  type Manifest,
  type PackedAct,
  type PackedDecision,
  type PackedFile,
  type PackedWorkspace,
  packageFormat,
  paths,
  recordNotesFile,
  signedFiles,
  translationFiles,
  translationFolderOf,
} from './contents.ts'
import { readCoseKey, toPem } from './cose-key.ts'
import { readable } from './readable.ts'
import { readme } from './readme.ts'
import { recordMetadata } from './record-metadata.ts'
import { recordNotesText } from './record-notes.ts'

/** The files of an evidence package, its manifest last. */
export async function packEvidence(evidence: Evidence): Promise<readonly PackedFile[]> {
  const { release, round, text, events, page } = evidence
  const { decisions, ...roundAlone } = round
  const files: PackedFile[] = [
    file(paths.readme, readme(evidence)),
    file(paths.page, page),
    file(paths.release, readable(release)),
    file(paths.round, readable(roundAlone)),
    file(paths.events, readable(events)),
    file(paths.workspace, readable({ isSample: evidence.isSample } satisfies PackedWorkspace)),
    file(paths.metadata, readable(recordMetadata(release, round, evidence.translations))),
    file(paths.canonical, text.canonical),
    file(paths.plain, text.plain),
    file(paths.html, text.html),
    { path: paths.pdf, content: text.pdf },
  ]
  for (const [ordinal, decision] of decisions.entries()) {
    const folder = folderOf(ordinal, decision.country)
    const signature = evidence.signatures.find(({ decisionId }) => decisionId === decision.id) ?? null
    const packed: PackedDecision = {
      ...decision,
      positionId: release.positionId,
      roundId: round.id,
      signature: signature && keyOf(signature),
    }
    files.push(file(`${folder}decision.json`, readable(packed)), ...(await signedFilesIn(folder, signature)))
  }
  for (const [ordinal, act] of actsOf(release.positionId, round, release).entries()) {
    const folder = actFolderOf(ordinal, act.country)
    const signature = evidence.actSignatures.find(({ actId }) => actId === act.id) ?? null
    const packed: PackedAct = { ...act, signature: signature && keyOf(signature) }
    files.push(file(`${folder}act.json`, readable(packed)), ...(await signedFilesIn(folder, signature)))
  }
  for (const { canonicalText: text, ...about } of evidence.translations) {
    const folder = translationFolderOf(about)
    files.push(
      file(folder + translationFiles.about, readable(about)),
      file(folder + translationFiles.text, text),
    )
  }
  const manifest = file(paths.manifest, await manifestText(files))
  const { recordNotes } = evidence
  const notes = recordNotes ? [file(recordNotesFile, recordNotesText(recordNotes))] : []
  return [...files, ...notes, manifest]
}

function keyOf({ passkeyId, origin, relyingParty }: StatementSignature) {
  return { passkeyId, origin, relyingParty }
}

/** What was signed, as files of bytes for ordinary tools; none where nothing was. */
async function signedFilesIn(
  folder: string,
  signature: StatementSignature | null,
): Promise<readonly PackedFile[]> {
  if (!signature) return []
  const bytes = {
    authenticatorData: fromBase64url(signature.authenticatorData),
    clientData: fromBase64url(signature.clientDataJSON),
  }
  const publicKey = fromBase64url(signature.publicKey)
  const key = readCoseKey(publicKey)
  return [
    file(folder + signedFiles.statement, signature.statement),
    { path: folder + signedFiles.authenticatorData, content: bytes.authenticatorData },
    { path: folder + signedFiles.clientData, content: bytes.clientData },
    { path: folder + signedFiles.signedData, content: await signedData(bytes) },
    { path: folder + signedFiles.signature, content: fromBase64url(signature.signature) },
    { path: folder + signedFiles.publicKey, content: publicKey },
    ...(key ? [file(folder + signedFiles.pem, toPem(key))] : []),
  ]
}

/** One archive of them all. Nothing in it is compressed, so that what is in it can be seen in it. */
export async function zipOf(files: readonly PackedFile[], at: string): Promise<Uint8Array> {
  const archive = new ZipWriter(new Uint8ArrayWriter(), {
    level: 0,
    lastModDate: new Date(at),
    useWebWorkers: false,
  })
  for (const { path, content } of files) await archive.add(path, new Blob([content]).stream())
  return archive.close()
}

/** What the manifest of these files says. */
export async function manifestText(files: readonly PackedFile[]): Promise<string> {
  const manifest: Manifest = {
    format: packageFormat,
    files: await Promise.all(
      files.map(async ({ path, content }) => ({
        path,
        bytes: content.length,
        sha256: hexOf(await sha256(content)),
      })),
    ),
  }
  return readable(manifest)
}

function file(path: string, text: string): PackedFile {
  return { path, content: new TextEncoder().encode(text) }
}
