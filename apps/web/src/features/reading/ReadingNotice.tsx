import { signInPath } from '../../app/sign-in-path.ts'
import { isSignedOutCode } from '../../app/signed-out.ts'
import { useT } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { ReadingError } from './reading-api.ts'

/** What is shown where no text can be: nobody signed in, nothing there, no connection. */
export function ReadingNotice({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const t = useT('reading')
  const tErrors = useT('errors')
  const code = error instanceof ReadingError ? error.code : 'internal'
  const isSignedOut = isSignedOutCode(code)
  const isMissing = code === 'not_found' || code === 'forbidden'
  const title = isSignedOut ? t('signedOut.title') : isMissing ? t('missing.title') : t('failed.title')
  const heading = usePageTitle(title)
  return (
    <div className="reading-notice" role="alert">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>{isSignedOut ? t('signedOut.text') : isMissing ? t('missing.text') : tErrors(code)}</p>
      {isSignedOut ? (
        <a href={signInPath(location.pathname, { isEnded: code === 'session_ended' })}>
          {t('signedOut.signIn')}
        </a>
      ) : isMissing ? (
        <a href="/">{t('toDesk')}</a>
      ) : (
        <button type="button" onClick={onRetry}>
          {t('retry')}
        </button>
      )}
    </div>
  )
}
