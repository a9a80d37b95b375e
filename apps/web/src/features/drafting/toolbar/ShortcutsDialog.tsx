import { Dialog } from '@digdir/designsystemet-react'
import { Fragment, useId } from 'react'
import { useT } from '../../../i18n/i18n.ts'
import styles from './Toolbar.module.css'
import { itemGroups, keyText, otherKeys } from './toolbar-items.ts'

/** Every key that does something in the editor. */
export function ShortcutsDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
}) {
  const t = useT('drafting')
  const tCommon = useT('common')
  const titleId = useId()
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      closeButton={tCommon('close')}
      closedby="any"
      aria-labelledby={titleId}
      className={styles.shortcuts}
    >
      <h2 id={titleId}>{t('shortcuts.title')}</h2>
      <dl className={styles.keys}>
        {itemGroups.flat().map(
          ({ name, key }) =>
            key && (
              <Fragment key={name}>
                <dt>{t(`toolbar.${name}`)}</dt>
                <dd>
                  <kbd>{keyText(key)}</kbd>
                </dd>
              </Fragment>
            ),
        )}
        {otherKeys.map(([name, key]) => (
          <Fragment key={name}>
            <dt>{t(`shortcuts.${name}`)}</dt>
            <dd>
              <kbd>{keyText(key)}</kbd>
            </dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  )
}
