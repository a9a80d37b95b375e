import type { Losses } from '../losses.ts'
import { nameOf, styleOf, wordsOf } from './pasted-elements.ts'
import type { PasteLossKind } from './pasted-losses.ts'

/** Whether an element is left out with all that is in it; what a reader would miss is named. */
export function isLeftOut(element: Element, losses: Losses<PasteLossKind>): boolean {
  const kind = kinds[nameOf(element)]
  if (kind) {
    losses.add(kind, element.getAttribute('alt') ?? wordsOf(element))
    return true
  }
  const style = styleOf(element)
  const classes = element.getAttribute('class') ?? ''
  const part = style.get('mso-element') ?? ''
  if (part === 'header' || part === 'footer' || /msocomanchor|MsoCommentReference/.test(classes)) return true
  if (part === 'comment-list') {
    const comments = [...element.querySelectorAll('.MsoCommentText')]
    for (const comment of comments.length > 0 ? comments : [element]) {
      losses.add('comment', wordsOf(comment).replace(/^\[\w+\]/, ''))
    }
    return true
  }
  const hidden = unseen(element, { style, classes })
  if (hidden === null) return false
  const words = wordsOf(element)
  if (words !== '') losses.add(hidden, words)
  return true
}

const kinds: Readonly<Record<string, PasteLossKind>> = {
  ...{
    img: 'image',
    svg: 'image',
    picture: 'image',
    canvas: 'image',
    'v:shape': 'image',
    'v:imagedata': 'image',
  },
  ...{ video: 'object', audio: 'object', iframe: 'object', object: 'object', embed: 'object', map: 'object' },
  ...{
    math: 'equation',
    input: 'form_field',
    select: 'form_field',
    textarea: 'form_field',
    button: 'form_field',
  },
}

function unseen(
  element: Element,
  { style, classes }: { readonly style: ReadonlyMap<string, string>; readonly classes: string },
): PasteLossKind | null {
  const isHidden =
    style.get('display') === 'none' || style.get('mso-hide') === 'all' || element.hasAttribute('hidden')
  if (isHidden) return 'hidden_text'
  // A tracked deletion says whose it is, or when; elsewhere what is deleted is struck.
  const isTracked =
    nameOf(element) === 'del' && (element.hasAttribute('cite') || element.hasAttribute('datetime'))
  if (isTracked || /\bmsoDel\b/.test(classes)) return 'deleted_text'
  return /\bMsoToc\d/.test(classes) ? 'contents' : null
}
