import { Dropdown } from '@digdir/designsystemet-react'
import {
  ArrowDownIcon,
  ArrowUpIcon,
  ChevronDownIcon,
  PlusIcon,
  RectangleSectionsIcon,
  TrashIcon,
} from '@navikt/aksel-icons'
import { type SectionKind, sectionTitles } from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import { useT } from '../../../i18n/i18n.ts'
import { CommandDialog } from '../../position/CommandDialog.tsx'
import type { DraftingLanguage } from '../editor/use-draft-editor.ts'
import styles from './Toolbar.module.css'

interface Props {
  readonly editor: Editor
  readonly language: DraftingLanguage
  /** The kinds of section that can be added. */
  readonly kinds: readonly SectionKind[]
}

/** Adding, moving and removing whole sections. */
export function SectionMenu({ editor, language, kinds }: Props) {
  const t = useT('drafting')
  const [isOpen, setOpen] = useState(false)
  const [isRemoving, setRemoving] = useState(false)
  const act = (command: () => unknown) => () => {
    setOpen(false)
    editor.commands.focus()
    command()
  }
  return (
    <Dropdown.TriggerContext>
      <Dropdown.Trigger
        data-tool
        className={styles.tool}
        variant="tertiary"
        data-color="neutral"
        aria-label={t('section.menu')}
        title={t('section.menu')}
        onClick={() => setOpen(!isOpen)}
      >
        <RectangleSectionsIcon aria-hidden />
        <ChevronDownIcon className={styles.more} aria-hidden />
      </Dropdown.Trigger>
      <Dropdown open={isOpen} onClose={() => setOpen(false)} className={styles.menu}>
        <Dropdown.Heading>{t('section.add')}</Dropdown.Heading>
        <Dropdown.List>
          {kinds.map((kind) => (
            <Dropdown.Item key={kind}>
              <Dropdown.Button
                onClick={act(() => editor.commands.insertSection(kind, sectionTitles[language][kind]))}
              >
                <PlusIcon aria-hidden />
                {t(`sectionKind.${kind}`)}
              </Dropdown.Button>
            </Dropdown.Item>
          ))}
        </Dropdown.List>
        <Dropdown.Heading>{t('section.this')}</Dropdown.Heading>
        <Dropdown.List>
          <Dropdown.Item>
            <Dropdown.Button onClick={act(() => editor.commands.moveSectionUp())}>
              <ArrowUpIcon aria-hidden />
              {t('section.up')}
            </Dropdown.Button>
          </Dropdown.Item>
          <Dropdown.Item>
            <Dropdown.Button onClick={act(() => editor.commands.moveSectionDown())}>
              <ArrowDownIcon aria-hidden />
              {t('section.down')}
            </Dropdown.Button>
          </Dropdown.Item>
          <Dropdown.Item>
            <Dropdown.Button
              data-color="danger"
              onClick={() => {
                setOpen(false)
                setRemoving(true)
              }}
            >
              <TrashIcon aria-hidden />
              {t('section.remove')}
            </Dropdown.Button>
          </Dropdown.Item>
        </Dropdown.List>
      </Dropdown>
      <CommandDialog
        isOpen={isRemoving}
        onClose={() => {
          setRemoving(false)
          editor.commands.focus()
        }}
        title={t('section.remove')}
        confirm={t('section.remove')}
        tone="danger"
        error={null}
        isPending={false}
        onConfirm={() => {
          setRemoving(false)
          editor.chain().focus().removeSection().run()
        }}
      >
        <p>{t('section.removeText', { title: sectionTitleAt(editor) })}</p>
      </CommandDialog>
    </Dropdown.TriggerContext>
  )
}

function sectionTitleAt(editor: Editor): string {
  const { $from } = editor.state.selection
  return $from.depth > 0 ? ($from.node(1).firstChild?.textContent ?? '') : ''
}
