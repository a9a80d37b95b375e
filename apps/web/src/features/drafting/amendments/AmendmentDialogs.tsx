import {
  type AmendmentLayout,
  amendmentLayouts,
  amendmentTableAt,
  amendmentWords,
  columnTitles,
  formOf,
  rowWords,
} from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import { useT } from '../../../i18n/i18n.ts'
import { SelectField } from '../../../ui/SelectField.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { CommandDialog } from '../../position/CommandDialog.tsx'
import { asOneStep } from '../editor/one-step.ts'
import type { DraftingLanguage } from '../editor/use-draft-editor.ts'

/** The longest marking key. */
const longestKey = 300

interface Props {
  readonly editor: Editor
  readonly language: DraftingLanguage
  readonly onClose: () => void
}

/** Asks for the columns of an amendment table and what its marks mean, in the language of the text. */
export function AmendmentDialog({ editor, language, onClose }: Props) {
  const t = useT('drafting')
  const [layout, setLayout] = useState<AmendmentLayout>('three_columns')
  // Until somebody writes another, the key is that of the layout.
  const [ownKey, setOwnKey] = useState<string | null>(null)
  const markingKey = ownKey ?? amendmentWords[language].keys[formOf(layout)]
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('amendment.insert')}
      confirm={t('amendment.confirm')}
      error={null}
      isPending={false}
      onConfirm={() => {
        onClose()
        editor.commands.focus()
        asOneStep(editor, () => void editor.commands.insertAmendmentTable({ layout, language, markingKey }))
      }}
    >
      <SelectField
        label={t('amendment.columns')}
        value={layout}
        onValue={(value) => setLayout((before) => amendmentLayouts.find((each) => each === value) ?? before)}
        options={amendmentLayouts.map((each) => ({
          value: each,
          label: shownTitles(each, language).join(' | '),
        }))}
      />
      <KeyField value={markingKey} onValue={setOwnKey} />
    </CommandDialog>
  )
}

/** The columns of a layout as they are seen, that of the numbers of rows among them. */
function shownTitles(layout: AmendmentLayout, language: DraftingLanguage): readonly string[] {
  const titles = columnTitles(layout, language)
  return layout === 'trilogue' ? [rowWords[language], ...titles] : titles
}

/** Asks what the marks of the table at the caret mean. */
export function MarkingKeyDialog({ editor, onClose }: Omit<Props, 'language'>) {
  const t = useT('drafting')
  const [markingKey, setMarkingKey] = useState(
    String(amendmentTableAt(editor.state)?.node.attrs.markingKey ?? ''),
  )
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('amendment.key')}
      confirm={t('amendment.saveKey')}
      error={null}
      isPending={false}
      onConfirm={() => {
        onClose()
        editor.commands.focus()
        asOneStep(editor, () => void editor.commands.setMarkingKey(markingKey))
      }}
    >
      <KeyField value={markingKey} onValue={setMarkingKey} />
    </CommandDialog>
  )
}

function KeyField({ value, onValue }: { readonly value: string; readonly onValue: (value: string) => void }) {
  const t = useT('drafting')
  return (
    <TextField
      isLong
      label={t('amendment.key')}
      hint={t('amendment.keyHint')}
      value={value}
      onValue={onValue}
      error={null}
      maxLength={longestKey}
    />
  )
}
