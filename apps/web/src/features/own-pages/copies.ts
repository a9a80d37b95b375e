import { type CountryCode, countryCodes } from '@samsyn/domain'
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'

/** Says of what is copied or dragged that it comes from a country's own pages, whatever window it is let go in. */
const dataType = 'application/x-samsyn-own-pages'

/** The same inside the HTML, for clipboards that keep only the types they know. */
const attribute = 'data-samsyn-own-pages'

/** A shorter piece of text says nothing about where it comes from. */
const tellingLength = 16

/** What own pages say that are open in this window, and what was copied from them in it. */
const known = new Map<CountryCode, { text: () => string; readonly copied: Set<string> }>()

const none = () => ''

/**
 * Marks what leaves a country's own pages by copying, cutting or dragging, and lets `ownPagesOf` know their words, since a
 * way over another program loses the mark.
 */
export const MarkCopies = Extension.create<{ readonly country: CountryCode }>({
  name: 'markCopies',
  addOptions: () => ({ country: 'DK' }),
  addProseMirrorPlugins() {
    const { country } = this.options
    return [
      new Plugin({
        key: new PluginKey('markCopies'),
        view(view) {
          const words = known.get(country) ?? { text: none, copied: new Set() }
          known.set(country, words)
          words.text = () => linesOf(view.state.doc)
          // After ProseMirror's own listeners, which have put in what is copied.
          const mark = (event: ClipboardEvent | DragEvent) => {
            const data = event instanceof DragEvent ? event.dataTransfer : event.clipboardData
            if (!data) return
            const html = data.getData('text/html')
            data.setData(dataType, country)
            if (html) data.setData('text/html', html.replace(/<(\w+)/, `<$1 ${attribute}="${country}"`))
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
    ]
  },
})

/** Forgets what was copied, as when somebody else signs in on this page. */
export function forgetCopies(): void {
  known.clear()
}

/** Whose own pages something comes from that is pasted or dropped; null where nothing speaks for any. */
export function ownPagesOf(data: Pick<DataTransfer, 'getData'>): CountryCode | null {
  const html = data.getData('text/html')
  const marked = data.getData(dataType) || new RegExp(`${attribute}="(\\w\\w)"`).exec(html)?.[1]
  return countryCodes.find((code) => code === marked) ?? countryOfWords(plain(data.getData('text/plain')))
}

function countryOfWords(words: string): CountryCode | null {
  if (words.length < tellingLength) return null
  for (const [country, { text, copied }] of known) {
    const isFromThere =
      plain(text()).includes(words) ||
      [...copied].some(
        (piece) => piece.length >= tellingLength && (piece.includes(words) || words.includes(piece)),
      )
    if (isFromThere) return country
  }
  return null
}

function linesOf(doc: Node): string {
  return doc.textBetween(0, doc.content.size, '\n')
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
