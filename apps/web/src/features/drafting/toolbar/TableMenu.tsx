import { Dropdown } from '@digdir/designsystemet-react'
import { ChevronDownIcon, TableIcon } from '@navikt/aksel-icons'
import { amendmentTableAt, isTableForm, type TableForm } from '@samsyn/editor'
import type { ChainedCommands, Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useState } from 'react'
import { useT } from '../../../i18n/i18n.ts'
import { AmendmentDialog, MarkingKeyDialog } from '../amendments/AmendmentDialogs.tsx'
import { asOneStep } from '../editor/one-step.ts'
import type { DraftingLanguage } from '../editor/use-draft-editor.ts'
import styles from './Toolbar.module.css'

const rows = {
  rowAbove: (chain: ChainedCommands) => chain.addRowBefore(),
  rowBelow: (chain: ChainedCommands) => chain.addRowBelow(),
  deleteRow: (chain: ChainedCommands) => chain.deleteRow(),
} as const

const columns = {
  columnBefore: (chain: ChainedCommands) => chain.addColumnBefore(),
  columnAfter: (chain: ChainedCommands) => chain.addColumnAfter(),
  deleteColumn: (chain: ChainedCommands) => chain.deleteColumn(),
} as const

const whole = { deleteTable: (chain: ChainedCommands) => chain.deleteTable() } as const

/** In an amendment table each column has its meaning, so columns neither come nor go. */
const inAmendmentTable = { rowBelow: rows.rowBelow, deleteRow: rows.deleteRow, ...whole } as const
const inTable = { ...rows, ...columns, ...whole } as const

function formAt({ state }: Editor): TableForm | null {
  const form: unknown = amendmentTableAt(state)?.node.attrs.form
  return isTableForm(form) ? form : null
}

interface Props {
  readonly editor: Editor
  /** The language of the text, in which an amendment table says what its columns are. */
  readonly language: DraftingLanguage
}

/** A new table, and the rows and columns of the one the caret is in. */
export function TableMenu({ editor, language }: Props) {
  const t = useT('drafting')
  const [isOpen, setOpen] = useState(false)
  const [asking, setAsking] = useState<'amendment' | 'key' | null>(null)
  const { isInside, form, canFill } = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      isInside: current.isActive('table'),
      form: formAt(current),
      canFill: current.can().fillProposals(),
    }),
  })
  const act = (command: (chain: ChainedCommands) => ChainedCommands) => () => {
    setOpen(false)
    asOneStep(editor, () => void command(editor.chain().focus()).run())
  }
  const ask = (what: 'amendment' | 'key') => () => {
    setOpen(false)
    setAsking(what)
  }
  const commands: Partial<typeof inTable> = form === null ? inTable : inAmendmentTable
  return (
    <Dropdown.TriggerContext>
      <Dropdown.Trigger
        data-tool
        className={styles.tool}
        variant="tertiary"
        data-color="neutral"
        aria-label={t('table.menu')}
        title={t('table.menu')}
        onClick={() => setOpen(!isOpen)}
      >
        <TableIcon aria-hidden />
        <ChevronDownIcon className={styles.more} aria-hidden />
      </Dropdown.Trigger>
      <Dropdown open={isOpen} onClose={() => setOpen(false)} className={styles.menu}>
        {form !== null && (
          <Dropdown.List>
            <Dropdown.Item>
              <Dropdown.Button disabled={!canFill} onClick={act((chain) => chain.fillProposals())}>
                {t(`amendment.fill.${form}`)}
              </Dropdown.Button>
            </Dropdown.Item>
            <Dropdown.Item>
              <Dropdown.Button onClick={ask('key')}>{t('amendment.key')}…</Dropdown.Button>
            </Dropdown.Item>
          </Dropdown.List>
        )}
        <Dropdown.List>
          {isInside ? (
            (Object.keys(commands) as (keyof typeof inTable)[]).map((name) => (
              <Dropdown.Item key={name}>
                <Dropdown.Button onClick={act(inTable[name])}>{t(`table.${name}`)}</Dropdown.Button>
              </Dropdown.Item>
            ))
          ) : (
            <>
              <Dropdown.Item>
                <Dropdown.Button onClick={ask('amendment')}>{t('amendment.insert')}…</Dropdown.Button>
              </Dropdown.Item>
              <Dropdown.Item>
                <Dropdown.Button
                  onClick={act((chain) => chain.insertTable({ rows: 2, cols: 2, withHeaderRow: true }))}
                >
                  {t('table.insert')}
                </Dropdown.Button>
              </Dropdown.Item>
            </>
          )}
        </Dropdown.List>
      </Dropdown>
      {asking === 'amendment' && (
        <AmendmentDialog editor={editor} language={language} onClose={() => setAsking(null)} />
      )}
      {asking === 'key' && <MarkingKeyDialog editor={editor} onClose={() => setAsking(null)} />}
    </Dropdown.TriggerContext>
  )
}
