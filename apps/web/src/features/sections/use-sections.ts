import { type SectionAct, type SectionStanding, sectionActsIn, sectionStanding } from '@samsyn/domain'
import { type DocJson, type SectionText, sectionTexts } from '@samsyn/editor'
import type { PositionDetail, RouteBody, SectionMarkView } from '@samsyn/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { hasSectionStates } from './has-states.ts'

/** A section of the draft, and how far the delegations are with it. */
export interface Section {
  readonly text: SectionText
  readonly standing: SectionStanding
  /** What was recorded of it last. */
  readonly last: SectionMarkView | null
  /** What this person can do with it now. */
  readonly acts: readonly SectionAct[]
}

/** The sections of a text with their states, in its order; none before what was recorded of them is known. */
export function useSections(position: PositionDetail, doc: DocJson): readonly Section[] {
  const { markSections, reopenSections } = position.abilities
  const { data } = useQuery({
    queryKey: queryKeys.sectionMarks(position.id),
    queryFn: ({ signal }) => api('listSectionMarks', { params: { positionId: position.id }, signal }),
    enabled: position.abilities.readDraft && hasSectionStates(position),
  })
  const marks = useMemo(() => data && new Map(data.map((mark) => [mark.sectionId, mark])), [data])
  return useMemo(
    () =>
      marks === undefined
        ? []
        : sectionTexts(doc).map((text) => {
            const last = marks.get(text.id) ?? null
            const acts = sectionActsIn(last, text).filter((act) =>
              act === 'reopen' ? reopenSections : markSections,
            )
            return { text, last, standing: sectionStanding(last, text), acts }
          }),
    [marks, doc, markSections, reopenSections],
  )
}

/** Whether a section is agreed or closed, and says what was. */
export function isAgreed({ standing: { state, isChanged } }: Section): boolean {
  return (state === 'agreed' || state === 'closed') && !isChanged
}

/** Marks a section as agreed, closes it or opens it again. */
export function useMarkSection(positionId: string, sectionId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: RouteBody<'markSection'>) =>
      api('markSection', { params: { positionId, sectionId }, body }),
    onSuccess: (marks) => client.setQueryData(queryKeys.sectionMarks(positionId), marks),
  })
}
