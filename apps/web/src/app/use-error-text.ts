import { useCallback } from 'react'
import { useT } from '../i18n/i18n.ts'
import { ApiError } from './api.ts'

/** The sentence for an error, by its code. */
export function useErrorText(): (error: unknown) => string {
  const t = useT('errors')
  return useCallback((error) => t(error instanceof ApiError ? error.code : 'internal'), [t])
}
