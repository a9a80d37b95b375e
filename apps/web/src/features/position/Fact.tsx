import type { ReactNode } from 'react'
import styles from './PositionFacts.module.css'

/** One fact in a list of them: what it is about, and what is so. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
