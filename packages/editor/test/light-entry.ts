// What the reading page takes from this room; bundled by a test (SPEC E23).
export {
  canonicalJson,
  compareDocs,
  contentHash,
  footnotesOf,
  openPoints,
  outline,
  plainText,
  printable,
  printInline,
  withPassageNotes,
  wordCount,
} from '../src/index.ts'
