import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'

/**
 * Keeps a click where it was made. ProseMirror reads a click from the browser's selection a moment later; when somebody
 * else's caret moves within that moment, it puts the old selection back and the person types in the wrong place. So the
 * place is taken from the pointer at once.
 */
export const SteadyClick = Extension.create({
  name: 'steadyClick',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('steadyClick'),
      props: {
        handleDOMEvents: {
          mousedown(view, event) {
            const isPlain =
              event.button === 0 && event.detail === 1 && !event.shiftKey && !event.ctrlKey && !event.metaKey
            if (!isPlain || !view.editable) return false
            const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
            if (!place) return false
            const { empty, from, to } = view.state.selection
            // What is selected can be dragged away.
            if (!empty && place.pos >= from && place.pos <= to) return false
            const $place = view.state.doc.resolve(place.pos)
            if ($place.parent.inlineContent) {
              view.dispatch(
                view.state.tr
                  .setSelection(TextSelection.create(view.state.doc, place.pos))
                  .setMeta('addToHistory', false),
              )
            }
            return false
          },
        },
      },
    }),
  ],
})
