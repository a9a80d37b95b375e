import type { AccountDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { usePerson } from '../../app/session-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { type AccountDeed, AccountTurnDialog, accountDeeds } from './AccountTurnDialog.tsx'
import styles from './People.module.css'

/** Whether an account is enabled, and the way to change that. */
export function AccountState({ account }: { readonly account: AccountDetail }) {
  const t = useT('people')
  const self = usePerson()
  // The one that was opened: it stays that one when somebody else is faster.
  const [asked, setAsked] = useState<AccountDeed | null>(null)
  const { person, isDisabled, passkeys, may } = account
  return (
    <section className={styles.section} aria-labelledby="account">
      <h2 id="account" className={styles.heading}>
        {t('account')}
      </h2>
      <div className={styles.account}>
        <p role="status" className={isDisabled ? styles.error : undefined}>
          {isDisabled ? t('disabled') : t('active')}
        </p>
        <p className={styles.quiet}>{t('passkeys', { count: passkeys })}</p>
        {person.id === self.id && self.roles.includes('administrator') && (
          <p className={styles.quiet}>{t('ownAccount')}</p>
        )}
        {may.turn && (
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-color={isDisabled ? 'accent' : 'danger'}
            onClick={() => setAsked(isDisabled ? 'enable' : 'disable')}
          >
            {t(isDisabled ? 'enable' : 'disable')}
          </button>
        )}
      </div>
      {accountDeeds.map((to) => (
        <AccountTurnDialog
          key={to}
          to={to}
          account={account}
          isOpen={asked === to}
          onClose={() => setAsked(null)}
        />
      ))}
    </section>
  )
}
