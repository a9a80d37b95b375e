import { parseXml, XmlElement, XmlText } from '@rgrove/parse-xml'
import {
  TextReader,
  TextWriter,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
  ZipWriter,
} from '@zip.js/zip.js'

/** A Word file opened: its parts as XML by their names. */
export class WordFile {
  readonly parts: ReadonlyMap<string, XmlElement>

  private constructor(parts: ReadonlyMap<string, XmlElement>) {
    this.parts = parts
  }

  /** Reads every part; one that is no well-formed XML throws. */
  static async open(bytes: Uint8Array): Promise<WordFile> {
    const parts = new Map<string, XmlElement>()
    for (const entry of await new ZipReader(new Uint8ArrayReader(bytes), {
      useWebWorkers: false,
    }).getEntries()) {
      if (entry.directory) continue
      const { root } = parseXml(await entry.getData(new TextWriter()))
      if (!root) throw new Error(`${entry.filename} is empty`)
      if (parts.has(entry.filename)) throw new Error(`${entry.filename} is there twice`)
      parts.set(entry.filename, root)
    }
    return new WordFile(parts)
  }

  part(name: string): XmlElement {
    const found = this.parts.get(name)
    if (!found) throw new Error(`There is no ${name}`)
    return found
  }

  /** The elements of a name in a part, in its order. */
  all(part: string, name: string): readonly XmlElement[] {
    return elements(this.part(part), name)
  }

  /** The texts of a part, a line for each paragraph; what is taken out included. */
  lines(part: string): readonly string[] {
    return this.all(part, 'w:p').map((paragraph) =>
      [...elements(paragraph, 'w:t'), ...elements(paragraph, 'w:delText')]
        .sort((one, other) => order(paragraph, one) - order(paragraph, other))
        .map(({ text }) => text)
        .join(''),
    )
  }
}

/** A Word file with one of its parts changed, as somebody might have in Word. */
export async function changedFile(
  bytes: Uint8Array,
  part: string,
  change: (xml: string) => string,
): Promise<Uint8Array> {
  const options = { useWebWorkers: false }
  const written = new ZipWriter(new Uint8ArrayWriter(), options)
  for (const entry of await new ZipReader(new Uint8ArrayReader(bytes), options).getEntries()) {
    if (entry.directory) continue
    const xml = await entry.getData(new TextWriter())
    const changed = entry.filename === part ? change(xml) : xml
    await written.add(entry.filename, new TextReader(changed))
  }
  return written.close()
}

/** The elements of a name inside another, in order. */
export function elements(within: XmlElement, name: string): readonly XmlElement[] {
  return within.children.flatMap((child) => {
    if (!(child instanceof XmlElement)) return []
    return [...(child.name === name ? [child] : []), ...elements(child, name)]
  })
}

/** The value that Word gives an element. */
export function wordValue(element: XmlElement | undefined): string | undefined {
  return element?.attributes['w:val']
}

/** The whole text in an element, whatever it is. */
export function textIn(element: XmlElement): string {
  return element.children
    .map((child) =>
      child instanceof XmlText ? child.text : child instanceof XmlElement ? textIn(child) : '',
    )
    .join('')
}

function order(within: XmlElement, wanted: XmlElement): number {
  const all: XmlElement[] = []
  const visit = (element: XmlElement) => {
    all.push(element)
    for (const child of element.children) if (child instanceof XmlElement) visit(child)
  }
  visit(within)
  return all.indexOf(wanted)
}
