import { useCallback } from 'react'
import { PasskeyError } from '../../app/passkeys.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'

/** The sentence for what went wrong with a passkey, on the device or at the server. */
export function usePasskeyErrorText(): (error: unknown) => string {
  const t = useT('signin')
  const errorText = useErrorText()
  return useCallback(
    (error) => (error instanceof PasskeyError ? t(`passkey.${error.failure}`) : errorText(error)),
    [t, errorText],
  )
}
