import { Losses } from '../losses.ts'
import { htmlOf } from './pasted-blocks.ts'
import { linesIn } from './pasted-elements.ts'
import { blocksIn } from './pasted-flow.ts'
import { type PasteLoss, pasteLossKinds } from './pasted-losses.ts'
import { notesIn } from './pasted-notes.ts'

/** Something from elsewhere, as far as the schema knows it. */
export interface CleanPasted {
  /** Only elements and attributes that the schema reads. */
  readonly html: string
  readonly losses: readonly PasteLoss[]
  /** Every line of it, also of what is left out: to find its markings in. */
  readonly lines: readonly string[]
}

/**
 * Makes what another program put on the clipboard into HTML of the schema: structure is kept, looks are left, and what has no
 * place is named. What an editor of Samsyn copied is not for this: it is of the schema already. The body is never changed.
 */
export function cleanPasted(body: Element): CleanPasted {
  const losses = new Losses(pasteLossKinds)
  const blocks = blocksIn(body, { notes: notesIn(body), losses })
  const levels = blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : []))
  const [, , ...deeper] = [...new Set(levels)].sort((one, other) => one - other)
  for (const block of blocks) {
    if (block.kind === 'heading' && deeper.includes(block.level)) losses.add('heading_level', block.words)
  }
  return { html: htmlOf(blocks, 'kept'), losses: losses.list(), lines: linesIn(body) }
}
