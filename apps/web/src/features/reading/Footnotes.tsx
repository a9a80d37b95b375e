import { type DocJson, type Footnote, footnotesOf } from '@samsyn/editor'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { CorrigendumMark } from './Corrigenda.tsx'

const FootnoteNumbers = createContext<ReadonlyMap<string, number>>(new Map())

interface Props {
  /** As it is printed; its footnotes are numbered in its own order, whatever the order in which its sections are shown. */
  readonly doc: DocJson
  readonly renderNote: (note: Footnote) => ReactNode
  readonly children: ReactNode
}

/** A text with its footnotes at its foot. */
export function WithFootnotes({ doc, renderNote, children }: Props) {
  const notes = useMemo(() => footnotesOf(doc), [doc])
  const numbers = useMemo(() => new Map(notes.map(({ id, number }) => [id, number])), [notes])
  return (
    <FootnoteNumbers value={numbers}>
      {children}
      {notes.length > 0 && (
        <footer className="document-notes" role="doc-endnotes">
          {notes.map((note) => (
            <p key={note.number} id={`note-${note.number}`}>
              <a href={`#note-mark-${note.number}`} role="doc-backlink">
                {note.number}
              </a>{' '}
              {renderNote(note)}
            </p>
          ))}
        </footer>
      )}
    </FootnoteNumbers>
  )
}

/** The raised number that refers to a footnote, or the mark of a corrigendum. */
export function FootnoteMark({ id }: { readonly id: string }) {
  const corrigendum = /^corrigendum-(\d+)$/.exec(id)?.[1]
  const number = useContext(FootnoteNumbers).get(id)
  if (corrigendum !== undefined) return <CorrigendumMark number={Number(corrigendum)} />
  if (number === undefined) return null
  return (
    <sup>
      <a href={`#note-${number}`} id={`note-mark-${number}`} role="doc-noteref">
        {number}
      </a>
    </sup>
  )
}
