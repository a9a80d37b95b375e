import type { BlockChange, ComparedBlock, ComparedRun } from '@samsyn/editor'
import { Fragment, type ReactNode } from 'react'
import { useLanguage, useT } from '../../i18n/i18n.ts'
import { withMarks } from '../reading/DocumentView.tsx'
import styles from './ComparedText.module.css'
import { isUnseen } from './change-steps.ts'

interface Props {
  readonly blocks: readonly ComparedBlock[]
  /** The places one goes to, of `changeSteps`. */
  readonly steps: readonly ComparedBlock[]
  /** What stands in words before its block for everybody, and not only for those who listen. */
  readonly said?: readonly Said[]
  /** What stands at the beginning of a place one goes to, such as a button for it. */
  readonly beside?: (block: ComparedBlock) => ReactNode
}

/** A change, or that a block changed in something other than its words. */
type Said = BlockChange | 'unseen'

const nothing = () => null

const usuallySaid: readonly Said[] = ['moved_from', 'moved_to', 'unseen']

/** Two texts in one, with what came, went, changed and moved marked for eyes and for ears. */
export function ComparedText({ blocks, steps, said = usuallySaid, beside = nothing }: Props) {
  const numbers = new Map(steps.map((block, index) => [block, index]))
  return each(blocks, (block) => <Block block={block} steps={numbers} said={said} beside={beside} />)
}

interface BlockProps {
  readonly block: ComparedBlock
  readonly steps: ReadonlyMap<ComparedBlock, number>
  readonly said: readonly Said[]
  readonly beside: (block: ComparedBlock) => ReactNode
  /** The label of the row around, which can only stand inside its first cell. */
  readonly before?: ReactNode
  /** What a header cell heads. */
  readonly scope?: 'row' | 'col'
}

function Block({ block, steps, said, beside, before, scope = 'col' }: BlockProps): ReactNode {
  const index = steps.get(block)
  const label =
    index === undefined ? null : (
      <>
        <ChangeLabel
          change={block.change}
          isUnseen={isUnseen(block)}
          index={index + 1}
          total={steps.size}
          said={said}
        />
        {beside(block)}
      </>
    )
  const place = index === undefined ? {} : { 'data-step': index, 'data-change': block.change, tabIndex: -1 }
  if (block.kind === 'line') {
    // What came or went whole is said once, by the label.
    const isNamed = block.change === 'changed' || block.change === 'moved_to'
    const content = (
      <>
        {before}
        {label}
        {each(block.runs, (run) => (
          <Run run={run} isNamed={isNamed} />
        ))}
      </>
    )
    switch (block.node.type) {
      case 'sectionTitle':
        return <h2 {...place}>{content}</h2>
      case 'heading':
        return block.node.attrs.level === 3 ? <h3 {...place}>{content}</h3> : <h4 {...place}>{content}</h4>
      case 'paragraph':
        return (
          <p {...place} data-numbering={block.node.attrs?.numbering ?? undefined}>
            {content}
          </p>
        )
      default:
        return unmapped(block.node)
    }
  }
  const { node } = block
  const children = (more: Pick<BlockProps, 'before' | 'scope'> = {}) =>
    each(block.children, (child, position) => (
      <Block
        block={child}
        steps={steps}
        said={said}
        beside={beside}
        scope={more.scope ?? 'col'}
        {...(position === 0 && more.before !== undefined ? { before: more.before } : {})}
      />
    ))
  // A list, a quotation and a table have no place of their own for a label.
  const labelled = (element: ReactNode) =>
    label ? (
      <div {...place}>
        {label}
        {element}
      </div>
    ) : (
      element
    )
  const content = (
    <>
      {before}
      {label}
      {children()}
    </>
  )
  switch (node.type) {
    case 'section':
      return (
        <section
          {...place}
          id={block.change === 'moved_from' ? undefined : changedSectionId(node.attrs.id)}
          tabIndex={-1}
          data-kind={node.attrs.kind}
        >
          {content}
        </section>
      )
    case 'bulletList':
      return labelled(<ul>{children()}</ul>)
    case 'orderedList':
      return labelled(<ol start={node.attrs?.start ?? 1}>{children()}</ol>)
    case 'listItem':
      return <li {...place}>{content}</li>
    case 'blockquote':
      return labelled(<blockquote>{children()}</blockquote>)
    case 'table':
      return labelled(
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region
        <div className="document-table" data-form={node.attrs?.form ?? undefined} tabIndex={0}>
          <table>
            <tbody>{children()}</tbody>
          </table>
        </div>,
      )
    case 'tableRow': {
      const isBesideData = block.children.some((child) => child.node.type === 'tableCell')
      return <tr {...place}>{children({ before: label, scope: isBesideData ? 'row' : 'col' })}</tr>
    }
    case 'tableHeader':
    case 'tableCell': {
      const span = { colSpan: node.attrs?.colspan ?? 1, rowSpan: node.attrs?.rowspan ?? 1 }
      return node.type === 'tableHeader' ? (
        <th {...place} {...span} scope={scope}>
          {content}
        </th>
      ) : (
        <td {...place} {...span}>
          {content}
        </td>
      )
    }
    default:
      return unmapped(node)
  }
}

