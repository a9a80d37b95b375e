import type { BlockJson, ListItemJson } from '@samsyn/editor'
import type { ListMark } from './numbering.ts'

/** An item of a list that is yet to be put together. */
export interface Item {
  readonly kind: 'item'
  readonly mark: ListMark
  readonly item: ListItemJson
}

/** An item, or a block between items. */
export type Listed =
  | Item
  | {
      readonly kind: 'block'
      readonly block: BlockJson
      /** Whether it goes on with the item before it. */
      readonly continues: boolean
      readonly isQuotation?: boolean
    }

/** Puts items together to lists: those of a deeper level go into the item before them. */
export function listsIn(listed: readonly Listed[]): readonly BlockJson[] {
  const blocks: BlockJson[] = []
  for (let at = 0; at < listed.length; ) {
    const first = listed[at]
    if (!first) break
    if (first.kind === 'block') {
      blocks.push(first.block)
      at += 1
      continue
    }
    const end = listed.findIndex((each, index) => index > at && each.kind === 'block' && !each.continues)
    const run = listed.slice(at, end < 0 ? listed.length : end)
    blocks.push(...listsOf(run))
    at += run.length
  }
  return blocks
}

interface Growing {
  readonly mark: ListMark
  readonly items: Listed[][]
}

/** The lists of a run that begins with an item. What stands in an item is kept with it until its end is known. */
function listsOf(run: readonly Listed[]): readonly BlockJson[] {
  const lists: Growing[] = []
  for (const each of run) {
    const list = lists.at(-1)
    const isInside = list && (each.kind === 'block' || each.mark.level > list.mark.level)
    if (isInside) list.items.at(-1)?.push(each)
    else if (each.kind === 'item' && list && isSameList(list.mark, each.mark)) list.items.push([each])
    else if (each.kind === 'item') lists.push({ mark: each.mark, items: [[each]] })
  }
  return lists.map(listBlock)
}

function listBlock({ mark, items }: Growing): BlockJson {
  const content = items.map(([first, ...rest]): ListItemJson => {
    if (first?.kind !== 'item') throw new Error('An item of a list begins with none')
    const inside = rest.length === 0 ? [] : listsIn(rest.map(asBlock))
    return { ...first.item, content: [...first.item.content, ...inside] }
  })
  return mark.isOrdered
    ? { type: 'orderedList', attrs: { start: mark.number }, content }
    : { type: 'bulletList', content }
}

/** What goes on with an item stands in it as a block of its own. */
function asBlock(listed: Listed): Listed {
  return listed.kind === 'block' ? { ...listed, continues: false } : listed
}

function isSameList(one: ListMark, other: ListMark): boolean {
  return one.list === other.list && one.level === other.level && one.isOrdered === other.isOrdered
}
