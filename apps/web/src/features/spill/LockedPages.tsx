import type { PositionDetail } from '@samsyn/protocol'
import styles from './Spill.module.css'
import { SpillNotice } from './SpillNotice.tsx'

/** Above a joint text that is open: which of the person's own pages are locked. Draws nothing where none are. */
export function LockedPages({ position }: { readonly position: PositionDetail }) {
  const spills = position.spills.filter(({ country }) => country !== null)
  if (spills.length === 0) return null
  return (
    <div className={styles.strip}>
      {spills.map((spill) => (
        <SpillNotice key={spill.id} position={position} spill={spill} />
      ))}
    </div>
  )
}
