import { Dialog } from '@digdir/designsystemet-react'
import type { Comparison, DocJson, Passage, Restored } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import type { Editor } from '@tiptap/core'
import { useId, useMemo, useState } from 'react'
import { Link } from 'react-router'
import { useDraftText } from '../../../app/queries.ts'
import { useT } from '../../../i18n/i18n.ts'
import { useTime } from '../../../i18n/use-time.ts'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { LoadingState } from '../../../ui/LoadingState.tsx'
import { MarkingLine } from '../../../ui/MarkingLine.tsx'
import { sideCode } from '../../compare/side.ts'
import { useComparison } from '../../compare/use-comparison.ts'
import type { DraftConnection } from '../../drafting/connection/draft-connection.ts'
import { docJsonOf } from '../../drafting/editor/shared-json.ts'
import { DocumentView } from '../../reading/DocumentView.tsx'
import { EarlierDocument } from './EarlierDocument.tsx'
import { earlierText } from './earlier-text.ts'
import { MomentActions } from './MomentActions.tsx'
import styles from './MomentDialog.module.css'
import { restoreDraft } from './restore-draft.ts'

interface Props {
  readonly position: PositionDetail
  readonly editor: Editor
  readonly connection: DraftConnection
  readonly at: string
  /** Whether the person may write in the draft now, and the page has it as the server has it. */
  readonly canRestore: boolean
  readonly onClose: () => void
}

/** The text as it stood at an instant, which is not the draft: what differs is marked, and can be restored as a new edit. */
export function MomentDialog({ position, editor, connection, at, canRestore, onClose }: Props) {
  const t = useT('history')
  const tCommon = useT('common')
  const tCompare = useT('compare')
  const time = useTime()
  const titleId = useId()
  const text = useDraftText(position.id, at)
  const [now, setNow] = useState(() => docJsonOf(editor.state.doc))
  const [kept, setKept] = useState<Comparison | null>(null)
  const [restored, setRestored] = useState<Restored | null>(null)
  // The route's schema only says that it is a document; the server checked it against the editor's schema.
  const doc = text.data ? (text.data.doc as unknown as DocJson) : null
  const language = position.draftingLanguage
  const question = useMemo(
    // Line by line as the draft has them: what is restored goes by their numbers, and print has lines of its own.
    () => doc && { before: doc, after: now, hashes: null, language: null },
    [doc, now],
  )
  const comparing = useComparison(question)
  // While it is compared anew what was known of it stays.
  if (comparing.kind === 'compared' && comparing.comparison !== kept) setKept(comparing.comparison)
  const earlier = useMemo(() => (kept ? earlierText(kept.blocks) : null), [kept])
  const isSame = kept !== null && kept.summary.sections.length === 0
  const isTooLarge = comparing.kind === 'too_large' || comparing.kind === 'failed'

  const restore = (passage: Passage | null) => {
    if (!doc) return
    setRestored(restoreDraft(editor, connection, { doc, passage }))
    setNow(docJsonOf(editor.state.doc))
  }
  const undo = () => {
    editor.commands.undo()
    setRestored(null)
    setNow(docJsonOf(editor.state.doc))
  }
  return (
    <Dialog
      open
      onClose={onClose}
      closeButton={tCommon('close')}
      aria-labelledby={titleId}
      className={styles.dialog}
    >
      <header className={styles.head}>
        <p className={styles.tags}>
          <span className={styles.not}>{t('moment.notDraft')}</span>
          <MarkingLine text={position} />
        </p>
        <h2 id={titleId}>{t('moment.title', { at: time.full(at) })}</h2>
        <p className={styles.about}>
          {isTooLarge
            ? t('moment.tooLarge')
            : isSame
              ? t('moment.same')
              : kept
                ? t('moment.marked')
                : tCompare('working.comparing')}
        </p>
        <div className={styles.actions}>
          <Link
            className="ds-link"
            to={`/positions/${position.id}/compare?from=${sideCode({ kind: 'moment', at })}&to=now`}
          >
            {t('moment.compare')}
          </Link>
          {canRestore && kept && !isSame && <MomentActions onRestore={() => restore(null)} />}
        </div>
        <p role="status" className={styles.done}>
          {restored && (
            <>
              {t('moment.restored', { count: restored.changed })}{' '}
              {restored.kept > 0 && `${t('moment.kept', { count: restored.kept })} `}
              {restored.left > 0 && `${t('moment.left', { count: restored.left })} `}
              {restored.changed > 0 && (
                <button type="button" className="ds-link" onClick={undo}>
                  {t('moment.undo')}
                </button>
              )}
            </>
          )}
        </p>
      </header>
      {text.isError ? (
        <ErrorState error={text.error} onRetry={() => void text.refetch()} />
      ) : !doc ? (
        <LoadingState />
      ) : earlier ? (
        <EarlierDocument text={earlier} lang={language} onRestore={canRestore ? restore : null} />
      ) : (
        <DocumentView doc={doc} lang={language} />
      )}
    </Dialog>
  )
}
