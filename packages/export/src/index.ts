export type { ExportFacts } from './facts.ts'
export { toHtml } from './html.ts'
export { toMarkdown } from './markdown.ts'
export { toPlainText } from './plain-text.ts'
