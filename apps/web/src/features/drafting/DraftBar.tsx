import { MenuHamburgerIcon, SidebarRightIcon } from '@navikt/aksel-icons'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { ConnectionAlert } from './ConnectionAlert.tsx'
import { ConnectionBadge } from './ConnectionBadge.tsx'
import type { ConnectionState } from './connection/connection-state.ts'
import styles from './DraftBar.module.css'

interface Props {
  readonly state: ConnectionState
  /** Whether what is not sent yet outlives the page. */
  readonly isKept: boolean
  /** Count of open points, for the button to them. */
  readonly pointCount: number
  readonly onOutline: () => void
  readonly onPanel: () => void
  /** The toolbar, while there is something to format. */
  readonly children: ReactNode
}

/**
 * What stays in sight however far one scrolls and however narrow the window is: the tools, the ways to what is beside
 * the text, and whether the text is safe.
 */
export function DraftBar({ state, isKept, pointCount, onOutline, onPanel, children }: Props) {
  const t = useT('drafting')
  return (
    <div className={styles.bar}>
      <div className={styles.row}>
        <div className={styles.ways}>
          <button type="button" className={styles.outline} onClick={onOutline} aria-haspopup="dialog">
            <MenuHamburgerIcon aria-hidden />
            {t('outline.title')}
          </button>
          <button type="button" className={styles.panel} onClick={onPanel} aria-haspopup="dialog">
            <SidebarRightIcon aria-hidden />
            {t('panel.points', { count: pointCount })}
          </button>
        </div>
        <div className={styles.tools}>{children}</div>
        <ConnectionBadge state={state} />
      </div>
      <ConnectionAlert state={state} isKept={isKept} />
    </div>
  )
}