/** The address of a section within the comparison. */
export function changedSectionId(id: string): string {
  return `change-${id}`
}

/** Which of the changes a block is and what became of it: for those who listen, and for all where it is said. */
export function ChangeLabel({
  change,
  isUnseen,
  index,
  total,
  said = usuallySaid,
}: {
  readonly change: BlockChange
  /** Whether it changed in something other than its words. */
  readonly isUnseen: boolean
  readonly index: number
  readonly total: number
  readonly said?: readonly Said[]
}) {
  const t = useT('version')
  const language = useLanguage()
  if (change === 'same') return null
  const what = isUnseen && said.includes('unseen') ? 'unseen' : change
  const isSaid = said.includes(what)
  return (
    <span lang={language} className={styles.label}>
      <span className="visually-hidden">{t('changes.step', { index, total })}, </span>
      <span className={isSaid ? styles.said : 'visually-hidden'}>{t(`change.${what}`)}</span>
      <span className="visually-hidden">: </span>
    </span>
  )
}

function Run({ run, isNamed }: { readonly run: ComparedRun; readonly isNamed: boolean }): ReactNode {
  const t = useT('version')
  const language = useLanguage()
  const words = each(run.text.split('\n'), (line, index) => (index === 0 ? line : [<br key="break" />, line]))
  const text = withMarks(inPart(words, run.part), run.marks)
  if (run.change === 'same') return text
  const aside = (words: string) =>
    isNamed && (
      <span lang={language} className={`visually-hidden ${styles.aside}`}>
        {words}
      </span>
    )
  const content = (
    <>
      {aside(` [${t(`run.${run.change}`)} `)}
      {text}
      {aside(` ${t('run.end')}] `)}
    </>
  )
  return run.change === 'added' ? <ins>{content}</ins> : <del>{content}</del>
}

/** Signs that print a bracket, and footnotes, which a comparison shows at their place, look apart from the text. */
function inPart(words: ReactNode, part: ComparedRun['part']): ReactNode {
  switch (part) {
    case 'text':
      return words
    case 'sign':
      return <span className="bracket-sign">{words}</span>
    case 'footnote':
      return <small className="document-note">{words}</small>
    default:
      return unmapped(part)
  }
}

function each<Item>(items: readonly Item[], render: (item: Item, index: number) => ReactNode): ReactNode {
  return items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a comparison of two frozen texts never changes its order
    <Fragment key={index}>{render(item, index)}</Fragment>
  ))
}

function unmapped(node: never): never {
  throw new Error(`No rendering for ${JSON.stringify(node)}`)
}
