import type { Mark, Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import { isSuggestion } from './suggested-nodes.ts'

/**
 * Takes from text that comes in the marks of suggestions that it has only because it comes in beside or among them: nobody
 * writes in a suggestion of somebody else, and what is written into words that are to go does not go with them. Text
 * that was there before and is put back keeps its marks, and so does what is pasted.
 */
export function withoutBorrowed(transaction: Transaction): Transaction {
  const event: unknown = transaction.getMeta('uiEvent')
  if (event === 'paste' || event === 'drop') return transaction
  const stored = transaction.storedMarks
  const found: { readonly from: number; readonly to: number; readonly mark: Mark }[] = []
  for (const [index, step] of transaction.steps.entries()) {
    const doc = transaction.docs[index]
    if (!(step instanceof ReplaceStep) || !doc || step.slice.openStart > 0 || step.slice.openEnd > 0) continue
    if (!isPlainText(doc.slice(step.from, step.to).content.content)) continue
    const mapping = transaction.mapping.slice(index + 1)
    let at = step.from
    for (const node of step.slice.content.content) {
      const [from, to] = [mapping.map(at, 1), mapping.map(at + node.nodeSize, -1)]
      for (const mark of node.marks.filter(isSuggestion)) if (from < to) found.push({ from, to, mark })
      at += node.nodeSize
    }
  }
  for (const { from, to, mark } of found) transaction.removeMark(from, to, mark)
  if (found.length > 0 && stored) transaction.setStoredMarks(stored)
  return transaction
}

function isPlainText(nodes: readonly Node[]): boolean {
  return nodes.every((node) => node.isText)
}
