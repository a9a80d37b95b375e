import { type DocJson, wordCount } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { canType } from './connection/connection-state.ts'
import { useDraft } from './connection/use-draft.ts'
import { usePeopleHere } from './connection/use-people-here.ts'
import { DraftBanners } from './DraftBanners.tsx'
import { DraftHeader } from './DraftHeader.tsx'
import styles from './Drafting.module.css'
import { DraftEditor } from './editor/DraftEditor.tsx'
import { type PlacedPoint, placeOpenPoints } from './editor/open-point-places.ts'
import { Outline } from './Outline.tsx'
import { SidePanel } from './SidePanel.tsx'

const noText: DocJson = { type: 'doc', content: [] }

/** The draft of a position that this person may read: outline, text, and what stands beside it. */
export function Drafting({ position }: { readonly position: PositionDetail }) {
  const t = useT('drafting')
  const draft = useDraft(position.id)
  const people = usePeopleHere(draft.connection)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [doc, setDoc] = useState<DocJson>(noText)
  // The editor's own document, of which `doc` is the JSON, has the positions to jump to.
  const points = useMemo(
    () => (editor && doc !== noText ? placeOpenPoints(editor.state.doc) : []),
    [editor, doc],
  )

  const goTo = useCallback(
    ({ from, to }: { readonly from: number; readonly to: number }) => {
      editor?.chain().focus().setTextSelection({ from, to }).scrollIntoView().run()
    },
    [editor],
  )
  const goToHeading = (index: number) => {
    if (!editor) return
    const starts: number[] = []
    editor.state.doc.descendants((node, position) => {
      if (node.type.name === 'sectionTitle' || node.type.name === 'heading') starts.push(position + 1)
    })
    const start = starts[index]
    if (start !== undefined) goTo({ from: start, to: start })
  }
  useStepThroughPoints(editor, points, goTo)

  const isEditable = position.abilities.editDraft && canType(draft.state)
  return (
    <div className={styles.page}>
      <DraftHeader position={position} state={draft.state} people={people} />
      <DraftBanners position={position} draft={draft} />
      <div className={styles.columns}>
        <div className={styles.left}>
          <details className={styles.fold} open={!matchMedia('(width < 75rem)').matches}>
            <summary>{t('outline.title')}</summary>
            <Outline doc={doc} onGo={goToHeading} />
          </details>
        </div>
        <div className={styles.text}>
          {draft.connection && draft.isReady ? (
            <DraftEditor
              key={draft.connection.ydoc.clientID}
              connection={draft.connection}
              isEditable={isEditable}
              title={position.title}
              language={position.draftingLanguage}
              onEditor={setEditor}
              onText={setDoc}
            />
          ) : (
            draft.state.status !== 'closed' && <LoadingState />
          )}
        </div>
        <SidePanel position={position} points={points} words={wordCount(doc)} onGo={goTo} />
      </div>
    </div>
  )
}

/** F8 goes to the next open point after the caret, Shift+F8 to the one before; around the ends. */
function useStepThroughPoints(
  editor: Editor | null,
  points: readonly PlacedPoint[],
  goTo: (point: PlacedPoint) => void,
): void {
  useEffect(() => {
    if (!editor) return
    const step = (event: KeyboardEvent) => {
      if (event.key !== 'F8' || points.length === 0) return
      event.preventDefault()
      const { from, to } = editor.state.selection
      const target = event.shiftKey
        ? (points.findLast((point) => point.to < from || (point.to <= from && point.from < from)) ??
          points.at(-1))
        : (points.find((point) => point.from >= to && !(point.from === from && point.to === to)) ?? points[0])
      if (target) goTo(target)
    }
    document.addEventListener('keydown', step)
    return () => document.removeEventListener('keydown', step)
  }, [editor, points, goTo])
}
