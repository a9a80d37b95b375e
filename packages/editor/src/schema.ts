import { type Extensions, getSchema, Mark, mergeAttributes, Node } from '@tiptap/core'
import { TableKit } from '@tiptap/extension-table'
import type { Schema } from '@tiptap/pm/model'
import StarterKit from '@tiptap/starter-kit'
import { type SectionKind, sectionKinds } from './doc-json.ts'
import { isSafeHref } from './href.ts'
import { SectionCommands } from './section-commands.ts'
import { SectionIds } from './section-ids.ts'

/** The version of the document schema. A page of another version is not let into a draft. */
export const schemaVersion = 1

/** The name of the shared fragment that holds a draft. */
export const fragmentName = 'default'

const Doc = Node.create({ name: 'doc', topNode: true, content: 'section+' })

const Section = Node.create({
  name: 'section',
  content: 'sectionTitle block+',
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
  marks: '',
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
      isSafeHref(String(HTMLAttributes.href)) ? HTMLAttributes : {},
    ),
    0,
  ],
})

/** The schema as Tiptap extensions, the same in browser and server. Undo comes with the collaboration extension. */
export const extensions: Extensions = [
  Doc,
  Section,
  SectionTitle,
  StarterKit.configure({
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
  }),
  Link,
  TableKit.configure({ table: { resizable: false } }),
  SectionCommands,
  SectionIds,
]

let built: Schema | undefined

/** The ProseMirror schema of the extensions, built at the first call. */
export function editorSchema(): Schema {
  built ??= getSchema(extensions)
  return built
}

function kindOf(value: unknown): SectionKind {
  return sectionKinds.find((kind) => kind === value) ?? 'position'
}
