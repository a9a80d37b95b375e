import type { ProposalKind } from '@samsyn/domain'
import type { Proposal, RouteBody } from '@samsyn/protocol'
import { useMutation } from '@tanstack/react-query'
import type { Editor } from '@tiptap/core'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { ApiError } from '../../app/api.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { type Anchor, anchorBetween } from '../comments/anchors.ts'
import styles from '../suggestions/Suggestions.module.css'
import { passageAt, placesOfWords } from './passages.ts'

/** What one can do to a passage; to take it out is to put no words instead. */
const deeds = ['replace', 'delete', 'insert_before', 'insert_after'] as const
type Deed = (typeof deeds)[number]

/** A proposal that is being written; kept while somebody looks at something else meanwhile. */
export interface BegunProposal {
  /** The passage that was selected; null where its words are to be typed. */
  readonly anchor: Anchor | null
  readonly words: string
  readonly deed: Deed
  readonly text: string
  readonly explanation: string
}

/** What was proposed before, to be said in other words. */
export function proposalAgain({
  anchor,
  kind,
  text,
  explanation,
}: Pick<Proposal, 'anchor' | 'kind' | 'text' | 'explanation'>): BegunProposal {
  const deed = kind === 'replace' && text === '' ? 'delete' : kind
  return { anchor, words: anchor.quote, deed, text, explanation }
}

/** A proposal about what is selected in the text, or where the caret stands. */
export function beginProposal(editor: Editor | null): BegunProposal {
  // An editor that nobody has been in has its caret at the top, which says nothing.
  const isChosen = editor?.view.dom.contains(getSelection()?.anchorNode ?? null)
  const passage = editor && isChosen ? passageAt(editor.state) : null
  const anchor = passage && editor ? anchorBetween(editor.state, passage) : null
  const deed: Deed = passage?.kind ?? 'replace'
  return { anchor, words: anchor?.quote ?? '', deed, text: '', explanation: '' }
}

/** What is proposed, as the server takes it. */
export type Proposed = RouteBody<'makeProposal'>

interface Props {
  readonly label: string
  /** Who will read it, and when. */
  readonly readers: string
  readonly confirm: string
  readonly editor: Editor
  readonly begun: BegunProposal
  /** Whether it is about this passage and no other. */
  readonly isPassageFixed: boolean
  readonly onBegun: (begun: BegunProposal) => void
  readonly propose: (proposed: Proposed) => Promise<unknown>
  readonly onDone: () => void
}

type Fault = 'wordsMissing' | 'wordsNotFound' | 'wordsSeveral' | 'textMissing' | 'textSame'

/** Where somebody says what of the text is to change, without writing in it: the passage, the new words, and why. */
export function ProposalForm({
  label,
  readers,
  confirm,
  editor,
  begun,
  isPassageFixed,
  onBegun,
  propose,
  onDone,
}: Props) {
  const t = useT('proposals')
  const tCommon = useT('common')
  const errorText = useErrorText()
  const form = useRef<HTMLFormElement>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const { words, deed, text, explanation } = begun
  const needsText = deed !== 'delete'
  const mutation = useMutation({
    mutationFn: (anchor: Anchor) => {
      const kind: ProposalKind = deed === 'delete' ? 'replace' : deed
      const change = { kind, text: deed === 'delete' ? '' : oneLine(text) }
      return propose({ anchor, change, explanation: explanation.trim() })
    },
    onSuccess: onDone,
  })
  useEffect(() => {
    const [first, second] = form.current?.querySelectorAll('textarea') ?? []
    ;(isPassageFixed || first?.value === '' ? first : second)?.focus()
  }, [isPassageFixed])

  const change = (more: Partial<BegunProposal>) => {
    setFault(null)
    onBegun({ ...begun, ...more })
  }
  const send = () => {
    if (mutation.isPending) return
    const found = anchorOf(editor, begun)
    if (typeof found === 'string') return setFault(found)
    if (needsText && oneLine(text) === '') return setFault('textMissing')
    if (deed === 'replace' && oneLine(text) === found.quote) return setFault('textSame')
    mutation.mutate(found)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onDone()
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
  }
  const faultOf = (kinds: readonly Fault[]) =>
    fault !== null && kinds.includes(fault) ? t(`fault.${fault}`) : null
  return (
    <form ref={form} className={styles.form} aria-label={label} onSubmit={submit} onKeyDown={keys} noValidate>
      {isPassageFixed ? (
        <p>
          <span className={styles.what}>{t('form.words')}</span> <span className={styles.given}>{words}</span>
        </p>
      ) : (
        <TextField
          label={t('form.words')}
          hint={t('form.wordsHint')}
          value={words}
          onValue={(value) => change({ words: value })}
          error={faultOf(['wordsMissing', 'wordsNotFound', 'wordsSeveral'])}
          maxLength={1000}
          rows={2}
          required
          isLong
        />
      )}
      <SelectField
        label={t('form.deed')}
        value={deed}
        onValue={(value) => change({ deed: value })}
        options={deeds.map((value) => ({ value, label: t(`deed.${value}`) }))}
      />
      {needsText && (
        <TextField
          label={t('form.text')}
          value={text}
          onValue={(value) => change({ text: value })}
          error={faultOf(['textMissing', 'textSame'])}
          maxLength={4000}
          required
          isLong
        />
      )}
      <TextField
        label={t('form.explanation')}
        value={explanation}
        onValue={(value) => change({ explanation: value })}
        maxLength={2000}
        rows={2}
        isLong
      />
      <p className={styles.quiet}>{readers}</p>
      {mutation.error && (
        <p role="alert" className={styles.error}>
          {errorText(mutation.error as ApiError)}
        </p>
      )}
      <div className={styles.sends}>
        <button
          type="submit"
          className="ds-button"
          data-variant="primary"
          data-size="sm"
          aria-busy={mutation.isPending}
        >
          {confirm}
        </button>
        <button type="button" className="ds-button" data-variant="tertiary" data-size="sm" onClick={onDone}>
          {tCommon('cancel')}
        </button>
      </div>
    </form>
  )
}

/** The passage as it was selected, or as its words say; a fault where they name none, or several. */
function anchorOf(editor: Editor, { anchor, words }: BegunProposal): Anchor | Fault {
  if (words.trim() === '') return 'wordsMissing'
  if (anchor && words.trim() === anchor.quote) return anchor
  const [place, ...more] = placesOfWords(editor.state.doc, words)
  if (more.length > 0) return 'wordsSeveral'
  return (place && anchorBetween(editor.state, place)) ?? 'wordsNotFound'
}

/** Plain words of one line, as the server takes them. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}
