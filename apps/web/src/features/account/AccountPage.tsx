import { useOwnPasskeys, useWorkspace } from '../../app/queries.ts'
import { usePerson } from '../../app/session-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { PersonFacts } from '../people/PersonFacts.tsx'
import styles from './Account.module.css'
import { AddPasskey } from './AddPasskey.tsx'
import { DeputySection } from './DeputySection.tsx'
import { PasskeyList } from './PasskeyList.tsx'
import { SignOutEverywhere } from './SignOutEverywhere.tsx'
import { TellingSection } from './TellingSection.tsx'

/** What a person may do with their own ways in. */
export function AccountPage() {
  const t = useT('account')
  const person = usePerson()
  const workspace = useWorkspace()
  const passkeys = useOwnPasskeys()
  return (
    <div className="page">
      <PageHeader title={t('title')} />
      <div className={styles.parts}>
        <PersonFacts {...person} />
        <section aria-labelledby="passkeys">
          <h2 id="passkeys">{t('passkeys')}</h2>
          <p>{t('passkeysText')}</p>
          {passkeys.isPending && <LoadingState lines={3} />}
          {passkeys.isError && <ErrorState error={passkeys.error} onRetry={() => void passkeys.refetch()} />}
          {passkeys.data && (
            <PasskeyList
              passkeys={passkeys.data}
              canConfirm={workspace.data?.passkeyOrigin === window.location.origin}
            />
          )}
        </section>
        {/* Without one nothing can be confirmed: in a sample workspace nobody needs any. */}
        {passkeys.data && passkeys.data.length > 0 && <AddPasskey />}
        <TellingSection />
        <DeputySection />
        <SignOutEverywhere />
      </div>
    </div>
  )
}
