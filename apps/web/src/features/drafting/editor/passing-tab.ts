import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'

/**
 * Lets Tab pass by. In a list Tab indents and in a table it goes to the next cell; whoever goes through the page with Tab would
 * so change the text, without having done anything in it. Until a pointer or another key was used in it, Tab goes on.
 */
export const PassingTab = Extension.create({
  name: 'passingTab',
  // Before the lists and tables hear of the key.
  priority: 1_000,
  addProseMirrorPlugins() {
    let isPassing = false
    return [
      new Plugin({
        key: new PluginKey('passingTab'),
        props: {
          handleDOMEvents: {
            focus() {
              isPassing = true
              return false
            },
            mouseup() {
              isPassing = false
              return false
            },
            keydown(_view, { key }) {
              if (key === 'Tab') return isPassing
              // To hold Shift is the beginning of Shift+Tab.
              if (key !== 'Shift') isPassing = false
              return false
            },
          },
        },
      }),
    ]
  },
})
