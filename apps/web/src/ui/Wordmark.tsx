import styles from './Wordmark.module.css'

/** The product's sign: five lines of sight that meet in one point. */
export function Wordmark() {
  return (
    <span className={styles.wordmark}>
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="7" fill="currentColor" />
        <g
          fill="none"
          stroke="var(--ds-color-neutral-background-default)"
          strokeWidth="2"
          strokeLinecap="round"
        >
          <path d="M16 12 5.5 24M16 12l-5.5 13.5M16 12v14.5M16 12l5.5 13.5M16 12l10.5 12" />
        </g>
        <circle cx="16" cy="9" r="3" fill="var(--ds-color-neutral-background-default)" />
      </svg>
      <span className={styles.name}>Samsyn</span>
    </span>
  )
}
