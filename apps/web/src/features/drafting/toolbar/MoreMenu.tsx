import { Dropdown } from '@digdir/designsystemet-react'
import { CheckmarkIcon, MenuElipsisHorizontalIcon } from '@navikt/aksel-icons'
import { useState } from 'react'
import { useT } from '../../../i18n/i18n.ts'
import type { Tool } from './ToolButton.tsx'
import styles from './Toolbar.module.css'
import { keyText } from './toolbar-items.ts'

/** The tools that have no room in the bar. */
export function MoreMenu({ tools }: { readonly tools: readonly Tool[] }) {
  const t = useT('drafting')
  const [isOpen, setOpen] = useState(false)
  return (
    <Dropdown.TriggerContext>
      <Dropdown.Trigger
        data-tool
        data-more
        hidden={tools.length === 0}
        className={styles.tool}
        variant="tertiary"
        data-color="neutral"
        aria-label={t('toolbar.more')}
        title={t('toolbar.more')}
        onClick={() => setOpen(!isOpen)}
      >
        <MenuElipsisHorizontalIcon aria-hidden />
      </Dropdown.Trigger>
      <Dropdown open={isOpen} onClose={() => setOpen(false)} className={styles.menu}>
        <Dropdown.List>
          {tools.map(({ name, label, key, face, isOn, onUse }) => (
            <Dropdown.Item key={name}>
              <Dropdown.Button
                aria-pressed={isOn}
                onClick={() => {
                  setOpen(false)
                  onUse()
                }}
              >
                <span className={styles.face}>{face}</span>
                {label}
                {isOn && <CheckmarkIcon aria-hidden />}
                {key && <kbd className={styles.key}>{keyText(key)}</kbd>}
              </Dropdown.Button>
            </Dropdown.Item>
          ))}
        </Dropdown.List>
      </Dropdown>
    </Dropdown.TriggerContext>
  )
}
