import {
  type ComparedBlock,
  compareDocs,
  contentHash,
  countChanges,
  type DocJson,
  isTooLargeToCompare,
  printable,
} from '@samsyn/editor'
import type { ComparisonNews, ComparisonQuestion } from './comparing.ts'

/** Stretches of text in one formatting and state that a page can show without stalling. */
const mostRuns = 150_000

/** Compares two texts and tells of it as it goes: first what can be counted, which takes no time. */
export function compareTexts(
  { before, after, hashes, language }: ComparisonQuestion,
  tell: (news: ComparisonNews) => void,
): void {
  const areGenuine = hashes === null || (hashOf(before) === hashes[0] && hashOf(after) === hashes[1])
  tell({ kind: 'counted', count: countChanges(before, after), areGenuine })
  if (isTooLargeToCompare(before, after)) {
    tell({ kind: 'too_large' })
    return
  }
  const shown = (doc: DocJson) =>
    language === null ? doc : printable(doc, { language, withAmendments: false, withRowNumbers: false })
  const comparison = compareDocs(shown(before), shown(after), {
    onProgress: (done, of) => tell({ kind: 'progress', done, of }),
    ...(language === null ? {} : { language }),
  })
  tell(runsIn(comparison.blocks) > mostRuns ? { kind: 'too_large' } : { kind: 'compared', comparison })
}

function runsIn(blocks: readonly ComparedBlock[]): number {
  return blocks.reduce(
    (sum, block) => sum + (block.kind === 'line' ? block.runs.length : runsIn(block.children)),
    0,
  )
}

function hashOf(doc: DocJson): string | null {
  try {
    return contentHash(doc)
  } catch {
    // Half a surrogate pair, or no document at all: nothing has such a hash.
    return null
  }
}
