import { useCallback } from 'react'
import { ApiError } from '../../app/api.ts'
import { PasskeyError } from '../../app/passkeys.ts'
import { useT } from '../../i18n/i18n.ts'
import { usePasskeyErrorText } from '../sign-in/use-passkey-error-text.ts'
import { StatementAltered } from './signing.ts'

/** The sentence for what went wrong when a decision was given. */
export function useSigningErrorText(): (error: unknown) => string {
  const t = useT('version')
  const errorText = usePasskeyErrorText()
  return useCallback(
    (error) => {
      if (error instanceof StatementAltered) return t('signing.altered')
      if (error instanceof PasskeyError && error.failure === 'cancelled') return t('signing.cancelled')
      if (error instanceof ApiError && error.code === 'passkey_refused') return t('signing.refused')
      return errorText(error)
    },
    [t, errorText],
  )
}
