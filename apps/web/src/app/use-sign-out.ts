import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { api } from './api.ts'
import { signOutKey } from './queries.ts'
import { wipeDevice } from './wipe-others.ts'

/** Signs out here, or everywhere; then nothing is left on this device, and the page is the one to sign in on. */
export function useSignOut(route: 'endSession' | 'endAllSessions') {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationKey: signOutKey,
    mutationFn: () => api(route),
    onSuccess: async () => {
      await wipeDevice()
      await navigate('/sign-in')
      client.clear()
    },
  })
}
