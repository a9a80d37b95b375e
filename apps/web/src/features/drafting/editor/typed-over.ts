import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'

/**
 * Puts what is typed over a selection in its place by a transaction. A browser takes out first what is selected and may then
 * find nowhere to put the letter, where the selection ends among marks and decorations: the words go and the letter never
 * comes. ProseMirror does the same for selections of several lines, but waits for a `keypress`, which not every way of
 * entering text has.
 */
export const TypedOver = Extension.create({
  name: 'typedOver',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('typedOver'),
      props: {
        handleDOMEvents: {
          beforeinput(view, event) {
            const { inputType, data, cancelable } = event
            if (inputType !== 'insertText' || !data || !cancelable || view.composing || !view.editable)
              return false
            const { from, to, empty } = view.state.selection
            if (empty) return false
            event.preventDefault()
            const usual = () => view.state.tr.insertText(data).scrollIntoView()
            if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, data, usual))) {
              view.dispatch(usual())
            }
            return true
          },
        },
      },
    }),
  ],
})
