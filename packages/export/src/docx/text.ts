/** What XML cannot hold: control characters and non-characters. Nobody sees them, so leaving them out loses nothing. */
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** A text without what no XML file can hold. */
export function cleanText(text: string): string {
  return text.replace(unwritable, '')
}
