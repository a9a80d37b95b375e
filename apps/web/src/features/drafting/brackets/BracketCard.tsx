import { ChevronDownIcon, ChevronUpIcon, PlusIcon } from '@navikt/aksel-icons'
import { type BracketKind, bracketById, bracketKinds } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { useCountryNames } from '../../../i18n/countries.ts'
import { useT } from '../../../i18n/i18n.ts'
import { useKey } from '../../../ui/use-key.ts'
import { isCurrent } from '../connection/connection-state.ts'
import { type ConnectionStates, useConnectionState } from '../connection/connection-states.ts'
import type { DraftConnection } from '../connection/draft-connection.ts'
import type { PersonHere } from '../connection/use-people-here.ts'
import { keepSelection } from '../editor/keep-selection.ts'
import { asOneStep } from '../editor/one-step.ts'
import { keepBottomClear } from '../editor/scroll-margin.ts'
import { settle as settleInText } from '../editor/settle.ts'
import styles from './BracketCard.module.css'
import { type BracketHere, useBracketAtCaret, type WordingHere } from './use-bracket-at-caret.ts'
import type { UnconfirmedSupport } from './use-unconfirmed.ts'
import { WordingRow } from './WordingRow.tsx'
import { writersInLine } from './writers-in-line.ts'

interface Props {
  readonly editor: Editor
  readonly connection: DraftConnection
  readonly states: ConnectionStates
  readonly position: PositionDetail
  readonly unconfirmed: readonly UnconfirmedSupport[]
  readonly isEditable: boolean
  /** Whether there is room for all of it without being asked. */
  readonly isWide: boolean
  /** Begins a comment that proposes to accept a wording; null for whoever may not comment. */
  readonly onPropose: ((wording: WordingHere) => void) | null
}

/** The bracket at the caret: its wordings, who supports them, and what one can do. Ctrl+Alt+B goes here, Escape back. */
export function BracketCard({ editor, ...props }: Props) {
  const bracket = useBracketAtCaret(editor)
  const t = useT('brackets')
  const countries = useCountryNames()
  const here = bracket?.wordings.findIndex(({ isHere }) => isHere) ?? -1
  const wording = bracket?.wordings[here]
  return (
    <>
      <p className="visually-hidden" role="status">
        {bracket &&
          wording &&
          t('here', {
            name:
              wording.supporters.length === 0
                ? t('wording.unsupported')
                : t('wording.supported', { countries: countries.list(wording.supporters) }),
            number: here + 1,
            count: bracket.wordings.length,
          })}
      </p>
      {bracket && <Card key={bracket.id} editor={editor} bracket={bracket} {...props} />}
    </>
  )
}

interface Settling {
  readonly work: () => boolean
  readonly label: string
  readonly writers: readonly PersonHere[]
}

