import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { TextField } from '../../ui/TextField.tsx'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { type Pages, usePagesDeed } from './use-own-pages.ts'

/** Keeps a copy of own pages as they are now, with what it is. */
export function KeepDialog({ at, onClose }: { readonly at: Pages; readonly onClose: () => void }) {
  const t = useT('pages')
  const deed = usePagesDeed(at)
  const [note, setNote] = useState('')
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('keep.title')}
      confirm={t('keep.confirm')}
      error={deed.error}
      isPending={deed.isPending}
      onConfirm={() => deed.mutate({ kind: 'keep', body: { note } }, { onSuccess: onClose })}
    >
      <p>{t('keep.text')}</p>
      <TextField label={t('keep.note')} value={note} onValue={setNote} maxLength={500} />
    </CommandDialog>
  )
}
