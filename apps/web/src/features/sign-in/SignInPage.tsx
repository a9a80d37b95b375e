import { countryCodes } from '@samsyn/domain'
import { Suspense } from 'react'
import { LanguageSelect } from '../../app/LanguageSelect.tsx'
import { useWorkspace } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CountryList } from '../../ui/CountryList.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { Wordmark } from '../../ui/Wordmark.tsx'
import { SamplePeople } from './SamplePeople.tsx'
import styles from './SignInPage.module.css'

/** The door: in a sample workspace one picks a person; elsewhere it says who opens it. */
export function SignInPage() {
  const t = useT('signin')
  const heading = usePageTitle(t('title'))
  const workspace = useWorkspace()
  return (
    <div className={styles.door}>
      <header className={styles.story}>
        <div className={styles.words}>
          <Wordmark />
          <div className={styles.lead}>
            <p>{t('lead')}</p>
            <CountryList countries={countryCodes} />
          </div>
          <div className={styles.language}>
            <LanguageSelect />
          </div>
        </div>
      </header>
      <main className={styles.main}>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {workspace.data && !workspace.data.isSample ? t('closedTitle') : t('title')}
        </h1>
        {workspace.isPending && <LoadingState lines={6} />}
        {workspace.isError && <ErrorState error={workspace.error} onRetry={() => void workspace.refetch()} />}
        {workspace.data?.isSample && (
          <>
            <p className={styles.sample}>{t('sample')}</p>
            <Suspense fallback={<LoadingState lines={6} />}>
              <SamplePeople />
            </Suspense>
          </>
        )}
        {workspace.data && !workspace.data.isSample && (
          <p className={styles.closed}>{t('closedText', { name: workspace.data.name })}</p>
        )}
      </main>
    </div>
  )
}
