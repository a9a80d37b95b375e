import { Extension } from '@tiptap/core'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { liftTarget } from '@tiptap/pm/transform'
import { rareAttribute } from './attributes.ts'
import { isNumbering, type Numbering } from './doc-json.ts'
import { writtenNumber } from './numbering/number-label.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    numberedLines: {
      /**
       * Says what the selected lines are in an act; null takes their numbers away. A number that a line begins with as text
       * becomes its number in the base text.
       */
      setNumbering: (numbering: Numbering | null) => ReturnType
      /** The number that the base text gives the line of the caret; an empty one makes it an insertion. */
      setBaseNumber: (number: string) => ReturnType
      /** Breaks a numbered line: one half keeps the number of the base text, the other is an insertion. */
      splitNumberedLine: () => ReturnType
    }
  }
}

/** The longest number that a line can be given. */
export const longestBaseNumber = 20

/** What a heading or paragraph is in an act, and the number it has there. */
export const NumberedLines = Extension.create({
  name: 'numberedLines',
  priority: 1080,
  addGlobalAttributes: () => [
    {
      types: ['heading', 'paragraph'],
      attributes: {
        numbering: rareAttribute('numbering', 'data-numbering', { keepOnSplit: true, isValid: isNumbering }),
        // Of two halves of a line the first keeps the number that the base text gave it.
        baseNumber: rareAttribute('baseNumber', 'data-base-number', { keepOnSplit: false }),
      },
    },
  ],
  addCommands: () => ({
    setNumbering:
      (numbering) =>
      ({ state, tr, dispatch }) => {
        const lines = linesIn(state)
        if (lines.length === 0) return false
        // From the end, so that what comes before keeps its place.
        if (dispatch) for (const position of lines.toReversed()) numberLine(tr, position, numbering)
        return true
      },
    setBaseNumber:
      (number) =>
      ({ state, tr, dispatch }) => {
        const { $from } = state.selection
        if (!isNumbering($from.parent.attrs.numbering)) return false
        const text = number.trim().slice(0, longestBaseNumber)
        dispatch?.(tr.setNodeAttribute($from.before(), 'baseNumber', text === '' ? null : text))
        return true
      },
    splitNumberedLine:
      () =>
      ({ state, chain }) => {
        const { empty, $from } = state.selection
        const { parent, parentOffset } = $from
        if (!empty || !hasNumber(parent) || $from.node(-1).type.name === 'listItem') return false
        if (parent.content.size === 0) return chain().setNumbering(null).run()
        const isAtEnd = parentOffset === parent.content.size
        // What follows a heading is no heading, and no article.
        if (isAtEnd && parent.type.name === 'heading') return chain().splitBlock().setNumbering(null).run()
        return chain()
          .splitBlock()
          .command(({ tr }) => {
            const second = tr.selection.$from.before()
            const first = second - (tr.doc.resolve(second).nodeBefore?.nodeSize ?? 0)
            // The number goes with the words; before them only a new line was made.
            tr.setNodeAttribute(parentOffset === 0 ? first : second, 'baseNumber', null)
            return true
          })
          .run()
      },
  }),
  addKeyboardShortcuts() {
    return {
      Backspace: ({ editor }) => {
        const { empty, $from } = editor.state.selection
        if (!empty || $from.parentOffset > 0 || !hasNumber($from.parent)) return false
        return editor.commands.setNumbering(null)
      },
      Enter: ({ editor }) => editor.commands.splitNumberedLine(),
    }
  },
})

function hasNumber({ attrs }: Node): boolean {
  return isNumbering(attrs.numbering) || typeof attrs.baseNumber === 'string'
}

/** Where the selected headings and paragraphs begin. */
function linesIn({ selection, doc }: EditorState): readonly number[] {
  const lines: number[] = []
  for (const { $from, $to } of selection.ranges) {
    doc.nodesBetween($from.pos, $to.pos, (node, position) => {
      if (node.type.name === 'heading' || node.type.name === 'paragraph') lines.push(position)
      return !node.isTextblock
    })
  }
  return lines
}

function numberLine(tr: Transaction, place: number, numbering: Numbering | null): void {
  const { heading, paragraph } = tr.doc.type.schema.nodes
  const line = tr.doc.nodeAt(place)
  if (!line || !heading || !paragraph) return
  if (numbering === null) {
    tr.setNodeAttribute(place, 'numbering', null).setNodeAttribute(place, 'baseNumber', null)
    return
  }
  const written = writtenNumber(line.firstChild?.text ?? '', numbering)
  const before: unknown = line.attrs.numbering === numbering ? line.attrs.baseNumber : null
  const baseNumber = written?.number ?? numberInList(tr.doc.resolve(place)) ?? before
  // In a list it would have two numbers.
  const position = liftOutOfLists(tr, place)
  const isHeading = numbering === 'article' || numbering === 'heading'
  const type = isHeading ? heading : paragraph
  const $line = tr.doc.resolve(position)
  // A list item that cannot be left begins with a paragraph, whatever that is in the act.
  const canBe = $line.parent.canReplaceWith($line.index(), $line.index() + 1, type)
  if (line.type === type || !canBe) {
    // The line stays the same one, so that what somebody else types in it stays too.
    tr.setNodeAttribute(position, 'numbering', numbering).setNodeAttribute(position, 'baseNumber', baseNumber)
  } else {
    const level = numbering === 'article' ? 4 : 3
    const attrs = { ...line.attrs, numbering, baseNumber, ...(isHeading ? { level } : {}) }
    tr.setNodeMarkup(position, type, attrs)
  }
  if (written) tr.delete(position + 1, position + 1 + written.length)
}

/** The number that a line has in its list. Only of a list that does not begin with 1: such a one quotes the base text. */
function numberInList($line: ResolvedPos): string | null {
  if ($line.parent.type.name !== 'listItem' || $line.index() > 0) return null
  const start = Number($line.node(-1).attrs.start ?? 1)
  return start === 1 ? null : String(start + $line.index(-1))
}

/** Takes a line out of the lists it is in, as far as that leaves whole items; gives where it then begins. */
function liftOutOfLists(tr: Transaction, place: number): number {
  let position = place
  while (tr.doc.resolve(position).parent.type.name === 'listItem') {
    const range = tr.doc.resolve(position + 1).blockRange()
    const target = range && liftTarget(range)
    if (!range || target === null) break
    const steps = tr.steps.length
    tr.lift(range, target)
    position = tr.mapping.slice(steps).map(position)
  }
  return position
}
