/** The lines of a text: words that stand in two of them are not found together. */
export const textLines = 'p, h2, h3, h4, summary'

/** What stands between the words of a text and is none of them: the marks of footnotes and corrigenda. */
export const textMarks = 'sup'

/** Where words stand in a text that is shown, large letters or small; in its order. */
export function findWords(text: Element, words: string): readonly Range[] {
  const wanted = fold(words.normalize('NFC').trim())
  if (wanted === '') return []
  return [...text.querySelectorAll(textLines)].flatMap((line) => (isShown(line) ? findIn(line, wanted) : []))
}

function findIn(line: Element, wanted: string): readonly Range[] {
  const nodes: Text[] = []
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement?.closest(textMarks)) nodes.push(node as Text)
  }
  const all = fold(nodes.map(({ data }) => data).join(''))
  const found: Range[] = []
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + wanted.length)) {
    const range = document.createRange()
    range.setStart(...placeIn(nodes, at, { isEnd: false }))
    range.setEnd(...placeIn(nodes, at + wanted.length, { isEnd: true }))
    found.push(range)
  }
  return found
}

function placeIn(nodes: readonly Text[], at: number, { isEnd }: { readonly isEnd: boolean }): [Text, number] {
  let before = 0
  for (const node of nodes) {
    const offset = at - before
    if (isEnd ? offset <= node.length : offset < node.length) return [node, offset]
    before += node.length
  }
  throw new Error('What was found lies in one of the nodes')
}

/** The title of a folded section stands in its summary, and is written once more where nobody sees it. */
function isShown(line: Element): boolean {
  return line.closest('.release-fold > section > h2') === null
}

/** Letters that no decomposition takes apart, and what is typed for signs that no keyboard has. */
const typed: Readonly<Record<string, string>> = {
  æ: 'a',
  ø: 'o',
  ð: 'd',
  '\u00a0': ' ',
  '\u202f': ' ',
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‘': "'",
  '’': "'",
  '‑': '-',
  '–': '-',
}

/**
 * As it is typed, whatever the keyboard has: small letters without accents, plain spaces, quotation marks and dashes. Letter by letter, so
 * that each stays at its place: some are two when they are small or taken apart.
 */
export function fold(text: string): string {
  return Array.from({ length: text.length }, (_letter, index) => {
    const letter = text.charAt(index)
    const small = letter.toLowerCase()
    const plain = small.normalize('NFD').replace(/\p{M}/gu, '')
    const one = plain.length === 1 ? plain : small.length === 1 ? small : letter
    return typed[one] ?? one
  }).join('')
}
