import { type DocJson, jointSectionKinds, sectionTitles, textLength } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import type { Editor } from '@tiptap/core'
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useIsPartMissing } from '../../app/late.ts'
import { usePerson } from '../../app/session-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { useKey } from '../../ui/use-key.ts'
import { useCommenting } from '../comments/use-commenting.ts'
import { useOpenThreads } from '../comments/use-open-threads.ts'
import { useShowAsked } from '../contributions/use-asked-contribution.ts'
import { AuthorsBar } from '../history/authors/AuthorsBar.tsx'
import { useAuthors } from '../history/authors/use-authors.ts'
import { SinceBar } from '../history/since/SinceBar.tsx'
import { useSince } from '../history/since/use-since.ts'
import { AskBeforePaste, type Carried } from '../own-pages/ask-before-paste.ts'
import { markMemberStateCopies } from '../pasting/member-state-copies.ts'
import { usePasting } from '../pasting/use-pasting.tsx'
import { openPointRules } from '../position/open-point-rules.ts'
import { useOpenPointLines } from '../position/use-open-point-lines.ts'
import { ProposalMarks } from '../proposals/proposal-marks.ts'
import { useOpenProposals } from '../proposals/use-open-proposals.ts'
import { useProposals } from '../proposals/use-proposals.ts'
import { useProposing } from '../proposals/use-proposing.tsx'
import { hasSectionStates } from '../sections/has-states.ts'
import { ModeSwitch } from '../suggestions/ModeSwitch.tsx'
import { ReviewBar } from '../suggestions/ReviewBar.tsx'
import { useSuggestingExtensions, useSuggestions } from '../suggestions/use-suggestions.ts'
import { BracketCard } from './brackets/BracketCard.tsx'
import { KeptWordingNotice, useKeptWording } from './brackets/KeptWordingNotice.tsx'
import { useUnconfirmed } from './brackets/use-unconfirmed.ts'
import { canType, isCurrent } from './connection/connection-state.ts'
import { useConnectionState } from './connection/connection-states.ts'
import type { DraftConnection } from './connection/draft-connection.ts'
import { purgesOf } from './connection/purges-of.ts'
import { useDraft } from './connection/use-draft.ts'
import { usePeopleHere } from './connection/use-people-here.ts'
import { DraftBanners } from './DraftBanners.tsx'
import { DraftBar } from './DraftBar.tsx'
import { DraftHeader } from './DraftHeader.tsx'
import styles from './Drafting.module.css'
import { DraftEditor } from './editor/DraftEditor.tsx'
import { moveSection } from './editor/move-section.ts'
import { NotSettledNotice, useNotSettled } from './editor/NotSettledNotice.tsx'
import { asOneStep } from './editor/one-step.ts'
import { placeOpenPoints } from './editor/open-point-places.ts'
import { goToPlace, lineStarts, useCurrentLine, useStepThroughPoints } from './editor/places.ts'
import { FindBar } from './find/FindBar.tsx'
import { Outline } from './Outline.tsx'
import { ToolbarPlace } from './toolbar/ToolbarPlace.tsx'
import { useBeside } from './use-beside.ts'
import { useSide } from './use-side.ts'
import { useTextFirst } from './use-text-first.ts'
import { useWayToPanel } from './use-way-to-panel.ts'

/** Few bring in a file: whoever does loads the reader of it then. */
const ImportDialog = lazy(() =>
  import('../word-import/ImportDialog.tsx').then(({ ImportDialog: dialog }) => ({ default: dialog })),
)

const noText: DocJson = { type: 'doc', content: [] }

interface Props {
  readonly position: PositionDetail
  /** Whether another text stands beside this one, so that there is less room. */
  readonly isBeside: boolean
  /** The ways to the other texts of the position. */
  readonly layers: ReactNode
  /** Called with the editor of the text when it is there. */
  readonly onJoint: (editor: Editor | null) => void
}

