import type { LossKind } from './losses.ts'
import { childrenOf, textIn, type XmlElement } from './xml.ts'

/** What is lost with a drawing, a picture or an object, and the words in it; null for a mere line. */
export function drawingLoss(element: XmlElement): { readonly kind: LossKind; readonly words: string } | null {
  const box = find(element, 'w:txbxContent')
  if (box) return { kind: 'text_box', words: childrenOf(box).map(textIn).join(' ') }
  if (find(element, 'c:chart') || find(element, 'dgm:relIds'))
    return { kind: 'chart', words: descriptionIn(element) }
  if (element.name === 'w:object') return { kind: 'object', words: '' }
  if (find(element, 'v:rect')?.attributes['o:hr'] !== undefined) return null
  return { kind: 'image', words: descriptionIn(element) }
}

/** What the author wrote for those who cannot see it. */
function descriptionIn(element: XmlElement): string {
  const described = findAll(element).find(({ attributes }) => attributes.descr || attributes.alt)
  return described?.attributes.descr ?? described?.attributes.alt ?? ''
}

function find(element: XmlElement, name: string): XmlElement | undefined {
  return findAll(element).find((each) => each.name === name)
}

function findAll(element: XmlElement): readonly XmlElement[] {
  return childrenOf(element).flatMap((child) => [child, ...findAll(child)])
}
