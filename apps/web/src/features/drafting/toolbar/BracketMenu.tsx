import { Dropdown } from '@digdir/designsystemet-react'
import { ChevronDownIcon } from '@navikt/aksel-icons'
import { bracketKinds } from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useState } from 'react'
import { useT } from '../../../i18n/i18n.ts'
import { asOneStep } from '../editor/one-step.ts'
import styles from './Toolbar.module.css'

/** Puts what is selected in a bracket, and makes brackets of old ones that are mere characters. */
export function BracketMenu({ editor }: { readonly editor: Editor }) {
  const t = useT('brackets')
  const [isOpen, setOpen] = useState(false)
  const can = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      put: current.can().putInBracket('unagreed'),
      add: current.can().addWording(),
      type: current.can().typeBracket(),
    }),
  })
  const act = (command: () => boolean) => () => {
    setOpen(false)
    editor.commands.focus()
    asOneStep(editor, () => void command())
  }
  return (
    <Dropdown.TriggerContext>
      <Dropdown.Trigger
        data-tool
        className={styles.tool}
        variant="tertiary"
        data-color="neutral"
        aria-label={t('menu.label')}
        title={t('menu.label')}
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-hidden>[ ]</span>
        <ChevronDownIcon className={styles.more} aria-hidden />
      </Dropdown.Trigger>
      <Dropdown open={isOpen} onClose={() => setOpen(false)} className={styles.menu}>
        <Dropdown.Heading>{t('menu.put')}</Dropdown.Heading>
        <Dropdown.List>
          {bracketKinds.map((kind) => (
            <Dropdown.Item key={kind}>
              <Dropdown.Button disabled={!can.put} onClick={act(() => editor.commands.putInBracket(kind))}>
                {t(`kind.${kind}`)}
              </Dropdown.Button>
            </Dropdown.Item>
          ))}
        </Dropdown.List>
        {(can.add || can.type) && (
          <Dropdown.List>
            {can.add && (
              <Dropdown.Item>
                <Dropdown.Button onClick={act(() => editor.commands.addWording())}>
                  {t('menu.add')}
                </Dropdown.Button>
              </Dropdown.Item>
            )}
            {can.type && (
              <Dropdown.Item>
                <Dropdown.Button onClick={act(() => editor.commands.typeBracket())}>
                  {t('menu.type')}
                </Dropdown.Button>
              </Dropdown.Item>
            )}
          </Dropdown.List>
        )}
      </Dropdown>
    </Dropdown.TriggerContext>
  )
}
