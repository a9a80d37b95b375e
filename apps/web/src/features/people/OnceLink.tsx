import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from './People.module.css'

interface Props {
  readonly title: string
  readonly text: string
  readonly link: string
  /** Where to go from here. */
  readonly children: ReactNode
}

/** A link that was just made: it is shown here and never again. */
export function OnceLink({ title, text, link, children }: Props) {
  const t = useT('people')
  const heading = useRef<HTMLHeadingElement>(null)
  const words = useRef<HTMLElement>(null)
  const [isCopied, setCopied] = useState(false)
  useEffect(() => heading.current?.focus(), [])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link)
      setCopied(true)
    } catch {
      // No clipboard without the right to it: the link is selected, ready for the keys.
      if (words.current) getSelection()?.selectAllChildren(words.current)
    }
  }
  return (
    <section className={styles.made} aria-labelledby="link">
      <h2 id="link" ref={heading} tabIndex={-1} className={styles.heading}>
        {title}
      </h2>
      <p>{text}</p>
      <code ref={words} className={styles.link}>
        {link}
      </code>
      <div className={styles.buttons}>
        <button type="button" className="ds-button" data-variant="primary" onClick={() => void copy()}>
          {isCopied ? t('copied') : t('copy')}
        </button>
        {children}
      </div>
    </section>
  )
}
