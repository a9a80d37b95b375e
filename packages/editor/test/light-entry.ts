// What the reading page takes from this room; bundled by a test (SPEC E23).
export {
  canonicalJson,
  compareDocs,
  contentHash,
  openPoints,
  outline,
  plainText,
  wordCount,
} from '../src/index.ts'
