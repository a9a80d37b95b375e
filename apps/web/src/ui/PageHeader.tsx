import type { ReactNode } from 'react'
import styles from './PageHeader.module.css'
import { usePageTitle } from './use-page-title.ts'

interface Props {
  readonly title: string
  /** The same with its parts marked up, where one is in another language. */
  readonly heading?: ReactNode
  /** What the browser's tab says, where it must say more than the heading. */
  readonly documentTitle?: string
  /** What the page is part of, above the heading. */
  readonly above?: ReactNode
  /** State, parties, times: under the heading. */
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** The top of a page with its one h1, to which focus moves on navigation. */
export function PageHeader({ title, heading: marked, documentTitle, above, children, actions }: Props) {
  const heading = usePageTitle(documentTitle ?? title)
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        {above && <div className={styles.above}>{above}</div>}
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {marked ?? title}
        </h1>
        {children && <div className={styles.below}>{children}</div>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  )
}
