import { Dialog } from '@digdir/designsystemet-react'
import type { Comparison, DocJson, Passage, Restored, TemplateLanguage } from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import { type ReactNode, useId, useMemo, useState } from 'react'
import { useT } from '../../../i18n/i18n.ts'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { LoadingState } from '../../../ui/LoadingState.tsx'
import { useComparison } from '../../compare/use-comparison.ts'
import type { DraftConnection } from '../../drafting/connection/draft-connection.ts'
import { docJsonOf } from '../../drafting/editor/shared-json.ts'
import { DocumentView } from '../../reading/DocumentView.tsx'
import { EarlierDocument } from './EarlierDocument.tsx'
import { earlierText } from './earlier-text.ts'
import { MomentActions } from './MomentActions.tsx'
import styles from './MomentDialog.module.css'
import { restoreDraft } from './restore-draft.ts'

/** The text on the page that an earlier one is compared with, and restored in. */
export interface TextNow {
  readonly editor: Editor
  readonly connection: DraftConnection
}

/** What is said of an earlier text. */
export interface EarlierWords {
  readonly title: string
  /** That it is not the text as it is now. */
  readonly not: string
  readonly marked: string
  readonly same: string
  readonly tooLarge: string
  /** What restoring the whole would do. */
  readonly wholeAsk: string
}

interface Props {
  /** Null until it has come. */
  readonly doc: DocJson | null
  readonly error: Error | null
  readonly onRetry: () => void
  readonly language: TemplateLanguage
  /** Whom the text is for. */
  readonly mark: ReactNode
  readonly words: EarlierWords
  /** Ways on from it. */
  readonly children: ReactNode
  /** Null where the page has no text; what differs is not marked then. */
  readonly now: TextNow | null
  /** Whether the person may write in the text now, and the page has it as the server has it. */
  readonly canRestore: boolean
  readonly onClose: () => void
}

/** A text as it once was, which it is not now: what differs is marked, and can be restored as a new edit. */
export function EarlierDialog(props: Props) {
  const tCommon = useT('common')
  const titleId = useId()
  const { doc, now, error, onRetry, language, mark, words, children, onClose } = props
  return (
    <Dialog
      open
      onClose={onClose}
      closeButton={tCommon('close')}
      aria-labelledby={titleId}
      className={styles.dialog}
    >
      {now ? (
        <Compared {...props} now={now} titleId={titleId} />
      ) : (
        <>
          <Head mark={mark} words={words} titleId={titleId}>
            <div className={styles.actions}>{children}</div>
          </Head>
          <Text doc={doc} error={error} onRetry={onRetry} language={language} />
        </>
      )}
    </Dialog>
  )
}

function Compared({
  doc,
  error,
  onRetry,
  language,
  mark,
  words,
  children,
  now: { editor, connection },
  canRestore,
  titleId,
}: Props & { readonly now: TextNow; readonly titleId: string }) {
  const t = useT('history')
  const tCompare = useT('compare')
  const [now, setNow] = useState(() => docJsonOf(editor.state.doc))
  const [kept, setKept] = useState<Comparison | null>(null)
  const [restored, setRestored] = useState<Restored | null>(null)
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
    <>
      <Head mark={mark} words={words} titleId={titleId}>
        <p className={styles.about}>
          {isTooLarge
            ? words.tooLarge
            : isSame
              ? words.same
              : kept
                ? words.marked
                : tCompare('working.comparing')}
        </p>
        <div className={styles.actions}>
          {children}
          {canRestore && kept && !isSame && (
            <MomentActions question={words.wholeAsk} onRestore={() => restore(null)} />
          )}
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
      </Head>
      {earlier ? (
        <EarlierDocument text={earlier} lang={language} onRestore={canRestore ? restore : null} />
      ) : (
        <Text doc={doc} error={error} onRetry={onRetry} language={language} />
      )}
    </>
  )
}

function Head({
  mark,
  words,
  titleId,
  children,
}: Pick<Props, 'mark' | 'words' | 'children'> & { readonly titleId: string }) {
  return (
    <header className={styles.head}>
      <div className={styles.tags}>
        <span className={styles.not}>{words.not}</span>
        {mark}
      </div>
      <h2 id={titleId}>{words.title}</h2>
      {children}
    </header>
  )
}

/** The text with nothing marked in it. */
function Text({ doc, error, onRetry, language }: Pick<Props, 'doc' | 'error' | 'onRetry' | 'language'>) {
  if (error) return <ErrorState error={error} onRetry={onRetry} />
  return doc ? <DocumentView doc={doc} lang={language} /> : <LoadingState />
}
