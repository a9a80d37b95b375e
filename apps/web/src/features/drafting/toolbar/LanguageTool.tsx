import { LanguageIcon } from '@navikt/aksel-icons'
import { isPassageLanguage, passageLanguageAt, passageLanguages } from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useEffect, useState } from 'react'
import { useT } from '../../../i18n/i18n.ts'
import { SelectField } from '../../../ui/SelectField.tsx'
import { CommandDialog } from '../../position/CommandDialog.tsx'
import { asOneStep } from '../editor/one-step.ts'
import type { DraftingLanguage } from '../editor/use-draft-editor.ts'
import { passageLanguageNames } from './passage-language-names.ts'
import styles from './Toolbar.module.css'
import { keyText } from './toolbar-items.ts'

interface Props {
  readonly editor: Editor
  /** The language of the text. */
  readonly language: DraftingLanguage
}

/** Shows in which other language the words at the caret are, and changes it: a button, and Alt+Shift+L in the text. */
export function LanguageTool({ editor, language }: Props) {
  const t = useT('drafting')
  const [isAsking, setAsking] = useState(false)
  const { said, canSay } = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      said: passageLanguageAt(current.state),
      canSay: current.can().setPassageLanguage(null),
    }),
  })
  useEffect(() => {
    const { dom } = editor.view
    const ask = (event: KeyboardEvent) => {
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.code !== 'KeyL') return
      event.preventDefault()
      if (editor.can().setPassageLanguage(null)) setAsking(true)
    }
    dom.addEventListener('keydown', ask)
    return () => dom.removeEventListener('keydown', ask)
  }, [editor])
  const label = said ? `${t('language.passage')}: ${passageLanguageNames[said]}` : t('language.passage')
  return (
    <>
      <button
        type="button"
        data-tool
        className={styles.tool}
        aria-label={label}
        aria-pressed={said !== null}
        aria-disabled={!canSay}
        title={`${label} (${keyText('Alt-Shift-l')})`}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => {
          if (canSay) setAsking(true)
        }}
      >
        {said ? <span aria-hidden>{said.toUpperCase()}</span> : <LanguageIcon aria-hidden />}
      </button>
      {isAsking && <LanguageDialog editor={editor} language={language} onClose={() => setAsking(false)} />}
    </>
  )
}

function LanguageDialog({ editor, language, onClose }: Props & { readonly onClose: () => void }) {
  const t = useT('drafting')
  const [chosen, setChosen] = useState<string>(passageLanguageAt(editor.state) ?? '')
  const others = passageLanguages.filter((each) => each !== language)
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('language.passage')}
      confirm={t('language.confirm')}
      error={null}
      isPending={false}
      onConfirm={() => {
        onClose()
        editor.commands.focus()
        const said = isPassageLanguage(chosen) ? chosen : null
        asOneStep(editor, () => void editor.commands.setPassageLanguage(said))
      }}
    >
      <SelectField
        label={t(editor.state.selection.empty ? 'language.ofLine' : 'language.ofSelection')}
        hint={t('language.hint')}
        value={chosen}
        onValue={setChosen}
        options={[
          { value: '', label: t('language.ofText', { language: passageLanguageNames[language] }) },
          ...others.map((each) => ({ value: each, label: passageLanguageNames[each] })),
        ]}
      />
    </CommandDialog>
  )
}
