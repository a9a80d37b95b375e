/** A block of something pasted, before lists are put together and headings have their level. */
export type PastedBlock =
  | { readonly kind: 'paragraph'; readonly html: string }
  /** Of the level that it had where it comes from. */
  | { readonly kind: 'heading'; readonly level: number; readonly html: string; readonly words: string }
  | PastedItem
  /** A list, table or quotation that is done. */
  | { readonly kind: 'done'; readonly html: string }

/** A line that Word shows as an item of a list without being in one. */
export interface PastedItem {
  readonly kind: 'item'
  readonly level: number
  readonly isOrdered: boolean
  /** The number in front of it; null where it has none. */
  readonly number: number | null
  /** What list it belongs to. */
  readonly list: string
  readonly html: string
}

/** Blocks as HTML of the schema. Headings keep a level where they may stand, and are bold lines elsewhere. */
export function htmlOf(blocks: readonly PastedBlock[], headings: 'kept' | 'bold'): string {
  let html = ''
  const highest = Math.min(...blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : [])))
  for (let index = 0; index < blocks.length; index += 1) {
    const block = blocks[index]
    if (!block) continue
    switch (block.kind) {
      case 'paragraph':
        html += `<p>${block.html}</p>`
        break
      case 'heading': {
        const name = block.level === highest ? 'h3' : 'h4'
        html +=
          headings === 'kept' ? `<${name}>${block.html}</${name}>` : `<p><strong>${block.html}</strong></p>`
        break
      }
      case 'item': {
        const items = itemsFrom(blocks, index)
        html += listsOf(items)
        index += items.length - 1
        break
      }
      case 'done':
        html += block.html
        break
    }
  }
  return html
}

function itemsFrom(blocks: readonly PastedBlock[], start: number): readonly PastedItem[] {
  const items: PastedItem[] = []
  for (const block of blocks.slice(start)) {
    if (block.kind !== 'item') break
    items.push(block)
  }
  return items
}

/** Items as lists in each other, as deep as they look. */
function listsOf(items: readonly PastedItem[]): string {
  let html = ''
  let index = 0
  while (index < items.length) {
    const first = items[index]
    if (!first) break
    let inside = ''
    // One list: its items, each with what lies deeper behind it.
    for (let item: PastedItem | undefined = first; item && continues(item, first); item = items[index]) {
      const deeper: PastedItem[] = []
      index += 1
      for (let next = items[index]; next && next.level > first.level; next = items[index]) {
        deeper.push(next)
        index += 1
      }
      inside += `<li><p>${item.html}</p>${listsOf(deeper)}</li>`
    }
    html += first.isOrdered ? `<ol start="${first.number ?? 1}">${inside}</ol>` : `<ul>${inside}</ul>`
  }
  return html
}

function continues(item: PastedItem, first: PastedItem): boolean {
  return (
    item === first ||
    (item.isOrdered === first.isOrdered && item.list === first.list && item.level >= first.level)
  )
}
