import type { PositionDetail } from '@samsyn/protocol'
import { useBeside } from '../drafting/use-beside.ts'
import styles from './Spill.module.css'

/** Above a joint text that is open: which of the person's own pages are locked. Draws nothing where none are. */
export function LockedPages({ position }: { readonly position: PositionDetail }) {
  const spills = position.spills.filter(({ country }) => country !== null)
  const beside = useBeside({ isNeeded: spills.length > 0 })
  if (spills.length === 0 || !beside) return null
  return (
    <div className={styles.strip}>
      {spills.map((spill) => (
        <beside.SpillNotice key={spill.id} position={position} spill={spill} />
      ))}
    </div>
  )
}
