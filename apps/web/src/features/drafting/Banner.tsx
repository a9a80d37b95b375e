import type { ReactNode } from 'react'
import styles from './Banner.module.css'

interface Props {
  readonly tone: 'info' | 'warning' | 'danger'
  readonly title: string
  readonly children?: ReactNode
  /** Whether it must be read out at once. */
  readonly isUrgent?: boolean
}

/** A sentence across the page that nobody can overlook, at any width. */
export function Banner({ tone, title, children, isUrgent = false }: Props) {
  return (
    <section
      className={styles.banner}
      data-tone={tone}
      role={isUrgent ? 'alert' : undefined}
      aria-label={title}
    >
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.body}>{children}</div>}
    </section>
  )
}
