import type { ReactNode } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from './Passkey.module.css'

/** What is done with passkeys, where they work; at any other address of the same server the way to that one. */
export function PasskeyPlace({
  origin,
  path,
  children,
}: {
  readonly origin: string
  /** Where to go on there. */
  readonly path: string
  readonly children: ReactNode
}) {
  const t = useT('signin')
  if (window.location.origin === origin) return children
  return (
    <p>
      {t('passkey.elsewhere')}{' '}
      <a href={origin + path} className={styles.address}>
        {origin}
      </a>
    </p>
  )
}
