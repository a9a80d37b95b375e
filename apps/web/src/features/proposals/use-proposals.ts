import { isPending } from '@samsyn/domain'
import { asAnEdit, type DocJson } from '@samsyn/editor'
import type { PositionDetail, Proposal, RouteBody } from '@samsyn/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Editor } from '@tiptap/core'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { type ApiError, api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { asOneStep } from '../drafting/editor/one-step.ts'
import { showProposals } from './proposal-marks.ts'
import { type ProposalPlace, placeProposals, readingAt } from './proposal-places.ts'
import { takeIn } from './take-in.ts'
import { useProposalWords } from './use-proposal-words.ts'

/** A proposal that waits, and where its passage stands; null where that is gone. */
export interface PlacedProposal {
  readonly proposal: Proposal
  readonly place: ProposalPlace | null
}

/** What is proposed beside a text, and what can be done about it. */
export interface Proposals {
  /** In the order of the text; those whose passage is gone come last. */
  readonly pending: readonly PlacedProposal[]
  /** Newest first. */
  readonly settled: readonly Proposal[]
  /** Those of each contribution that somebody waits for an answer to, in the order in which they were sent. */
  readonly contributions: readonly (readonly [Proposal, ...Proposal[]])[]
  readonly error: Error | null
  readonly retry: () => void
  readonly active: string | null
  readonly setActive: (proposalId: string | null) => void
  /** Resolves when it is made, and chosen. */
  readonly propose: (proposed: RouteBody<'makeProposal'>) => Promise<void>
  readonly settle: (proposal: Proposal, body: RouteBody<'settleProposal'>) => void
  /** What is being settled just now, and what could not be, and why. */
  readonly isSettling: boolean
  readonly settleError: { readonly proposalId: string; readonly error: ApiError } | null
  /** What was taken in last: put into the text, or to be put in by hand. */
  readonly taken: { readonly proposal: Proposal; readonly isByHand: boolean } | null
  readonly forgetTaken: () => void
}

const none: readonly never[] = []

/** Every proposal beside the draft of a position that the signed-in person may read. */
export function useProposalList(positionId: string, { isEnabled }: { readonly isEnabled: boolean }) {
  return useQuery({
    queryKey: queryKeys.proposals(positionId),
    queryFn: ({ signal }) => api('listProposals', { params: { positionId }, signal }),
    enabled: isEnabled,
  })
}

/** Proposals beside a text: marked in it, and taken in by whoever writes in it. */
export function useProposals(
  editor: Editor | null,
  doc: DocJson,
  {
    position,
    onChosen,
  }: {
    readonly position: PositionDetail
    /** The mark of a proposal was chosen in the text. */
    readonly onChosen: () => void
  },
): Proposals {
  const client = useQueryClient()
  const words = useProposalWords()
  const [active, setActive] = useState<string | null>(null)
  const [taken, setTaken] = useState<Proposals['taken']>(null)
  const { data, error, refetch } = useProposalList(position.id, { isEnabled: true })
  const all = data ?? none
  const open = useMemo(() => all.filter(isPending), [all])
  const settled = useMemo(
    () =>
      all
        .filter((proposal) => !isPending(proposal))
        .sort((one, other) => ((one.settlement?.at ?? '') < (other.settlement?.at ?? '') ? 1 : -1)),
    [all],
  )
  const contributions = useMemo(() => waitingContributions(all), [all])
  // Anew with each text: `doc` is the JSON of the editor's own document.
  const pending = useMemo(() => {
    const places = editor && doc ? placeProposals(editor.state, open) : none
    const placeOf = new Map(places.map((place) => [place.proposalId, place]))
    return open
      .map((proposal) => ({ proposal, place: placeOf.get(proposal.id) ?? null }))
      .sort((one, other) => fromOf(one) - fromOf(other))
  }, [editor, doc, open])

  useEffect(() => {
    if (editor) showProposals(editor, { proposals: open, active, describe: words.describe })
  }, [editor, open, active, words])

  const choose = useEffectEvent((proposalId: string) => {
    setActive(proposalId)
    onChosen()
  })
  useEffect(() => {
    if (!editor) return
    const { dom } = editor.view
    const click = ({ target }: MouseEvent) => {
      const mark = target instanceof Element ? target.closest<HTMLElement>('[data-proposal]') : null
      if (mark?.dataset.proposal && editor.state.selection.empty) choose(mark.dataset.proposal)
    }
    dom.addEventListener('click', click)
    return () => dom.removeEventListener('click', click)
  }, [editor])

  const mutation = useMutation<
    Proposal,
    ApiError,
    {
      readonly proposal: Proposal
      readonly body: RouteBody<'settleProposal'>
      /** What the person saw its passage read when they decided. */
      readonly shown: string | null
    }
  >({
    mutationFn: ({ proposal, body }) =>
      api('settleProposal', { params: { positionId: position.id, proposalId: proposal.id }, body }),
    onSuccess: (done, { shown }) => {
      client.setQueryData<readonly Proposal[]>(queryKeys.proposals(position.id), (before) =>
        before?.map((each) => (each.id === done.id ? done : each)),
      )
      // Only whom the server gave it to puts the words in: nobody else can have done so at the same moment.
      if (done.settlement?.kind === 'taken' && editor) {
        setTaken({ proposal: done, isByHand: !putIn(editor, done, shown) })
      }
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: queryKeys.proposals(position.id) })
      void client.invalidateQueries({ queryKey: queryKeys.positionEvents(position.id) })
    },
  })
  return {
    pending,
    settled,
    contributions,
    error: data ? null : error,
    retry: () => void refetch(),
    active,
    setActive,
    propose: async (body) => {
      const { id } = await api('makeProposal', { params: { positionId: position.id }, body })
      await client.invalidateQueries({ queryKey: queryKeys.proposals(position.id) })
      setActive(id)
    },
    settle: (proposal, body) => {
      const place = pending.find((each) => each.proposal.id === proposal.id)?.place
      mutation.mutate({ proposal, body, shown: place ? readingAt(place, proposal) : null })
    },
    isSettling: mutation.isPending,
    settleError: mutation.error && {
      proposalId: mutation.variables.proposal.id,
      error: mutation.error,
    },
    taken,
    forgetTaken: () => setTaken(null),
  }
}

/**
 * Makes the proposal an edit of the person's own, as one undo; false where its passage does not take it, or reads otherwise
 * than what the person saw there.
 */
function putIn(editor: Editor, proposal: Proposal, shown: string | null): boolean {
  const [place] = placeProposals(editor.state, [proposal])
  if (!place?.isPlain || !editor.isEditable || readingAt(place, proposal) !== shown) return false
  let isDone = false
  asOneStep(editor, () => {
    const { tr } = editor.state
    takeIn(tr, proposal, place)
    editor.view.dispatch(asAnEdit(tr).scrollIntoView())
    isDone = !tr.docChanged || editor.state.doc !== tr.before
  })
  return isDone
}

function fromOf({ place }: PlacedProposal): number {
  return place?.from ?? Number.POSITIVE_INFINITY
}

/** All points of each contribution of which one waits. */
function waitingContributions(all: readonly Proposal[]): Proposals['contributions'] {
  const groups = new Map<string, [Proposal, ...Proposal[]]>()
  for (const proposal of all) {
    const { contributionId } = proposal
    if (contributionId === null) continue
    const group = groups.get(contributionId)
    if (group) group.push(proposal)
    else groups.set(contributionId, [proposal])
  }
  return [...groups.values()].filter((group) => group.some(isPending))
}
