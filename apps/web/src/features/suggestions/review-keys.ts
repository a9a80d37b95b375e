import type { SuggestionVerdict } from '@samsyn/protocol'
import { Extension } from '@tiptap/core'

interface Options {
  readonly onToggle: () => void
  readonly onStep: (direction: 1 | -1) => void
  readonly onDecide: (verdict: SuggestionVerdict) => void
}

/** The keys for suggesting and deciding, in the notation of Tiptap. */
export const reviewKeys = {
  suggesting: 'Mod-Shift-e',
  nextSuggestion: 'F9',
  previousSuggestion: 'Shift-F9',
  accept: 'Alt-Shift-a',
  reject: 'Alt-Shift-r',
} as const

/** Suggesting and deciding by the keyboard, from the text. */
export const ReviewKeys = Extension.create<Options>({
  name: 'reviewKeys',
  addOptions: () => ({
    onToggle: () => undefined,
    onStep: () => undefined,
    onDecide: () => undefined,
  }),
  addKeyboardShortcuts() {
    const { onToggle, onStep, onDecide } = this.options
    const press = (work: () => void) => () => {
      work()
      return true
    }
    return {
      [reviewKeys.suggesting]: press(onToggle),
      [reviewKeys.nextSuggestion]: press(() => onStep(1)),
      [reviewKeys.previousSuggestion]: press(() => onStep(-1)),
      [reviewKeys.accept]: press(() => onDecide('accepted')),
      [reviewKeys.reject]: press(() => onDecide('rejected')),
    }
  },
})