function Card({
  editor,
  bracket,
  connection,
  states,
  position,
  unconfirmed,
  isEditable,
  isWide,
  onPropose,
}: Props & { readonly bracket: BracketHere }) {
  const t = useT('brackets')
  const [isOpen, setOpen] = useState(isWide)
  const [settling, setSettling] = useState<Settling | null>(null)
  const card = useRef<HTMLElement>(null)
  const isAsking = useRef(false)
  const titleId = useId()
  const canPropose = isEditable && position.supportsFor.length > 0
  const mayResolve = isEditable && position.abilities.resolveBrackets
  const isHearing = useConnectionState(states, isCurrent)
  const canResolve = mayResolve && isHearing

  const focusFirst = useEffectEvent(() =>
    card.current?.querySelector<HTMLElement>('button, select')?.focus({ preventScroll: true }),
  )
  useKey({ letter: 'b', withAlt: true }, () => {
    setOpen(true)
    requestAnimationFrame(() => focusFirst())
  })
  // The card must not cover the line that it is about.
  const uncover = useEffectEvent((height: number) => {
    keepBottomClear(height)
    const { bottom } = editor.view.coordsAtPos(editor.state.selection.head)
    if (bottom > window.innerHeight - height) editor.commands.scrollIntoView()
  })
  useEffect(() => {
    const element = card.current
    if (!element) return
    const observer = new ResizeObserver(() => uncover(element.offsetHeight))
    observer.observe(element)
    return () => {
      observer.disconnect()
      keepBottomClear(0)
    }
  }, [])

  const back = () => editor.commands.focus(undefined, { scrollIntoView: false })
  const act = (work: () => boolean) => asOneStep(editor, () => void work())
  const settle = (label: string, work: () => boolean) => {
    const writers = writersInLine(editor, connection.provider.awareness, bracket.id)
    if (writers.length > 0) setSettling({ label, work, writers })
    else settleNow(work)
  }
  // The line is written anew when its bracket goes.
  const settleNow = (deed: () => boolean) => {
    if (isAsking.current) return
    isAsking.current = true
    const lines = (doc: Node) => {
      const placed = bracketById(doc, bracket.id)
      return placed && [lineAround(doc, placed.at)]
    }
    const pressed = editor.state.selection
    // Whoever has gone on to write elsewhere while the server was asked is left there.
    const work = () => {
      const { doc, selection } = editor.state
      const isElsewhere = editor.isFocused && !selection.eq(pressed)
      act(deed)
      if (isElsewhere) keepSelection(editor, doc, selection)
    }
    settleInText(editor, { connection, states }, { lines, work })
      .then((notSettled) => {
        if (editor.isDestroyed) return
        const { activeElement } = document
        if (activeElement === document.body || card.current?.contains(activeElement)) back()
        if (notSettled) editor.emit('notSettled', notSettled)
      })
      .finally(() => {
        isAsking.current = false
      })
      .catch(reportError)
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    if (settling) setSettling(null)
    else back()
  }
  return (
    <section ref={card} className={styles.card} aria-labelledby={titleId} onKeyDown={keys}>
      <header className={styles.head}>
        <button
          type="button"
          className={styles.title}
          id={titleId}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <span className={styles.sign} aria-hidden>
            [ ]
          </span>
          {t(`kind.${bracket.kind}`)}
          <span className={styles.count}>{t('count', { count: bracket.wordings.length })}</span>
          {isOpen ? <ChevronDownIcon aria-hidden /> : <ChevronUpIcon aria-hidden />}
        </button>
        {isOpen && canPropose && (
          <select
            className={styles.kind}
            aria-label={t('kindLabel')}
            value={bracket.kind}
            onChange={({ target: { value } }) =>
              act(() => editor.commands.setBracketKind(bracket.id, value as BracketKind))
            }
          >
            {bracketKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kind.${kind}`)}
              </option>
            ))}
          </select>
        )}
      </header>
      {isOpen && (
        <>
          <ol className={styles.wordings}>
            {bracket.wordings.map((wording) => (
              <WordingRow
                key={wording.id}
                editor={editor}
                wording={wording}
                unconfirmed={unconfirmed.filter(({ wordingId }) => wordingId === wording.id)}
                isLast={bracket.wordings.length === 1}
                supportsFor={canPropose ? position.supportsFor : []}
                onAct={act}
                onAccept={
                  canResolve
                    ? () => settle(t('accept'), () => editor.commands.acceptWording(wording.id))
                    : null
                }
                onPropose={!mayResolve && canPropose && onPropose ? () => onPropose(wording) : null}
              />
            ))}
          </ol>
          <div role="status">{mayResolve && !isHearing && <p>{t('unheard')}</p>}</div>
          {settling && isHearing ? (
            <div className={styles.settling} role="alert">
              <p>{t('writing', { names: settling.writers.map(({ name }) => name).join(', ') })}</p>
              <button
                type="button"
                className="ds-button"
                data-size="sm"
                data-color="danger"
                onClick={() => {
                  setSettling(null)
                  settleNow(settling.work)
                }}
              >
                {settling.label}
              </button>
              <button
                type="button"
                className="ds-button"
                data-size="sm"
                data-variant="secondary"
                onClick={() => setSettling(null)}
              >
                {t('wait')}
              </button>
            </div>
          ) : (
            (canPropose || canResolve) && (
              <div className={styles.foot}>
                {canPropose && (
                  <button
                    type="button"
                    className="ds-button"
                    data-size="sm"
                    data-variant="secondary"
                    onClick={() => {
                      act(() => editor.commands.addWording(bracket.id))
                      back()
                    }}
                  >
                    <PlusIcon aria-hidden />
                    {t('menu.add')}
                  </button>
                )}
                {canResolve && (
                  <button
                    type="button"
                    className="ds-button"
                    data-size="sm"
                    data-variant="tertiary"
                    title={t('dissolveHint')}
                    onClick={() => settle(t('dissolve'), () => editor.commands.dissolveBracket(bracket.id))}
                  >
                    {t('dissolve')}
                  </button>
                )}
              </div>
            )
          )}
        </>
      )}
    </section>
  )
}

/** The place of the line that a position is in. */
function lineAround(doc: Node, at: number): number {
  const $at = doc.resolve(at)
  let { depth } = $at
  while (depth > 1 && !$at.node(depth).isTextblock) depth -= 1
  return $at.before(depth)
}
