import { Dropdown } from '@digdir/designsystemet-react'
import { CheckmarkIcon, ChevronDownIcon } from '@navikt/aksel-icons'
import { longestBaseNumber, type Numbering, numberings } from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useState } from 'react'
import { useT } from '../../../i18n/i18n.ts'
import { TextField } from '../../../ui/TextField.tsx'
import { CommandDialog } from '../../position/CommandDialog.tsx'
import styles from './Toolbar.module.css'

/** What the selected lines are in an act, and the number that the base text gave the one with the caret. */
export function NumberingMenu({ editor }: { readonly editor: Editor }) {
  const t = useT('drafting')
  const [isOpen, setOpen] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const { numbering, canNumber } = useEditorState({
    editor,
    selector: ({ editor: current }) => {
      const { parent } = current.state.selection.$from
      return {
        numbering: (parent.attrs.numbering ?? null) as Numbering | null,
        canNumber: current.can().setNumbering('paragraph'),
      }
    },
  })
  const set = (wanted: Numbering | null) => {
    setOpen(false)
    editor.chain().focus().setNumbering(wanted).run()
  }
  return (
    <Dropdown.TriggerContext>
      <Dropdown.Trigger
        data-tool
        className={styles.tool}
        variant="tertiary"
        data-color="neutral"
        aria-label={t('numbering.menu')}
        title={t('numbering.menu')}
        aria-pressed={numbering !== null}
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-hidden>§</span>
        <ChevronDownIcon className={styles.more} aria-hidden />
      </Dropdown.Trigger>
      <Dropdown open={isOpen} onClose={() => setOpen(false)} className={styles.menu}>
        <Dropdown.Heading>{t('numbering.as')}</Dropdown.Heading>
        <Dropdown.List>
          {[...numberings, null].map((wanted) => (
            <Dropdown.Item key={wanted ?? 'none'}>
              <Dropdown.Button
                disabled={!canNumber}
                aria-pressed={wanted === numbering}
                onClick={() => set(wanted)}
              >
                {t(`numbering.${wanted ?? 'none'}`)}
                {wanted === numbering && <CheckmarkIcon aria-hidden />}
              </Dropdown.Button>
            </Dropdown.Item>
          ))}
        </Dropdown.List>
        <Dropdown.List>
          <Dropdown.Item>
            <Dropdown.Button
              disabled={numbering === null}
              onClick={() => {
                setOpen(false)
                setAsking(true)
              }}
            >
              {t('numbering.base')}
            </Dropdown.Button>
          </Dropdown.Item>
        </Dropdown.List>
      </Dropdown>
      {isAsking && (
        <BaseNumberDialog
          editor={editor}
          onClose={() => {
            setAsking(false)
            editor.commands.focus()
          }}
        />
      )}
    </Dropdown.TriggerContext>
  )
}

function BaseNumberDialog({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const t = useT('drafting')
  const [number, setNumber] = useState(String(editor.state.selection.$from.parent.attrs.baseNumber ?? ''))
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('numbering.baseTitle')}
      confirm={t('numbering.confirm')}
      error={null}
      isPending={false}
      onConfirm={() => {
        editor.chain().focus().setBaseNumber(number).run()
        onClose()
      }}
    >
      <TextField
        label={t('numbering.number')}
        hint={t('numbering.hint')}
        value={number}
        onValue={setNumber}
        error={null}
        maxLength={longestBaseNumber}
        autoFocus
      />
    </CommandDialog>
  )
}
