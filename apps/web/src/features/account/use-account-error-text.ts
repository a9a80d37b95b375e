import { useCallback } from 'react'
import { ApiError } from '../../app/api.ts'
import { useT } from '../../i18n/i18n.ts'
import { usePasskeyErrorText } from '../sign-in/use-passkey-error-text.ts'

/** The sentence for what went wrong with a change of one's own passkeys. */
export function useAccountErrorText(): (error: unknown) => string {
  const t = useT('account')
  const errorText = usePasskeyErrorText()
  return useCallback(
    (error) =>
      error instanceof ApiError && error.code === 'passkey_refused' ? t('refused') : errorText(error),
    [t, errorText],
  )
}
