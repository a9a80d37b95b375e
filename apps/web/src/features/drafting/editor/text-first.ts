import type { Node } from '@tiptap/pm/model'

/** For so long after a text is drawn the page does nothing else but take what is typed in it, in milliseconds. */
export const textHasRestFor = 400

/** From so many characters on a text takes time to be read and laid out: some ten pages. */
const longFrom = 20_000

/** Whether a text takes so long to be read and laid out that it is opened before all of that is done. */
export function isLong(doc: Node): boolean {
  return doc.content.size > longFrom
}
