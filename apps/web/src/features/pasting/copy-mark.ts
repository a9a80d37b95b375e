import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'

/** A shorter piece of text says nothing about where it comes from. */
const tellingLength = 16

/** Marks what leaves certain texts by copying, cutting or dragging, and knows it again wherever it is let go. */
export interface CopyMark {
  /** For the editor of such a text; `origin`, of letters, digits and hyphens, says which one it is. */
  readonly extension: (origin: string) => Extension
  /** The origin of what is pasted or dropped; null where nothing speaks for any. */
  readonly originOf: (data: Pick<DataTransfer, 'getData'>) => string | null
}

/**
 * A mark of its own kind. It stands in a type of the clipboard, and inside the HTML for clipboards that keep only the types they
 * know; and since a way over another program loses both, the words of such texts are known that are open in this window, and
 * what was copied from them in it.
 */
export function copyMark(name: string): CopyMark {
  const dataType = `application/x-samsyn-${name}`
  const attribute = `data-samsyn-${name}`
  const known = new Map<string, { text: () => string; readonly copied: Set<string> }>()

  const originOfWords = (words: string): string | null => {
    if (words.length < tellingLength) return null
    for (const [origin, { text, copied }] of known) {
      const isFromThere =
        plain(text()).includes(words) ||
        [...copied].some(
          (piece) => piece.length >= tellingLength && (piece.includes(words) || words.includes(piece)),
        )
      if (isFromThere) return origin
    }
    return null
  }

  return {
    extension: (origin) =>
      Extension.create({
        name: `${name}Mark`,
        addProseMirrorPlugins: () => [
          new Plugin({
            key: new PluginKey(`${name}Mark`),
            view(view) {
              const words = known.get(origin) ?? { text: none, copied: new Set() }
              known.set(origin, words)
              words.text = () => linesOf(view.state.doc)
              // After ProseMirror's own listeners, which have put in what is copied.
              const mark = (event: ClipboardEvent | DragEvent) => {
                const data = event instanceof DragEvent ? event.dataTransfer : event.clipboardData
                if (!data) return
                const html = data.getData('text/html')
                data.setData(dataType, origin)
                if (html) data.setData('text/html', html.replace(/<(\w+)/, `<$1 ${attribute}="${origin}"`))
                words.copied.add(plain(data.getData('text/plain')))
              }
              view.dom.addEventListener('copy', mark)
              view.dom.addEventListener('cut', mark)
              view.dom.addEventListener('dragstart', mark)
              return {
                destroy() {
                  words.text = none
                  view.dom.removeEventListener('copy', mark)
                  view.dom.removeEventListener('cut', mark)
                  view.dom.removeEventListener('dragstart', mark)
                },
              }
            },
          }),
        ],
      }),
    originOf: (data) => {
      const marked =
        data.getData(dataType) ||
        new RegExp(`${attribute}="([\\w-]+)"`).exec(data.getData('text/html'))?.[1] ||
        null
      return marked ?? originOfWords(plain(data.getData('text/plain')))
    },
  }
}

const none = () => ''

function linesOf(doc: Node): string {
  return doc.textBetween(0, doc.content.size, '\n')
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
