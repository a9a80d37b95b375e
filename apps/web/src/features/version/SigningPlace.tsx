import type { ReactNode } from 'react'
import { useWorkspace } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { PasskeyPlace } from '../sign-in/PasskeyPlace.tsx'
import styles from './SignOff.module.css'
import { useSigning } from './use-give-decision.ts'

/** The buttons of a decision with how it is signed; what to do, where this person cannot sign here. */
export function SigningPlace({ children }: { readonly children: ReactNode }) {
  const t = useT('version')
  const workspace = useWorkspace().data
  const signing = useSigning()
  if (!workspace || !signing?.isSigned) return children
  if (!signing.hasPasskey) return <p className={styles.hindrance}>{t('signing.noPasskey')}</p>
  return (
    <PasskeyPlace origin={workspace.passkeyOrigin} path={window.location.pathname}>
      {children}
      <p className={styles.quiet}>{t('signing.how')}</p>
    </PasskeyPlace>
  )
}
