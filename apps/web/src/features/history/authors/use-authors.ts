import type { DraftPlace } from '@samsyn/domain'
import type { Writer } from '@samsyn/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { authorshipQuery } from '../../../app/queries.ts'
import { usePerson } from '../../../app/session-context.ts'
import type { DraftConnection } from '../../drafting/connection/draft-connection.ts'
import { showAuthors } from './author-colours.ts'
import { type AuthorGrouping, type AuthorLook, lookByDelegation, looksByPerson } from './author-looks.ts'
import { authorshipIndex } from './authorship-index.ts'
import { ownerOf } from './owner-of.ts'
import { takenWords } from './passages.ts'
import { useAuthorWords } from './use-author-words.ts'

/** So long after the last change the server is asked again who wrote what, while it is shown. */
const askAfter = 15_000

/** Whether the text is coloured by its authors, and what to show while the server is asked. */
export interface AuthorsShown {
  readonly by: AuthorGrouping
  readonly lookOf: (author: Writer | undefined) => AuthorLook
  readonly isShown: boolean
  readonly toggle: () => void
  readonly isPending: boolean
  readonly error: Error | null
}

/**
 * Colours a text on demand, the joint one by delegation, own pages by person; nothing is asked and nothing is drawn before
 * somebody wants it.
 */
export function useAuthors(
  editor: Editor | null,
  connection: DraftConnection | null,
  { positionId, country }: DraftPlace,
): AuthorsShown {
  const client = useQueryClient()
  const person = usePerson()
  const by = country === null ? 'delegation' : 'person'
  const words = useAuthorWords(by)
  const [lookOf] = useState(() => (by === 'delegation' ? lookByDelegation : looksByPerson()))
  const [isShown, setShown] = useState(false)
  const query = useMemo(() => authorshipQuery({ positionId, country }), [positionId, country])
  const { queryKey } = query
  const { data, isPending, error } = useQuery({ ...query, enabled: isShown })
  useEffect(() => {
    if (!editor || !connection || !isShown || !data) return
    const me: Writer = { id: person.id, name: person.name, country: person.country }
    showAuthors(editor, {
      index: authorshipIndex(data, ownerOf(connection, me)),
      taken: takenWords(data),
      me,
      lookOf,
      describe: words.passage,
      describeTaken: words.taken,
    })
    return () => showAuthors(editor, null)
  }, [editor, connection, isShown, data, person, words, lookOf])
  useEffect(() => {
    if (!editor || !isShown) return
    let asking: ReturnType<typeof setTimeout> | undefined
    const plan = () => {
      clearTimeout(asking)
      asking = setTimeout(() => void client.invalidateQueries({ queryKey, exact: true }), askAfter)
    }
    editor.on('update', plan)
    return () => {
      clearTimeout(asking)
      editor.off('update', plan)
    }
  }, [editor, isShown, client, queryKey])
  const toggle = useCallback(() => setShown((before) => !before), [])
  return {
    by,
    lookOf,
    isShown,
    toggle,
    isPending: isShown && isPending,
    error: isShown && !data ? error : null,
  }
}
