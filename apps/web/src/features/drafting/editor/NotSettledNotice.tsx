import type { Editor } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { useEffect, useState } from 'react'
import { usePerson } from '../../../app/session-context.ts'
import { useT } from '../../../i18n/i18n.ts'
import styles from './NotSettledNotice.module.css'
import type { NotSettled } from './settle.ts'

/** What was not settled last, and why; null once the person goes on. What others write keeps it there. */
export function useNotSettled(editor: Editor | null): NotSettled | null {
  const [notSettled, setNotSettled] = useState<NotSettled | null>(null)
  useEffect(() => {
    if (!editor) return
    const say = (why: NotSettled) => setNotSettled(why)
    const forget = ({ transaction }: { readonly transaction: Transaction }) => {
      const isOwn = !ySyncPluginKey.getState(editor.state)?.isChangeOrigin
      if (isOwn && (transaction.docChanged || transaction.selectionSet)) setNotSettled(null)
    }
    editor.on('notSettled', say)
    editor.on('transaction', forget)
    return () => {
      editor.off('notSettled', say)
      editor.off('transaction', forget)
    }
  }, [editor])
  return notSettled
}

/** Says that somebody else, or the person over another line, settles or has settled what was to be settled here. */
export function NotSettledNotice({ notSettled }: { readonly notSettled: NotSettled }) {
  const t = useT('drafting')
  const me = usePerson()
  return (
    <p className={styles.notice} role="alert">
      {notSettled.kind === 'unheard'
        ? t('settling.unheard')
        : notSettled.name === me.name
          ? t('settling.own')
          : notSettled.name === ''
            ? t('settling.somebody')
            : t(notSettled.kind === 'gone' ? 'settling.gone' : 'settling.byAnother', {
                name: notSettled.name,
              })}
    </p>
  )
}
