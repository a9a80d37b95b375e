import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { DOMParser as ModelParser } from '@tiptap/pm/model'
import { cleanPasted } from '../src/pasting/clean-pasted.ts'
import { editorSchema } from '../src/schema.ts'

// Its types contradict those of the DOM.
const { parseHTML } = createRequire(import.meta.url)('linkedom') as {
  parseHTML: (html: string) => { readonly document: Document }
}

/** The body of HTML as a browser has it from the clipboard. */
export function bodyOf(html: string): Element {
  const whole = /<body/i.test(html) ? html : `<html><body>${html}</body></html>`
  return parseHTML(whole).document.body
}

/** What another program put on the clipboard, in a fixture. */
export function fixture(name: string): Element {
  return bodyOf(readFileSync(new URL(`fixtures/pasted/${name}.html.txt`, import.meta.url), 'utf8'))
}

/** What becomes of it in the schema, a line for each line of text, after its cleaning. */
export function outlineOf(body: Element): readonly string[] {
  const { html } = cleanPasted(body)
  const { content } = ModelParser.fromSchema(editorSchema()).parseSlice(bodyOf(html))
  const lines: string[] = []
  const visit = (node: (typeof content)['content'][number], path: string) => {
    const spans =
      node.attrs.colspan > 1 || node.attrs.rowspan > 1 ? `(${node.attrs.colspan},${node.attrs.rowspan})` : ''
    const start = node.type.name === 'orderedList' && node.attrs.start !== 1 ? `(${node.attrs.start})` : ''
    const level = node.type.name === 'heading' ? `(${node.attrs.level})` : ''
    const here = `${path}${path === '' ? '' : ' '}${node.type.name}${spans}${start}${level}`
    if (!node.isTextblock) {
      node.forEach((child) => {
        visit(child, here)
      })
      return
    }
    let text = ''
    node.forEach((child) => {
      const marks = child.marks.map(({ type }) => type.name).join('+')
      const said =
        child.type.name === 'hardBreak' ? '⏎' : child.isText ? child.text : `^{${child.textContent}}`
      text += marks === '' ? said : `${marks}<${said}>`
    })
    lines.push(`${here}: ${text}`)
  }
  content.forEach((node) => {
    visit(node, '')
  })
  return lines
}
