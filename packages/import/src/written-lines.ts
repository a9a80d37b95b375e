import { childrenOf, textIn, type XmlElement } from './xml.ts'

/** The lines of a part as Word shows them, those in boxes, tables and deletions included. */
export function* linesOf(part: XmlElement): Generator<string> {
  let line = ''
  const boxes: XmlElement[] = []
  const walk = function* (element: XmlElement): Generator<string> {
    for (const child of childrenOf(element)) {
      if (child.name === 'w:t' || child.name === 'w:delText') line += textIn(child)
      else if (child.name === 'w:tab' || child.name === 'w:ptab') line += ' '
      else if (child.name === 'w:br' || child.name === 'w:cr') {
        yield line
        line = ''
      } else if (child.name === 'w:txbxContent') boxes.push(child)
      else if (child.name === 'w:p') {
        yield line
        line = ''
        yield* walk(child)
        yield line
        line = ''
      } else yield* walk(child)
    }
  }
  yield* walk(part)
  for (let box = boxes.shift(); box; box = boxes.shift()) yield* walk(box)
}
