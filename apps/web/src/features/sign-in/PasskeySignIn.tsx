import type { WorkspaceInfo } from '@samsyn/protocol'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import { signWithPasskey } from '../../app/passkeys.ts'
import { useT } from '../../i18n/i18n.ts'
import styles from './Passkey.module.css'
import { PasskeyPlace } from './PasskeyPlace.tsx'
import { usePasskeyErrorText } from './use-passkey-error-text.ts'
import { useSignedIn } from './use-signed-in.ts'

/** Signing in with whichever passkey the device offers: no name is asked for, so that nobody learns who has an account. */
export function PasskeySignIn({ workspace }: { readonly workspace: WorkspaceInfo }) {
  const t = useT('signin')
  const errorText = usePasskeyErrorText()
  const signedIn = useSignedIn()
  const signIn = useMutation({
    mutationFn: async () => {
      const assertion = await signWithPasskey(await api('startPasskeySignIn'))
      return api('startPasskeySession', { body: { assertion } })
    },
    onSuccess: signedIn,
  })
  return (
    <div className={styles.way}>
      <p>{t('passkey.text', { name: workspace.name })}</p>
      <PasskeyPlace origin={workspace.passkeyOrigin} path="/sign-in">
        <button
          type="button"
          className="ds-button"
          data-variant="primary"
          aria-disabled={signIn.isPending}
          onClick={() => !signIn.isPending && signIn.mutate()}
        >
          {signIn.isPending ? t('passkey.waiting') : t('passkey.button')}
        </button>
        {signIn.error && (
          <p className={styles.error} role="alert">
            {errorText(signIn.error)}
          </p>
        )}
      </PasskeyPlace>
      <p className={styles.help}>{t('passkey.help')}</p>
    </div>
  )
}
