import styles from './PaperHead.module.css'

/** What a text is and whom it is for, at the head of every printed page of its parent, and nowhere on the screen. */
export function PaperHead({ parts }: { readonly parts: readonly string[] }) {
  return (
    <div className={styles.head} data-paper-head aria-hidden="true">
      <span>{parts.join(' · ')}</span>
    </div>
  )
}
