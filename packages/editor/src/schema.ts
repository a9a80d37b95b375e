import {
  type AnyExtension,
  type Attribute,
  type Extensions,
  getSchema,
  Mark,
  mergeAttributes,
  Node,
} from '@tiptap/core'
import type { Schema } from '@tiptap/pm/model'
import StarterKit from '@tiptap/starter-kit'
import { Amendments } from './amendments/amendment-commands.ts'
import { Brackets } from './bracket-commands.ts'
import { isListStart, isSectionKind, type SectionKind } from './doc-json.ts'
import { Footnotes } from './footnotes.ts'
import { isSafeHref } from './href.ts'
import { InlineEdges } from './inline-edge-keys.ts'
import { InlineIds } from './inline-ids.ts'
import { inlineNodes } from './inline-nodes.ts'
import { KeptText } from './kept-text.ts'
import { KeptWordings } from './kept-wordings.ts'
import { NumberedLines } from './numbered-lines.ts'
import { PassageLanguages } from './passage-languages.ts'
import { SectionBoundaries } from './section-boundaries.ts'
import { SectionCommands } from './section-commands.ts'
import { SectionIds } from './section-ids.ts'
import { Structure } from './structure.ts'
import { suggestionExtensions } from './suggestions.ts'
import { tableExtensions } from './tables.ts'

/** The version of the document schema. A page of another version is not let into a draft. */
export const schemaVersion = 3

/** The name of the shared fragment that holds a draft. */
export const fragmentName = 'default'

const Doc = Node.create({ name: 'doc', topNode: true, content: 'section+' })

const Section = Node.create({
  name: 'section',
  // Without `+`: two people may each delete the other paragraph of two. See SPEC E15.
  content: 'sectionTitle block*',
  // Deleting or pasting at the edge of a section never runs into its neighbour.
  isolating: true,
  defining: true,
  addAttributes: () => ({
    id: {
      default: '',
      parseHTML: (element) => element.getAttribute('data-section-id') ?? '',
      renderHTML: ({ id }) => ({ 'data-section-id': String(id) }),
    },
    kind: {
      default: 'position' satisfies SectionKind,
      parseHTML: (element) => kindOf(element.getAttribute('data-kind')),
      renderHTML: ({ kind }) => ({ 'data-kind': kindOf(kind) }),
    },
  }),
  parseHTML: () => [{ tag: 'section[data-kind]' }],
  renderHTML: ({ HTMLAttributes }) => ['section', HTMLAttributes, 0],
})

const SectionTitle = Node.create({
  name: 'sectionTitle',
  content: 'text*',
  marks: 'insertion deletion',
  defining: true,
  parseHTML: () => [{ tag: 'h2' }],
  renderHTML: () => ['h2', 0],
})

/** A link to the web or a mail address; every other scheme is dropped. */
const Link = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  addAttributes: () => ({ href: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element) => (isSafeHref(element.getAttribute('href') ?? '') ? null : false),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => [
    'a',
    mergeAttributes(
      { rel: 'noopener noreferrer' },
      isSafeHref(HTMLAttributes.href) ? { href: HTMLAttributes.href } : {},
    ),
    0,
  ],
})

const kit = StarterKit.configure({
  document: false,
  code: false,
  codeBlock: false,
  horizontalRule: false,
  link: false,
  undoRedo: false,
  trailingNode: false,
  dropcursor: false,
  gapcursor: false,
  heading: { levels: [3, 4] },
})

/** Containers of the kit that concurrent edits can leave empty; see SPEC E15. */
const mayBeEmpty: Readonly<Record<string, string>> = {
  blockquote: 'block*',
  bulletList: 'listItem*',
  orderedList: 'listItem*',
  listItem: '(paragraph block*)?',
}

const startOfList: Attribute = {
  default: 1,
  parseHTML: (element) => {
    const start = Number(element.getAttribute('start') ?? 1)
    return isListStart(start) ? start : 1
  },
}

const Kit = kit.extend({
  addExtensions() {
    return (this.parent?.() ?? []).map((extension: AnyExtension) => {
      const content = mayBeEmpty[extension.name]
      if (content === undefined) return extension
      if (extension.name !== 'orderedList') return extension.extend({ content })
      return extension.extend({ content, addAttributes: () => ({ start: startOfList }) })
    })
  },
})

/**
 * The schema as Tiptap extensions, the same in browser and server. Undo comes with the collaboration extension.
 * Where ids of new sections come from: the option `newId` of `sectionIds`; those of brackets, wordings and footnotes:
 * that of `inlineIds`.
 */
export const extensions: Extensions = [
  Doc,
  Section,
  SectionTitle,
  Kit,
  Link,
  ...tableExtensions,
  ...inlineNodes,
  ...suggestionExtensions,
  NumberedLines,
  SectionCommands,
  SectionBoundaries,
  Structure,
  SectionIds,
  InlineIds,
  KeptText,
  Brackets,
  KeptWordings,
  Footnotes,
  Amendments,
  PassageLanguages,
  InlineEdges,
]

let built: Schema | undefined

/** The ProseMirror schema of the extensions, built at the first call. */
export function editorSchema(): Schema {
  built ??= getSchema(extensions)
  return built
}

function kindOf(value: unknown): SectionKind {
  return isSectionKind(value) ? value : 'position'
}
