import { Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { useWorkspace } from '../../app/queries.ts'
import { wasEnded } from '../../app/sign-in-path.ts'
import { useT } from '../../i18n/i18n.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { Banner } from '../drafting/Banner.tsx'
import { Door } from './Door.tsx'
import { PasskeySignIn } from './PasskeySignIn.tsx'
import { SamplePeople } from './SamplePeople.tsx'
import styles from './SignInPage.module.css'

/** The way in: in a sample workspace one picks a person, elsewhere one signs in with a passkey. */
export function SignInPage() {
  const t = useT('signin')
  const workspace = useWorkspace()
  const [search] = useSearchParams()
  return (
    <Door title={t('title')}>
      {wasEnded(search) && (
        <div className={styles.ended}>
          <Banner tone="warning" title={t('ended.title')} isUrgent>
            <p>{t('ended.text')}</p>
          </Banner>
        </div>
      )}
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
      {workspace.data && !workspace.data.isSample && <PasskeySignIn workspace={workspace.data} />}
    </Door>
  )
}
