import { FileChild } from 'docx'

/** An end of a bookmark between paragraphs; the library itself knows bookmarks inside of one. */
export class BlockMark extends FileChild {
  constructor(
    element: 'w:bookmarkStart' | 'w:bookmarkEnd',
    attributes: Readonly<Record<string, string | number>>,
  ) {
    super(element)
    this.root.push({ _attr: attributes })
  }
}