/** The draft of a position that this person may read: outline, text, and what stands beside it. */
export function Drafting({ position, isBeside, layers, onJoint }: Props) {
  const t = useT('drafting')
  const tComments = useT('comments')
  const tSuggestions = useT('suggestions')
  const { id: personId } = usePerson()
  const linesOf = useOpenPointLines()
  const draft = useDraft(position.id, purgesOf(position, null))
  const isTypable = useConnectionState(draft.states, canType)
  const isHere = useConnectionState(draft.states, isCurrent)
  const isClosed = useConnectionState(draft.states, ({ status }) => status === 'closed')
  const people = usePeopleHere(draft.connection)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [doc, setDoc] = useState<DocJson>(noText)
  const takeEditor = useCallback(
    (arrived: Editor | null) => {
      setEditor(arrived)
      onJoint(arrived)
    },
    [onJoint],
  )
  const [broken, setBroken] = useState<DraftConnection | null>(null)
  const isTextThere = useTextFirst(editor, { isExpected: !isClosed })
  const side = useSide({ isBeside })
  // In a narrow window some of it stands above the text, which waits for it.
  const beside = useBeside({ isNeeded: isTextThere || !side.hasPanel })
  const isPartMissing = useIsPartMissing()
  const hasRoom = side.hasPanel || beside !== null || isPartMissing
  // Once it is there it stays, whatever becomes of the window.
  const [hasRoomForText, setHasRoomForText] = useState(hasRoom)
  if (hasRoom && !hasRoomForText) setHasRoomForText(true)
  const [isFinding, setFinding] = useState(false)
  const find = useCallback(() => setFinding(true), [])
  const [isImporting, setImporting] = useState(false)
  const beginImport = useCallback(() => setImporting(true), [])
  const [moment, setMoment] = useState<string | null>(null)
  const [carried, setCarried] = useState<Carried | null>(null)
  const { instrument, marking, releasableTo, isLimiteConfirmed } = position
  const pasting = usePasting(position, { isJoint: true })
  const { guard } = pasting
  const suggesting = useSuggestingExtensions()
  const { extensions: suggestingExtensions } = suggesting
  const extras = useMemo(
    () => [
      AskBeforePaste.configure({ onAsk: setCarried }),
      guard,
      ...(marking === 'member_states_only' ? [markMemberStateCopies(position.id)] : []),
      ProposalMarks,
      ...suggestingExtensions,
    ],
    [guard, marking, position.id, suggestingExtensions],
  )
  const rules = useMemo(
    () => openPointRules({ instrument, marking, releasableTo, isLimiteConfirmed }),
    [instrument, marking, releasableTo, isLimiteConfirmed],
  )
  // The editor's own document, of which `doc` is the JSON, has the positions to jump to.
  const points = useMemo(
    () => (editor && doc !== noText ? placeOpenPoints(editor.state.doc, rules) : []),
    [editor, doc, rules],
  )
  const length = useMemo(() => textLength(doc), [doc])
  const keptWording = useKeptWording(editor)
  const notSettled = useNotSettled(editor)
  const notSettledNotice = notSettled && <NotSettledNotice notSettled={notSettled} />
  const currentLine = useCurrentLine(editor)
  const { supportsFor, abilities } = position
  const bracketRights = useMemo(
    () => ({ supportsFor, mayResolve: abilities.resolveBrackets }),
    [supportsFor, abilities.resolveBrackets],
  )
  const { unconfirmed, takenOut } = useUnconfirmed(editor, doc, position.id)

  const go = (place: { readonly from: number; readonly to: number }) => {
    if (!editor) return
    side.close()
    // The keyboard of a phone stays down: whoever jumps from a drawer wants to read first.
    goToPlace(editor, place, { withFocus: side.drawer === null })
  }
  const goToLine = (line: number) => {
    const start = editor && lineStarts(editor.state.doc)[line]
    if (start !== null && start !== undefined) go({ from: start, to: start })
  }

  const waiting = useOpenThreads(position)
  const commenting = useCommenting(editor, doc, { position, onShow: () => side.show('comments') })
  const showSuggestions = () => side.show('suggestions')
  // The drawer of a narrow window stands over what the text says.
  const isInDrawer = !side.hasPanel && side.drawer === 'panel' && side.tab === 'suggestions'
  useShowAsked(position, showSuggestions)
  const proposals = useProposals(editor, doc, { position, onChosen: showSuggestions })
  const openProposals = useOpenProposals(position)
  const proposing = useProposing(editor, proposals, { abilities, onShow: showSuggestions })
  const proposed = proposals.pending
  const stops = useMemo(
    () =>
      [...points, ...commenting.openPlaces, ...proposed.flatMap(({ place }) => place ?? [])].sort(
        (one, other) => one.from - other.from,
      ),
    [points, commenting.openPlaces, proposed],
  )
  useStepThroughPoints(editor, stops)
  const place = { positionId: position.id, country: null }
  const authors = useAuthors(editor, draft.connection, place)
  const since = useSince({
    editor,
    connection: draft.connection,
    position,
    isCurrent: draft.isReady && isHere,
  })
  const aside = useRef<HTMLElement>(null)
  useWayToPanel(editor, {
    panel: aside,
    onDrawer: side.togglePanel,
  })
  useKey({ letter: 'm', withAlt: true }, commenting.begin)
  useKey({ letter: 'p', withAlt: true }, proposing.propose)
  useKey({ letter: 'a', withAlt: true }, authors.toggle)
  useKey({ letter: 'h', withAlt: false }, () => {
    if (editor?.isEditable) setFinding(true)
  })
  useEffect(() => {
    if (editor) editor.storage.brackets.rights = bracketRights
  }, [editor, bracketRights])

  const isBroken = broken !== null && broken === draft.connection
  const isEditable = position.abilities.editDraft && isTypable && !isBroken
  const suggestions = useSuggestions(editor, {
    connection: draft.connection,
    ...suggesting,
    position,
    points,
    personId,
    isEditable,
    states: draft.states,
    isWanted: side.tab === 'suggestions',
  })
  const { mode, toggle } = suggestions
  const modeSwitch = useMemo(() => <ModeSwitch mode={mode} onToggle={toggle} />, [mode, toggle])
  const hasReview = suggestions.mode === 'suggesting' || suggestions.pending.length > 0
  // The states of sections are asked for when the text is there.
  const rest = isTextThere && doc !== noText ? beside : null
  const outline = (
    <Outline
      doc={doc}
      language={position.draftingLanguage}
      current={currentLine}
      onGo={goToLine}
      onMove={
        editor && isEditable && suggestions.mode === 'editing'
          ? (sectionId, by) => moveSection(editor, sectionId, by)
          : null
      }
      states={
        hasSectionStates(position)
          ? {
              count: rest && <rest.SectionCount position={position} doc={doc} />,
              of: (section) => rest && <rest.SectionState position={position} section={section} />,
            }
          : null
      }
    />
  )
  const comments = position.abilities.comment
    ? {
        label: tComments('tab', { count: commenting.openCount }),
        content: beside && (
          <beside.Comments
            position={position}
            states={draft.states}
            places={commenting.places}
            active={commenting.active}
            beginning={commenting.beginning}
            onBegin={commenting.begin}
            onBeginning={commenting.setBeginning}
            onActive={commenting.setActive}
            onGo={go}
          />
        ),
      }
    : null
  const showMoment = (at: string) => {
    side.close()
    setMoment(at)
  }
  const panel = beside && (
    <beside.SidePanel
      position={position}
      doc={doc}
      onLine={goToLine}
      points={points}
      length={length}
      onGo={go}
      onAnswerLimite={isEditable ? pasting.askOfTyped : null}
      onAddSection={
        editor && isEditable && suggestions.mode === 'editing'
          ? (kind) => {
              side.close()
              editor.commands.focus()
              const title = sectionTitles[position.draftingLanguage][kind]
              asOneStep(editor, () => void editor.commands.insertSectionInOrder(kind, title))
            }
          : null
      }
      tab={side.tab}
      onTab={side.setTab}
      threads={waiting}
      onThread={commenting.goTo}
      proposals={openProposals}
      onProposal={(proposalId) => {
        proposals.setActive(proposalId)
        showSuggestions()
      }}
      comments={comments}
      suggestions={{
        label: tSuggestions('tab', { count: suggestions.pending.length + proposed.length }),
        content: editor && (
          <beside.SuggestionsPanel
            editor={editor}
            notice={isInDrawer ? notSettledNotice : null}
            suggestions={suggestions}
            proposals={proposals}
            proposing={proposing.form}
            isEditable={isEditable}
            onGo={go}
          />
        ),
      }}
      takenOut={takenOut}
      onMoment={showMoment}
      timeline={<beside.Timeline place={place} onMoment={showMoment} />}
    />
  )
  const actions = beside && (
    <beside.PositionActions position={position} doc={doc} openPoints={linesOf(points)} />
  )
  return (
    <div className={styles.page} data-beside={isBeside || undefined}>
      <DraftHeader
        position={position}
        people={people}
        layers={layers}
        isColoured={authors.isShown}
        onColour={authors.toggle}
        onImport={editor && isEditable && suggestions.mode === 'editing' ? beginImport : null}
      />
      {isImporting && editor && (
        <Suspense fallback={null}>
          <ImportDialog
            position={position}
            editor={editor}
            states={draft.states}
            onClose={() => setImporting(false)}
          />
        </Suspense>
      )}
      {!side.hasPanel && <div className={styles.actions}>{actions}</div>}
      <DraftBanners position={position} draft={draft} />
      <div className={styles.columns}>
        {side.hasOutline && (
          <div className={styles.left}>
            <details className={styles.fold} open>
              <summary>{t('outline.title')}</summary>
              {outline}
            </details>
          </div>
        )}
        <div
          className={styles.text}
          data-marks={suggestions.view}
          data-reviewing={hasReview || undefined}
          data-suggesting={suggestions.mode === 'suggesting' || undefined}
        >
          <DraftBar
            states={draft.states}
            isKept={draft.isKept}
            pointCount={points.length + waiting.length + openProposals.length + takenOut.length}
            onOutline={() => side.openDrawer('outline')}
            onPanel={() => side.openDrawer('panel')}
            find={
              editor && (
                <>
                  {pasting.notice}
                  {keptWording && <KeptWordingNotice countries={keptWording} />}
                  {!isInDrawer && notSettledNotice}
                  {isEditable && isFinding && <FindBar editor={editor} onClose={() => setFinding(false)} />}
                  {authors.isShown && <AuthorsBar editor={editor} authors={authors} />}
                  {hasReview && (
                    <ReviewBar editor={editor} suggestions={suggestions} isEditable={isEditable} />
                  )}
                </>
              )
            }
            onComment={abilities.comment ? commenting.begin : null}
          >
            {proposing.button}
            {editor && isEditable && (
              <ToolbarPlace
                isTextThere={isTextThere}
                editor={editor}
                language={position.draftingLanguage}
                kinds={jointSectionKinds}
                mayBracket={position.supportsFor.length > 0}
                onFind={find}
                mode={modeSwitch}
              />
            )}
          </DraftBar>
          {isBroken && (
            <p className={styles.broken} role="alert">
              {t('editor.broken')}
            </p>
          )}
          {draft.connection && draft.isReady && hasRoomForText ? (
            <DraftEditor
              key={draft.connection.ydoc.clientID}
              connection={draft.connection}
              isEditable={isEditable}
              label={t('editor.label', { title: position.title })}
              placeholder={t('editor.textPlaceholder')}
              language={position.draftingLanguage}
              extras={extras}
              onEditor={takeEditor}
              onText={setDoc}
              onBroken={() => setBroken(draft.connection)}
            />
          ) : (
            !isClosed && <LoadingState />
          )}
          {editor && since.news.kind !== 'none' && (
            <SinceBar editor={editor} positionId={position.id} news={since.news} onSeen={since.dismiss} />
          )}
          {editor && draft.connection && (
            <BracketCard
              editor={editor}
              connection={draft.connection}
              states={draft.states}
              position={position}
              unconfirmed={unconfirmed}
              isEditable={isEditable}
              isWide={side.hasPanel}
              onPropose={abilities.comment ? commenting.beginAboutWording : null}
            />
          )}
        </div>
        {side.hasPanel && (
          <aside ref={aside} className={styles.aside} aria-label={t('panel.label')}>
            {isTextThere && beside ? (
              <>
                {actions}
                {panel}
              </>
            ) : (
              <LoadingState />
            )}
          </aside>
        )}
      </div>
      {moment !== null && editor && draft.connection && beside && (
        <beside.MomentDialog
          key={moment}
          position={position}
          now={{ editor, connection: draft.connection }}
          at={moment}
          // Whoever is only suggesting does not change the text itself.
          canRestore={isEditable && isHere && suggestions.mode === 'editing'}
          onClose={() => setMoment(null)}
        />
      )}
      {beside && (
        <beside.CopyDialog
          position={position}
          carried={carried && { ...carried, accept: () => pasting.admit(carried.text, carried.accept) }}
          onClose={() => setCarried(null)}
        />
      )}
      {beside && pasting.asked && (
        <beside.LimiteDialog position={position} pasted={pasting.asked} onClose={pasting.close} />
      )}
      {beside && (
        <>
          <beside.Drawer
            title={t('outline.title')}
            side="left"
            isOpen={side.drawer === 'outline' && !side.hasOutline}
            onClose={side.close}
          >
            {outline}
          </beside.Drawer>
          <beside.Drawer
            title={t('panel.label')}
            side="bottom"
            isOpen={side.drawer === 'panel' && !side.hasPanel}
            onClose={side.close}
          >
            {panel}
          </beside.Drawer>
        </>
      )}
    </div>
  )
}
