import { Dialog } from '@digdir/designsystemet-react'
import { type ReactNode, useId } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from './Drawer.module.css'

interface Props {
  readonly title: string
  readonly side: 'left' | 'bottom'
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** What stands beside the text on a wide screen, over it on a narrow one. */
export function Drawer({ title, side, isOpen, onClose, children }: Props) {
  const tCommon = useT('common')
  const titleId = useId()
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      placement={side}
      closedby="any"
      closeButton={tCommon('close')}
      aria-labelledby={titleId}
      className={styles.drawer}
      data-side={side}
    >
      <h2 id={titleId} className={styles.title}>
        {title}
      </h2>
      {isOpen && children}
    </Dialog>
  )
}
