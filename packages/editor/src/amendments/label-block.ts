import type { ComparedBlock } from '../compare.ts'
import type { ComparedRun } from '../compare-inline.ts'
import type { ParagraphJson } from '../doc-json.ts'

/** What stands before a row in the earlier and in the later document; null where it is not there. */
export interface RowLabel {
  readonly before: string | null
  readonly after: string | null
}

/** The cell before a compared row: computed, so that another number is shown and is no change of the row. */
export function labelBlock({ before, after }: RowLabel): ComparedBlock {
  const run = (text: string | null, change: ComparedRun['change']): readonly ComparedRun[] =>
    text ? [{ text, marks: [], part: 'text', change }] : []
  const runs = before === after ? run(after, 'same') : [...run(before, 'removed'), ...run(after, 'added')]
  const node: ParagraphJson = { type: 'paragraph' }
  return {
    kind: 'container',
    node: { type: 'tableHeader', content: [node] },
    change: 'same',
    children: [{ kind: 'line', node, change: 'same', runs }],
  }
}
