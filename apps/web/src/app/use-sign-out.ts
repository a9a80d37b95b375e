import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { wipeKept } from '../features/keeping/kept-store.ts'
import { api } from './api.ts'
import { wipeDrafts } from './device-storage.ts'
import { signOutKey } from './queries.ts'

/** Signs out here, or everywhere; then nothing is left on this device, and the page is the one to sign in on. */
export function useSignOut(route: 'endSession' | 'endAllSessions') {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationKey: signOutKey,
    mutationFn: () => api(route),
    onSuccess: async () => {
      await Promise.all([wipeDrafts(), wipeKept()])
      await navigate('/sign-in')
      client.clear()
    },
  })
}
