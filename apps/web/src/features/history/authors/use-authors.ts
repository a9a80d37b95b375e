import type { PositionDetail, Writer } from '@samsyn/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Editor } from '@tiptap/core'
import { useEffect, useMemo, useState } from 'react'
import { api } from '../../../app/api.ts'
import { queryKeys } from '../../../app/queries.ts'
import { usePerson } from '../../../app/session-context.ts'
import type { DraftConnection } from '../../drafting/connection/draft-connection.ts'
import { showAuthors } from './author-colours.ts'
import { authorshipIndex } from './authorship-index.ts'
import { ownerOf } from './owner-of.ts'
import { takenWords } from './passages.ts'
import { useAuthorWords } from './use-author-words.ts'

/** So long after the last change the server is asked again who wrote what, while it is shown. */
const askAfter = 15_000

/** Whether the text is coloured by delegation, and what to show while the server is asked. */
export interface AuthorsShown {
  readonly isShown: boolean
  readonly toggle: () => void
  readonly isPending: boolean
  readonly error: Error | null
}

/** Colours the text by delegation on demand; nothing is asked and nothing is drawn before somebody wants it. */
export function useAuthors(
  editor: Editor | null,
  connection: DraftConnection | null,
  position: PositionDetail,
): AuthorsShown {
  const client = useQueryClient()
  const person = usePerson()
  const words = useAuthorWords()
  const [isShown, setShown] = useState(false)
  const queryKey = useMemo(() => queryKeys.authorship(position.id), [position.id])
  const { data, isPending, error } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api('getDraftAuthorship', { params: { positionId: position.id }, signal }),
    enabled: isShown,
  })
  useEffect(() => {
    if (!editor || !connection || !isShown || !data) return
    const me: Writer = { id: person.id, name: person.name, country: person.country }
    showAuthors(editor, {
      index: authorshipIndex(data, ownerOf(connection, me)),
      taken: takenWords(data),
      me,
      describe: words.passage,
      describeTaken: words.taken,
    })
    return () => showAuthors(editor, null)
  }, [editor, connection, isShown, data, person, words])
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
  return {
    isShown,
    toggle: () => setShown((before) => !before),
    isPending: isShown && isPending,
    error: isShown && !data ? error : null,
  }
}
