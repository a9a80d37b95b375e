import { Extension } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { isPassageLanguage, type PassageLanguage } from './doc-json.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    passageLanguages: {
      /** Says in which language the selected words are, or without a selection those of the line; null: that of the text. */
      setPassageLanguage: (language: PassageLanguage | null) => ReturnType
    }
  }
}

/** Says of passages in which language they are, for screen readers, hyphenation and spelling. */
export const PassageLanguages = Extension.create({
  name: 'passageLanguages',
  addCommands: () => ({
    setPassageLanguage:
      (language) =>
      ({ state, tr, dispatch }) => {
        const { language: type } = state.schema.marks
        const passages = passagesIn(state)
        if (!type || passages.length === 0) return false
        if (!dispatch) return true
        for (const { from, to } of passages) {
          tr.removeMark(from, to, type)
          if (language !== null) tr.addMark(from, to, type.create({ lang: language }))
        }
        return true
      },
  }),
})

/** The language that is said of the words at the caret, or at the beginning of what is selected; null for none. */
export function passageLanguageAt({ selection: { $from, empty } }: EditorState): PassageLanguage | null {
  const marks = empty ? $from.marks() : ($from.nodeAfter?.marks ?? $from.marks())
  const said: unknown = marks.find(({ type }) => type.name === 'language')?.attrs.lang
  return isPassageLanguage(said) ? said : null
}

/** What is selected, or the whole line of the caret, as far as it can be said in a language; a title is in that of the text. */
function passagesIn({
  selection,
  doc,
  schema,
}: EditorState): readonly { readonly from: number; readonly to: number }[] {
  const { $from, empty } = selection
  const { language } = schema.marks
  const ranges = empty
    ? [{ from: $from.start(), to: $from.end() }]
    : selection.ranges.map((range) => ({ from: range.$from.pos, to: range.$to.pos }))
  return ranges.filter(({ from, to }) => {
    let has = false
    doc.nodesBetween(from, to, (node, _at, parent) => {
      has ||= node.isText && language !== undefined && parent?.type.allowsMarkType(language) === true
      return !has
    })
    return has
  })
}
