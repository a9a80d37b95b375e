import styles from './PositionActions.module.css'
import type { OpenPointLine } from './PositionActions.tsx'

/** The open points of a text, under the sentence that counts them. */
export function OpenPointList({
  title,
  points,
}: {
  readonly title: string
  readonly points: readonly OpenPointLine[]
}) {
  if (points.length === 0) return null
  return (
    <div className={styles.points}>
      <strong>{title}</strong>
      {/* Scrolls when long, and must then be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region */}
      <ul tabIndex={0} aria-label={title}>
        {points.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    </div>
  )
}
