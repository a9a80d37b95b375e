import { useRef, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from '../suggestions/Suggestions.module.css'

/** Words that have to be put in by hand, and a way to copy them. */
export function CopyWords({ text }: { readonly text: string }) {
  const t = useT('proposals')
  const [isCopied, setCopied] = useState(false)
  const words = useRef<HTMLSpanElement>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      // No clipboard without the right to it, or over plain http: the words are selected, ready for the keys.
      if (words.current) getSelection()?.selectAllChildren(words.current)
    }
  }
  if (text === '') return null
  return (
    <span className={styles.actions}>
      <span ref={words} className={styles.copied}>
        {text}
      </span>
      <button type="button" onClick={() => void copy()}>
        {isCopied ? t('copied') : t('copy')}
      </button>
    </span>
  )
}
