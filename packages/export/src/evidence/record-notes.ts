import { canonicalText, textHash } from '@samsyn/editor'
import { type PackedRecordNotes, recordNotesFile } from './contents.ts'
import { readable } from './readable.ts'
import type { Files } from './unzip.ts'

/** The notes as a file, with the SHA-256 of their canonical JSON. */
export function recordNotesText(notes: PackedRecordNotes): string {
  return readable({ ...notes, sha256: textHash(canonicalText(notes)) })
}

/** Whether the notes, where there are some, are as they were packed: they are outside the manifest. */
export function hasItsNotes(files: Files): boolean {
  const content = files.get(recordNotesFile)
  if (!content) return true
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    const { sha256: _own, ...notes } = JSON.parse(text) as PackedRecordNotes & { readonly sha256: string }
    return recordNotesText(notes) === text
  } catch {
    return false
  }
}
