import { markingsIn, type TextMarking } from '@samsyn/domain'
import { type CleanPasted, cleanPasted, isOwnCopy, type PasteLoss } from '@samsyn/editor'
import { Extension } from '@tiptap/core'
import { type Node, Slice } from '@tiptap/pm/model'
import { Plugin, PluginKey, Selection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { LimiteText } from '../markings/use-limite.ts'
import { ownPagesOf } from '../own-pages/copies.ts'
import { insertSlice } from './insert-slice.ts'
import { isOfMemberStates } from './member-state-copies.ts'

/** What is to be said of something that was pasted or dropped. */
export type Pasted =
  /** It is classified, and nothing of it went in. */
  | { readonly kind: 'refused'; readonly marking: TextMarking }
  /** It waits for a ground on which it may be read here. */
  | { readonly kind: 'limite'; readonly text: LimiteText; readonly put: () => void }
  /** It went in, but for this. */
  | { readonly kind: 'lost'; readonly losses: readonly PasteLoss[] }
  /** It was a file, and no text. */
  | { readonly kind: 'file' }

interface Options {
  /** What is copied in its own text asks for nothing there. */
  readonly positionId: string
  /** Whether text marked LIMITE waits for a ground here, as things stand. */
  readonly asksForLimite: () => boolean
  /** Null once something went in whole. */
  readonly onPasted: (pasted: Pasted | null) => void
}

/** Cleans what is pasted or dropped from another program to the schema, says what could not be kept, and refuses what is classified. */
export const PasteGuard = Extension.create<Options>({
  name: 'pasteGuard',
  // Before own pages are asked about, and before it is suggested: what is classified goes nowhere.
  priority: 1301,
  addOptions: () => ({ positionId: '', asksForLimite: () => false, onPasted: () => undefined }),
  addProseMirrorPlugins() {
    const { positionId, asksForLimite, onPasted } = this.options
    let cleaned: CleanPasted | null = null
    const forget = () => {
      cleaned = null
      return false
    }
    const guard = (view: EditorView, data: DataTransfer | null, slice: Slice): boolean => {
      if (data && data.files.length > 0 && slice.size === 0) {
        const isImage = [...data.files].every(({ type }) => type.startsWith('image/'))
        const losses: readonly PasteLoss[] = [{ kind: 'image', count: data.files.length, words: [] }]
        onPasted(isImage ? { kind: 'lost', losses } : { kind: 'file' })
        return true
      }
      const markings = markingsIn([
        ...(cleaned?.lines ?? []),
        ...(data?.getData('text/plain') ?? '').split('\n'),
        ...textOf(slice).split('\n'),
      ])
      const classified = markings.find(({ kind }) => kind === 'classified')
      if (classified) {
        onPasted({ kind: 'refused', marking: classified })
        return true
      }
      const text = limiteText(markings, data, positionId)
      // Of what comes from own pages it is asked after the question that they ask themselves.
      if (text && asksForLimite() && !(data && ownPagesOf(data))) {
        onPasted({ kind: 'limite', text, put: () => insertSlice(view, slice) })
        return true
      }
      onPasted(cleaned && cleaned.losses.length > 0 ? { kind: 'lost', losses: cleaned.losses } : null)
      return false
    }
    return [
      new Plugin({
        key: new PluginKey('pasteGuard'),
        props: {
          handleDOMEvents: { paste: forget, drop: forget },
          transformPastedHTML(html) {
            if (isOwnCopy(html)) return html
            // A document of its own: nothing in it is run or loaded.
            cleaned = cleanPasted(new DOMParser().parseFromString(html, 'text/html').body)
            return cleaned.html
          },
          transformPasted: (slice) => (cleaned ? whole(slice) : slice),
          handlePaste: (view, event, slice) => guard(view, event.clipboardData, slice),
          handleDrop(view, event, slice, isMoved) {
            if (isMoved) return false
            const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
            const isHeld = guard(view, event.dataTransfer, slice)
            // What waits for an answer goes where it was let go.
            if (isHeld && place) {
              view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(place.pos))))
            }
            return isHeld
          },
        },
      }),
    ]
  },
})

function limiteText(
  [marking]: readonly TextMarking[],
  data: Pick<DataTransfer, 'getData'> | null,
  positionId: string,
): LimiteText | null {
  if (marking) return { kind: 'marked', line: marking.line }
  return data && isOfMemberStates(data, positionId) ? { kind: 'copied' } : null
}

/**
 * Keeps a heading, list or table at either end of several blocks as it is: open, as ProseMirror takes what is pasted, its words
 * would run into the line that the caret is in.
 */
function whole({ content, openStart, openEnd }: Slice): Slice {
  const [first, last] = [content.firstChild, content.lastChild]
  if (!first || !last || (content.childCount === 1 && first.isTextblock)) {
    return new Slice(content, openStart, openEnd)
  }
  const isLine = (node: Node) => node.type.name === 'paragraph'
  return new Slice(content, isLine(first) ? openStart : 0, isLine(last) ? openEnd : 0)
}

function textOf({ content }: Slice): string {
  return content.textBetween(0, content.size, '\n', '\n')
}
