import {
  linesWrittenAnew,
  Suggesting,
  settleInParts,
  settleSuggestions,
  suggestionIds,
  type Unsuggestable,
} from '@samsyn/editor'
import type { PositionDetail, SettledSuggestion, SuggestionVerdict } from '@samsyn/protocol'
import type { Editor, Extensions } from '@tiptap/core'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ConnectionStates } from '../drafting/connection/connection-states.ts'
import type { DraftConnection } from '../drafting/connection/draft-connection.ts'
import { asOneStep } from '../drafting/editor/one-step.ts'
import type { PlacedPoint } from '../drafting/editor/open-point-places.ts'
import { goToPlace } from '../drafting/editor/places.ts'
import { settle as settleInText } from '../drafting/editor/settle.ts'
import { ReviewKeys } from './review-keys.ts'
import { type Mode, useMode } from './suggesting-mode.ts'
import { SuggestionMarks, showSuggestions, suggestionsAt } from './suggestion-marks.ts'
import { type Proposal, useProposers } from './use-proposers.ts'
import { useSuggestionWords } from './use-suggestion-words.ts'
import { useVerdicts } from './use-verdicts.ts'

/** A suggestion that waits in the text. */
export type Pending = SuggestionPoint & { readonly by: Proposal }

type SuggestionPoint = Extract<PlacedPoint, { readonly kind: 'suggestion' }>

/** How much of the suggestions is shown: all marks, bars in the margin with the text as it would be, or that text alone. */
export const views = ['all', 'bars', 'clean'] as const
export type View = (typeof views)[number]

/** What the person is told of what they just did. */
export type Notice =
  | { readonly kind: 'unsuggestable'; readonly what: Unsuggestable }
  | { readonly kind: 'decided'; readonly verdict: SuggestionVerdict; readonly count: number }
  | { readonly kind: 'left'; readonly count: number }
  /** Lines are not joined while nobody hears of it. */
  | { readonly kind: 'unheard' }
  | { readonly kind: 'fault' }

/** Suggestions in a text, and what can be done about them. */
export interface Suggestions {
  readonly mode: Mode
  readonly toggle: () => void
  readonly view: View
  readonly setView: (view: View) => void
  readonly pending: readonly Pending[]
  readonly settled: readonly SettledSuggestion[]
  readonly isPending: boolean
  readonly error: Error | null
  readonly retry: () => void
  /** A reason that could not be recorded, and why. */
  readonly verdictError: Error | null
  readonly notice: Notice | null
  readonly settle: (ids: readonly string[], verdict: SuggestionVerdict, reason: string | null) => void
  /** The suggestions in what is selected, or at the caret. */
  readonly selected: () => readonly string[]
  readonly step: (direction: 1 | -1) => void
}

interface Bridge {
  isSuggesting: boolean
  readonly onUnsuggestable: (what: Unsuggestable) => void
  readonly onFault: (error: unknown) => void
  readonly toggle: () => void
  readonly step: (direction: 1 | -1) => void
  readonly decide: (verdict: SuggestionVerdict) => void
}

/** The extensions that make an editor suggest, made once, and what they ask of the page as it is now. */
export function useSuggestingExtensions() {
  const bridge = useRef<Bridge | null>(null)
  const madeHere = useRef(new Set<string>())
  const isMine = useRef<(id: string) => boolean>(() => false)
  const extensions = useMemo<Extensions>(
    () => [
      Suggesting.configure({
        isOwn: (id) => madeHere.current.has(id) || isMine.current(id),
        newId: () => {
          const id = crypto.randomUUID()
          madeHere.current.add(id)
          return id
        },
        isSuggesting: () => bridge.current?.isSuggesting ?? false,
        onUnsuggestable: (what) => bridge.current?.onUnsuggestable(what),
        onFault: (error) => bridge.current?.onFault(error),
      }),
      SuggestionMarks,
      ReviewKeys.configure({
        onToggle: () => bridge.current?.toggle(),
        onStep: (direction) => bridge.current?.step(direction),
        onDecide: (verdict) => bridge.current?.decide(verdict),
      }),
    ],
    [],
  )
  return { extensions, bridge, madeHere, isMine }
}

interface Options extends ReturnType<typeof useSuggestingExtensions> {
  readonly position: PositionDetail
  readonly points: readonly PlacedPoint[]
  readonly isEditable: boolean
  readonly connection: DraftConnection | null
  readonly states: ConnectionStates
  /** Whether somebody looks at what was decided. */
  readonly isWanted: boolean
  readonly personId: string
}

