import { ChatIcon, MenuHamburgerIcon, SidebarRightIcon } from '@navikt/aksel-icons'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { ConnectionAlert } from './ConnectionAlert.tsx'
import { ConnectionBadge } from './ConnectionBadge.tsx'
import type { ConnectionStates } from './connection/connection-states.ts'
import styles from './DraftBar.module.css'
import { keyText } from './toolbar/toolbar-items.ts'

interface Props {
  readonly states: ConnectionStates
  /** Whether what is not sent yet outlives the page. */
  readonly isKept: boolean
  /** Count of open points, for the button to them. */
  readonly pointCount: number
  readonly onOutline: () => void
  readonly onPanel: () => void
  /** Begins a comment on what is selected; null for whoever may not comment. */
  readonly onComment: (() => void) | null
  /** The search, while somebody searches; the key to the colours, while the text has some. */
  readonly find: ReactNode
  /** The toolbar, while there is something to format. */
  readonly children: ReactNode
}

/**
 * What stays in sight however far one scrolls and however narrow the window is: the tools, the ways to what is beside
 * the text, and whether the text is safe.
 */
export function DraftBar({
  states,
  isKept,
  pointCount,
  onOutline,
  onPanel,
  onComment,
  find,
  children,
}: Props) {
  const t = useT('drafting')
  const tComments = useT('comments')
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
          {onComment && (
            <button
              type="button"
              className={styles.comment}
              aria-label={tComments('comment')}
              title={`${t('shortcuts.comment')} (${keyText('Mod-Alt-m')})`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={onComment}
            >
              <ChatIcon aria-hidden />
            </button>
          )}
        </div>
        <div className={styles.tools}>{children}</div>
        <ConnectionBadge states={states} />
      </div>
      {find}
      <ConnectionAlert states={states} isKept={isKept} />
    </div>
  )
}
