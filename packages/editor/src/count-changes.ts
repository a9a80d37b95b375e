import { normalForm } from './canonical.ts'
import type { ChangedSection } from './compare.ts'
import { comparedText } from './compare-inline.ts'
import type { DocJson, SectionJson } from './doc-json.ts'
import { type ContainerNode, isLine, type LineNode } from './piece.ts'
import { sectionTitle } from './reading.ts'

/** What can be said of two documents without comparing their words. */
export interface ChangeCount {
  /** Lines with text that only the earlier, or only the later document has. */
  readonly removed: number
  readonly added: number
  /** All lines with text. */
  readonly before: number
  readonly after: number
  /** Sections with any difference, in the order of the later document, those that went behind. */
  readonly sections: readonly ChangedSection[]
}

/** So many blocks of one document, times so many of the other, are weighed beside each other in bearable time. */
const mostPairs = 25_000_000

/** Counts what differs between two documents: exact, and in the time it takes to read them. Light: needs no editor. */
export function countChanges(before: DocJson, after: DocJson): ChangeCount {
  const [earlier, later] = [normalForm(before), normalForm(after)]
  const [ones, others] = [linesOf(earlier), linesOf(later)]
  const common = commonCount(ones, others)
  return {
    removed: ones.length - common,
    added: others.length - common,
    before: ones.length,
    after: others.length,
    sections: changedSections(earlier.content, later.content),
  }
}

/** Whether a comparison of these documents would take longer, and more memory, than anybody should wait for. */
export function isTooLargeToCompare(before: DocJson, after: DocJson): boolean {
  return longestList(before) * longestList(after) > mostPairs
}

function changedSections(
  before: readonly SectionJson[],
  after: readonly SectionJson[],
): readonly ChangedSection[] {
  const earlier = new Map(before.map((section) => [section.attrs.id, JSON.stringify(section)]))
  const changed = after.flatMap((section): readonly ChangedSection[] => {
    const known = earlier.get(section.attrs.id)
    earlier.delete(section.attrs.id)
    if (known === JSON.stringify(section)) return []
    return [told(section, known === undefined ? 'added' : 'changed')]
  })
  const gone = before.filter(({ attrs: { id } }) => earlier.has(id))
  return [...changed, ...gone.map((section) => told(section, 'removed'))]
}

function told(section: SectionJson, change: ChangedSection['change']): ChangedSection {
  return { id: section.attrs.id, title: sectionTitle(section), change }
}

/** Every line with text, as one that is told apart from others by anything in it. */
function linesOf({ content }: DocJson): readonly string[] {
  const lines: string[] = []
  const visit = (node: LineNode | ContainerNode) => {
    if (!isLine(node)) for (const child of node.content ?? []) visit(child)
    else if (comparedText(node.content) !== '') lines.push(JSON.stringify(node))
  }
  content.forEach(visit)
  return lines
}

function commonCount(ones: readonly string[], others: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const line of ones) counts.set(line, (counts.get(line) ?? 0) + 1)
  let common = 0
  for (const line of others) {
    const left = counts.get(line) ?? 0
    if (left === 0) continue
    counts.set(line, left - 1)
    common += 1
  }
  return common
}

/** The number of children of whatever has the most. */
function longestList({ content }: DocJson): number {
  let longest = content.length
  const visit = (node: LineNode | ContainerNode) => {
    if (isLine(node)) return
    longest = Math.max(longest, node.content?.length ?? 0)
    for (const child of node.content ?? []) visit(child)
  }
  content.forEach(visit)
  return longest
}
