import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { findWords } from './find-words.ts'

/** Searches in a text that is shown: all places are marked, one at a time is gone to; what is folded opens. */
export function SearchInText({ text }: { readonly text: RefObject<HTMLElement | null> }) {
  const t = useT('reading')
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-expanded={isOpen}
        onClick={() => (isOpen ? close() : setOpen(true))}
      >
        {t('search.open')}
      </button>
      {isOpen && <SearchField text={text} onClose={close} />}
    </>
  )
}

function SearchField({
  text,
  onClose,
}: {
  readonly text: RefObject<HTMLElement | null>
  readonly onClose: () => void
}) {
  const t = useT('reading')
  const [words, setWords] = useState('')
  const [place, setPlace] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  const found = useMemo(() => (text.current ? findWords(text.current, words) : []), [text, words])
  useEffect(() => field.current?.focus(), [])
  useEffect(() => show(found, place), [found, place])
  useEffect(() => () => show([], 0), [])
  const step = (by: 1 | -1) => {
    if (found.length > 0) setPlace((place + by + found.length) % found.length)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
  }
  return (
    <search className="release-search">
      <input
        ref={field}
        type="search"
        aria-label={t('search.label')}
        value={words}
        onKeyDown={press}
        onChange={({ target }) => {
          setWords(target.value)
          setPlace(0)
        }}
      />
      <span role="status">
        {words.trim() !== '' &&
          (found.length === 0
            ? t('search.none')
            : t('search.count', { place: place + 1, count: found.length }))}
      </span>
      <button
        type="button"
        disabled={found.length === 0}
        aria-label={t('search.previous')}
        onClick={() => step(-1)}
      >
        ↑
      </button>
      <button
        type="button"
        disabled={found.length === 0}
        aria-label={t('search.next')}
        onClick={() => step(1)}
      >
        ↓
      </button>
    </search>
  )
}

/** Marks what was found, without touching the text, and brings one place into sight. */
function show(found: readonly Range[], place: number): void {
  const now = found[place]
  if ('highlights' in CSS) {
    CSS.highlights.set('found', new Highlight(...found))
    CSS.highlights.set('found-now', new Highlight(...(now ? [now] : [])))
  }
  const line = now?.startContainer.parentElement
  const folded = line?.closest('details')
  if (folded) folded.open = true
  line?.scrollIntoView({ block: 'center' })
}
