import type { SuggestionMarkJson } from '@samsyn/editor'
import { type FileChild, type IParagraphOptions, Paragraph, type Table } from 'docx'
import { unmapped } from '../unmapped.ts'
import { BlockMark } from './block-mark.ts'
import type { DocxContext } from './context.ts'
import { styleIds } from './styles.ts'

interface Line {
  readonly kind: 'line'
  readonly options: IParagraphOptions
  /** What adds or takes out its paragraph mark, which is the break before the next line. */
  mark: readonly SuggestionMarkJson[]
}

type Item =
  | Line
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'edge'; readonly edge: BlockMark }
  | { readonly kind: 'turn'; readonly isWide: boolean }

/** What stands together on pages that are higher than wide, or wider than high. */
export interface PagePart {
  readonly isWide: boolean
  readonly children: readonly FileChild[]
}

/** An empty line that is no part of the text. */
export function separator(): Paragraph {
  return new Paragraph(separatorOptions)
}

const separatorOptions: IParagraphOptions = { style: styleIds.separator }

/** The lines and tables of a section or a cell as they are written, one after the other. */
export class Flow {
  readonly #items: Item[] = []
  readonly #context: DocxContext

  constructor(context: DocxContext) {
    this.#context = context
  }

  /** A line; what is suggested of the break before it goes to the mark of the one before. */
  line(
    options: IParagraphOptions,
    {
      breaks,
      onMark,
    }: { readonly breaks: readonly SuggestionMarkJson[]; readonly onMark: readonly SuggestionMarkJson[] },
  ): void {
    if (breaks.length > 0) {
      const before = this.#last()
      const isTaken =
        before?.kind === 'line' && before.mark.some((one) => breaks.some(({ type }) => type === one.type))
      if (before?.kind === 'line' && !isTaken) before.mark = [...before.mark, ...breaks]
      else this.#separate(breaks)
    }
    this.#items.push({ kind: 'line', options, mark: onMark })
  }

  /** A table; Word would join it to one right before it. */
  table(table: Table): void {
    if (this.#last()?.kind === 'table') this.#separate([])
    this.#items.push({ kind: 'table', table })
  }

  /** What follows stands on pages of its own. */
  turn(isWide: boolean): void {
    this.#items.push({ kind: 'turn', isWide })
  }

  /** Holds what is written inside together, under a name that nothing else has. */
  together(prefix: string, write: () => void): void {
    const id = this.#context.nextId()
    this.#items.push({
      kind: 'edge',
      edge: new BlockMark('w:bookmarkStart', { 'w:id': id, 'w:name': `${prefix}${id}` }),
    })
    write()
    this.#items.push({ kind: 'edge', edge: new BlockMark('w:bookmarkEnd', { 'w:id': id }) })
  }

  /** Everything that was written. Word wants a paragraph at the very end of a cell. */
  finish(): readonly FileChild[] {
    return this.pages().flatMap(({ children }) => children)
  }

  /** The same by the pages that it stands on. */
  pages(): readonly PagePart[] {
    if (this.#items.at(-1)?.kind !== 'line') this.#separate([])
    const parts: { readonly isWide: boolean; readonly children: FileChild[] }[] = []
    for (const item of this.#items) {
      if (item.kind === 'turn') parts.push({ isWide: item.isWide, children: [] })
      else if (parts.length === 0) parts.push({ isWide: false, children: [this.#childOf(item)] })
      else parts.at(-1)?.children.push(this.#childOf(item))
    }
    return parts
  }

  #childOf(item: Exclude<Item, { kind: 'turn' }>): FileChild {
    switch (item.kind) {
      case 'edge':
        return item.edge
      case 'table':
        return item.table
      case 'line':
        return new Paragraph({ ...item.options, ...this.#markOf(item) })
      default:
        return unmapped(item)
    }
  }

  #separate(mark: readonly SuggestionMarkJson[]): void {
    this.#items.push({ kind: 'line', options: separatorOptions, mark })
  }

  #last(): Item | undefined {
    return this.#items.findLast(({ kind }) => kind !== 'edge' && kind !== 'turn')
  }

  #markOf({ mark }: Line): IParagraphOptions {
    const insertion = mark.find(({ type }) => type === 'insertion')
    const deletion = mark.find(({ type }) => type === 'deletion')
    if (!insertion && !deletion) return {}
    return {
      run: {
        ...(insertion ? { insertion: this.#context.change(insertion.attrs) } : {}),
        ...(deletion ? { deletion: this.#context.change(deletion.attrs) } : {}),
      },
    }
  }
}
