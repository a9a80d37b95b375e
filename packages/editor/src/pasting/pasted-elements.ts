/** The styles that an element carries itself, by lower-case names. */
export function styleOf(element: Element): ReadonlyMap<string, string> {
  const styles = new Map<string, string>()
  for (const each of (element.getAttribute('style') ?? '').split(';')) {
    const colon = each.indexOf(':')
    if (colon > 0)
      styles.set(
        each.slice(0, colon).trim().toLowerCase(),
        each
          .slice(colon + 1)
          .trim()
          .toLowerCase(),
      )
  }
  return styles
}

/** The name of an element, in lower case. */
export function nameOf(element: Element): string {
  return element.localName.toLowerCase()
}

/** Whether a node is an element. */
export function isElement(node: Node): node is Element {
  return node.nodeType === 1
}

/** The elements among the children, of some names where they are given. */
export function childElements(element: Element, ...names: readonly string[]): readonly Element[] {
  return [...element.childNodes].filter(
    (child): child is Element => isElement(child) && (names.length === 0 || names.includes(nameOf(child))),
  )
}

/** The text of an element with its blanks as one sees them. */
export function wordsOf(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim()
}

const lineBreaking = new Set(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

/** Whether an element begins a line of its own. */
export function isBlock(element: Element): boolean {
  return lineBreaking.has(nameOf(element))
}

/** What is no text at all. */
export const unread = new Set([
  'script',
  'style',
  'head',
  'title',
  'meta',
  'link',
  'template',
  'noscript',
  'xml',
  'col',
  'colgroup',
])

/** Every line of text in an element, what is hidden included. */
export function linesIn(root: Element): readonly string[] {
  const lines: string[] = []
  let line = ''
  const end = () => {
    const text = line.replace(/\s+/g, ' ').trim()
    if (text !== '') lines.push(text)
    line = ''
  }
  const walk = (node: Node): void => {
    if (!isElement(node)) {
      if (node.nodeType === 3) line += node.nodeValue ?? ''
      return
    }
    if (unread.has(nameOf(node))) return
    const isApart = isBlock(node) || nameOf(node) === 'br'
    if (isApart) end()
    for (const child of node.childNodes) walk(child)
    if (isApart) end()
  }
  walk(root)
  end()
  return lines
}

/** Text as HTML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter)
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
