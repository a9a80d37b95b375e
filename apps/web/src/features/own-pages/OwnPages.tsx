import { XMarkIcon } from '@navikt/aksel-icons'
import { type CountryCode, countries as countriesByCode, draftIdOf } from '@samsyn/domain'
import { pagesSectionKinds } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import type { Editor } from '@tiptap/core'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PaperHead } from '../../ui/PaperHead.tsx'
import { isPressOf } from '../../ui/use-key.ts'
import { type Joint, PreparedContribution } from '../contributions/PreparedContribution.tsx'
import { ConnectionAlert } from '../drafting/ConnectionAlert.tsx'
import { ConnectionBadge } from '../drafting/ConnectionBadge.tsx'
import { canType, isCurrent } from '../drafting/connection/connection-state.ts'
import { useConnectionState } from '../drafting/connection/connection-states.ts'
import type { DraftConnection } from '../drafting/connection/draft-connection.ts'
import { purgesOf } from '../drafting/connection/purges-of.ts'
import { useDraft } from '../drafting/connection/use-draft.ts'
import { usePeopleHere } from '../drafting/connection/use-people-here.ts'
import { DraftEditor } from '../drafting/editor/DraftEditor.tsx'
import { FindBar } from '../drafting/find/FindBar.tsx'
import { RefusedPanel } from '../drafting/RefusedPanel.tsx'
import { Toolbar } from '../drafting/toolbar/Toolbar.tsx'
import { AuthorsBar } from '../history/authors/AuthorsBar.tsx'
import { useAuthors } from '../history/authors/use-authors.ts'
import { usePasting } from '../pasting/use-pasting.tsx'
import { PurgedNotice } from '../spill/PurgedNotice.tsx'
import { markCopies } from './copies.ts'
import { MandateLine } from './MandateLine.tsx'
import { OnlyMark } from './OnlyMark.tsx'
import styles from './OwnPages.module.css'
import { PagesPast } from './PagesPast.tsx'
import { useOwnPages } from './use-own-pages.ts'

interface Props {
  readonly position: PositionDetail
  readonly country: CountryCode
  readonly joint: Joint
  /** Null where there is another way back to the joint text. */
  readonly onClose: (() => void) | null
}

/** A delegation's own pages of a position: what nobody outside it can read. */
export function OwnPages({ position, country, joint, onClose }: Props) {
  const t = useT('pages')
  const tDrafting = useT('drafting')
  const countries = useCountryNames()
  const at = { positionId: position.id, country }
  const pages = useOwnPages(at)
  const draft = useDraft(draftIdOf(at), purgesOf(position, country))
  const isTypable = useConnectionState(draft.states, canType)
  const isHere = useConnectionState(draft.states, isCurrent)
  const status = useConnectionState(draft.states, (state) => state.status)
  // The line says why, then.
  const isClosed = status === 'closed'
  const people = usePeopleHere(draft.connection)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [broken, setBroken] = useState<DraftConnection | null>(null)
  const { guard, notice } = usePasting(position, { isJoint: false })
  const [isFinding, setFinding] = useState(false)
  const authors = useAuthors(editor, draft.connection, at)
  const extras = useMemo(() => [markCopies(country), guard], [country, guard])
  const { language } = countriesByCode[country]
  const isBroken = broken !== null && broken === draft.connection
  const isEditable = isTypable && !isBroken && (pages.data?.may.write ?? false)
  /** The keys of the joint text, pressed here, must not do something in the text that others read. */
  const press = (event: KeyboardEvent<HTMLElement>) => {
    event.stopPropagation()
    if (event.target instanceof Element && event.target.closest('dialog')) return
    const isFind = isPressOf(event, { letter: 'h', withAlt: false })
    const isColour = isPressOf(event, { letter: 'a', withAlt: true })
    if (!isFind && !isColour) return
    event.preventDefault()
    if (isColour) authors.toggle()
    else if (isEditable) setFinding(true)
  }
  const name = t('only', { country: countries.name(country) })
  return (
    <section
      className={styles.pages}
      data-country={country.toLowerCase()}
      aria-label={name}
      onKeyDown={press}
    >
      <PaperHead parts={[name, position.title]} />
      <header className={styles.head}>
        <div className={styles.who}>
          {/* Beside the joint text its title is in sight. */}
          {!onClose && <h1 className={styles.title}>{position.title}</h1>}
          <OnlyMark country={country} />
          <p className={styles.quiet}>{t('readers.nobody')}</p>
          <details className={styles.quiet}>
            <summary>{t('readers.question')}</summary>
            {t('readers.answer', { country: countries.name(country) })}
            {pages.data && (
              <>
                {' '}
                {t(pages.data.isSealed ? 'readers.sealed' : 'readers.unsealed', {
                  country: countries.name(country),
                })}
              </>
            )}
          </details>
        </div>
        {onClose && (
          <button
            type="button"
            className="ds-button"
            data-variant="tertiary"
            data-color="neutral"
            data-size="sm"
            aria-label={t('close', { name })}
            title={t('close', { name })}
            onClick={onClose}
          >
            <XMarkIcon aria-hidden />
          </button>
        )}
      </header>
      {pages.isError && !isClosed && <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.data && (
        <>
          <MandateLine at={at} pages={pages.data} />
          <PagesPast
            at={at}
            pages={pages.data}
            authors={authors}
            now={editor && draft.connection ? { editor, connection: draft.connection } : null}
            canRestore={isEditable && isHere}
          />
          <PreparedContribution
            position={position}
            at={at}
            joint={joint}
            mayPrepare={pages.data.may.write}
            isLead={pages.data.may.share}
          />
        </>
      )}
      <div className={styles.bar}>
        {editor && isEditable && (
          <Toolbar
            editor={editor}
            language={language}
            kinds={pagesSectionKinds}
            mayBracket={false}
            onFind={() => setFinding(true)}
          />
        )}
        <div className={styles.line}>
          {people.length > 1 && (
            <span className={styles.quiet}>
              {t('here', { names: people.map((person) => person.name).join(' · ') })}
            </span>
          )}
          <ConnectionBadge states={draft.states} />
        </div>
        <ConnectionAlert states={draft.states} isKept={draft.isKept} />
        {notice}
        {editor && isEditable && isFinding && <FindBar editor={editor} onClose={() => setFinding(false)} />}
        {editor && authors.isShown && <AuthorsBar editor={editor} authors={authors} />}
      </div>
      {status === 'frozen' && <p className={styles.quiet}>{t('over')}</p>}
      <PurgedNotice draft={draft} />
      {draft.refused && <RefusedPanel refused={draft.refused} onDismiss={draft.dismiss} />}
      {isBroken && (
        <p className={styles.broken} role="alert">
          {tDrafting('editor.broken')}
        </p>
      )}
      {/* Not before it is known who may write: the text would stand still under the first click, and then move. */}
      {draft.connection && draft.isReady && !pages.isPending ? (
        <DraftEditor
          key={draft.connection.ydoc.clientID}
          connection={draft.connection}
          isEditable={isEditable}
          label={t('text', { name, title: position.title })}
          placeholder={t('placeholder', { country: countries.name(country) })}
          language={language}
          extras={extras}
          onEditor={setEditor}
          onText={null}
          onBroken={() => setBroken(draft.connection)}
        />
      ) : (
        !isClosed && <LoadingState />
      )}
    </section>
  )
}
