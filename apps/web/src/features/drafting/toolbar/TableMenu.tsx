import { Dropdown } from '@digdir/designsystemet-react'
import { ChevronDownIcon, TableIcon } from '@navikt/aksel-icons'
import type { ChainedCommands, Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useState } from 'react'
import { useT } from '../../../i18n/i18n.ts'
import styles from './Toolbar.module.css'

const insideTable = {
  rowAbove: (chain: ChainedCommands) => chain.addRowBefore(),
  rowBelow: (chain: ChainedCommands) => chain.addRowAfter(),
  columnBefore: (chain: ChainedCommands) => chain.addColumnBefore(),
  columnAfter: (chain: ChainedCommands) => chain.addColumnAfter(),
  deleteRow: (chain: ChainedCommands) => chain.deleteRow(),
  deleteColumn: (chain: ChainedCommands) => chain.deleteColumn(),
  deleteTable: (chain: ChainedCommands) => chain.deleteTable(),
} as const

/** A new table, and the rows and columns of the one the caret is in. */
export function TableMenu({ editor }: { readonly editor: Editor }) {
  const t = useT('drafting')
  const [isOpen, setOpen] = useState(false)
  const isInside = useEditorState({ editor, selector: ({ editor: current }) => current.isActive('table') })
  const act = (command: (chain: ChainedCommands) => ChainedCommands) => () => {
    setOpen(false)
    command(editor.chain().focus()).run()
  }
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
        <Dropdown.List>
          {isInside ? (
            (Object.keys(insideTable) as (keyof typeof insideTable)[]).map((name) => (
              <Dropdown.Item key={name}>
                <Dropdown.Button onClick={act(insideTable[name])}>{t(`table.${name}`)}</Dropdown.Button>
              </Dropdown.Item>
            ))
          ) : (
            <Dropdown.Item>
              <Dropdown.Button
                onClick={act((chain) => chain.insertTable({ rows: 2, cols: 2, withHeaderRow: true }))}
              >
                {t('table.insert')}
              </Dropdown.Button>
            </Dropdown.Item>
          )}
        </Dropdown.List>
      </Dropdown>
    </Dropdown.TriggerContext>
  )
}