/** Suggesting in a text, and deciding on what is suggested in it. */
export function useSuggestions(
  editor: Editor | null,
  { position, points, isEditable, connection, states, isWanted, personId, bridge, madeHere, isMine }: Options,
): Suggestions {
  const [mode, setMode] = useMode(position.id)
  const [view, setView] = useState<View>('all')
  const [notice, setNotice] = useState<Notice | null>(null)
  const words = useSuggestionWords()
  const inText = useMemo(
    () => points.filter((point): point is SuggestionPoint => point.kind === 'suggestion'),
    [points],
  )
  const ids = useMemo(() => inText.map(({ suggestionId }) => suggestionId), [inText])
  const proposers = useProposers(position.id, ids, { madeHere: madeHere.current, isWanted })
  const verdicts = useVerdicts(position.id, states)
  const pending = useMemo(
    () => inText.map((point) => ({ ...point, by: proposers.of(point.suggestionId) })),
    [inText, proposers],
  )
  useEffect(() => {
    isMine.current = (id) => proposers.of(id).proposer?.id === personId
    if (!editor) return
    showSuggestions(editor, (id) => {
      const by = proposers.of(id)
      return {
        country: by.proposer?.country ?? null,
        describe: (change) => words.change(change, by),
      }
    })
  }, [editor, proposers, personId, words, isMine])

  useEffect(() => {
    if (!editor) return
    // What was said of the last deed is over when the caret goes on.
    const forget = () => setNotice(null)
    editor.on('selectionUpdate', forget)
    return () => {
      editor.off('selectionUpdate', forget)
    }
  }, [editor])

  const toggle = useCallback(() => {
    if (!isEditable) return
    setMode(mode === 'editing' ? 'suggesting' : 'editing')
    setNotice(null)
  }, [isEditable, mode, setMode])
  const isSettling = useRef(false)
  const settle: Suggestions['settle'] = (chosen, verdict, reason) => {
    if (!editor || !connection || !isEditable || chosen.length === 0 || isSettling.current) return
    isSettling.current = true
    const settling = settleInText(
      editor,
      { connection, states },
      {
        lines: (doc) => {
          const there = suggestionIds(doc)
          const left = chosen.filter((id) => there.has(id))
          if (left.length === 0) return null
          const { tr } = editor.state
          settleSuggestions(tr, new Set(left), verdict)
          return linesWrittenAnew(tr)
        },
        work: () => settleNow(editor, chosen, verdict, reason),
      },
    )
    settling
      .then((notSettled) => {
        if (notSettled?.kind === 'unheard') setNotice({ kind: 'unheard' })
        else if (notSettled && !editor.isDestroyed) editor.emit('notSettled', notSettled)
      })
      .finally(() => {
        isSettling.current = false
      })
      .catch(reportError)
  }
  const settleNow = (
    at: Editor,
    chosen: readonly string[],
    verdict: SuggestionVerdict,
    reason: string | null,
  ) => {
    const there = suggestionIds(at.state.doc)
    const asked = chosen.filter((id) => there.has(id))
    const whole = at.state.tr
    settleSuggestions(whole, new Set(asked), verdict)
    // It would take out a wording that others support; the editor says so.
    if (whole.docChanged && at.state.applyTransaction(whole).transactions.length === 0) return
    asOneStep(at, () => {
      const left = settleInParts(new Set(asked), verdict, {
        state: () => at.state,
        dispatch: (transaction) => at.view.dispatch(transaction),
      })
      const done = asked.filter((id) => !left.includes(id))
      if (done.length > 0) verdicts.add({ suggestionIds: done, verdict, reason })
      setNotice(
        left.length > 0
          ? { kind: 'left', count: left.length }
          : { kind: 'decided', verdict, count: done.length },
      )
    })
  }
  const selected = (): readonly string[] => {
    if (!editor) return []
    const { doc, selection } = editor.state
    return selection.empty
      ? suggestionsAt(editor.state).slice(0, 1)
      : [...suggestionIds(doc, selection.from, selection.to)]
  }
  const step = (direction: 1 | -1) => {
    if (!editor || pending.length === 0) return
    setNotice(null)
    const { from, to } = editor.state.selection
    const target =
      direction === 1
        ? (pending.find((each) => each.from >= to && !(each.from === from && each.to === to)) ?? pending[0])
        : (pending.findLast((each) => each.to <= from && each.from < from) ?? pending.at(-1))
    if (target) goToPlace(editor, target, { withFocus: true })
  }
  useEffect(() => {
    bridge.current = {
      isSuggesting: mode === 'suggesting',
      onUnsuggestable: (what) => setNotice({ kind: 'unsuggestable', what }),
      onFault: (error) => {
        // Nothing was done to the text.
        reportError(error)
        setNotice({ kind: 'fault' })
      },
      toggle,
      step,
      decide: (verdict) => settle(selected(), verdict, null),
    }
  })
  return {
    mode: isEditable ? mode : 'editing',
    toggle,
    view,
    setView,
    pending,
    settled: proposers.settled,
    isPending: proposers.isPending,
    error: proposers.error,
    retry: proposers.retry,
    verdictError: verdicts.error,
    notice,
    settle,
    selected,
    step,
  }
}
