import { isSafeHref } from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import { useT } from '../../../i18n/i18n.ts'
import { TextField } from '../../../ui/TextField.tsx'
import { CommandDialog } from '../../position/CommandDialog.tsx'

interface Props {
  readonly editor: Editor
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Asks for the address of a link on the selected words; an empty one removes the link. */
export function LinkDialog({ editor, isOpen, onClose }: Props) {
  return isOpen ? <LinkForm editor={editor} onClose={onClose} /> : null
}

function LinkForm({ editor, onClose }: Omit<Props, 'isOpen'>) {
  const t = useT('drafting')
  const [href, setHref] = useState(String(editor.getAttributes('link').href ?? ''))
  const [isWrong, setWrong] = useState(false)
  const confirm = () => {
    const address = href.trim()
    if (address !== '' && !isSafeHref(address)) {
      setWrong(true)
      return
    }
    const chain = editor.chain().focus().extendMarkRange('link')
    if (address === '') chain.unsetMark('link').run()
    else if (editor.state.selection.empty && !editor.isActive('link')) {
      chain
        .insertContent({ type: 'text', text: address, marks: [{ type: 'link', attrs: { href: address } }] })
        .run()
    } else chain.setMark('link', { href: address }).run()
    onClose()
  }
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('link.title')}
      confirm={t('link.confirm')}
      error={null}
      isPending={false}
      onConfirm={confirm}
    >
      <TextField
        label={t('link.address')}
        hint={t('link.hint')}
        value={href}
        onValue={setHref}
        error={isWrong ? t('link.wrong') : null}
        inputMode="url"
        autoFocus
      />
    </CommandDialog>
  )
}
