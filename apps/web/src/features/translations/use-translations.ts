import type { Language } from '@samsyn/domain'
import type { DocJson } from '@samsyn/editor'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'

/** The working translations of a final text, and the languages into which one may be issued. */
export function useTranslations(releaseId: string) {
  return useQuery({
    queryKey: queryKeys.translations(releaseId),
    queryFn: ({ signal }) => api('listTranslations', { params: { releaseId }, signal }),
  })
}

/** A translation that is about to be issued. */
interface Offered {
  readonly language: Language
  readonly translates: string
  readonly replaces: string | null
  readonly title: string
  readonly doc: DocJson
}

/** Issues a translation; the same one, tried again after its answer was lost, is issued once. */
export function useIssueTranslation(releaseId: string) {
  const client = useQueryClient()
  const tried = useRef<{ readonly text: string; readonly id: string } | null>(null)
  return useMutation({
    mutationFn: ({ doc, ...offered }: Offered) => {
      const text = JSON.stringify(doc)
      const key = JSON.stringify([offered, text])
      if (tried.current?.text !== key) tried.current = { text: key, id: crypto.randomUUID() }
      const body = { id: tried.current.id, ...offered, text }
      return api('issueTranslation', { params: { releaseId }, body })
    },
    onSuccess: (translations) => {
      client.setQueryData(queryKeys.translations(releaseId), translations)
      void client.invalidateQueries({ queryKey: queryKeys.releases })
    },
  })
}
