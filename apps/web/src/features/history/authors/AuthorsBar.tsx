import { XMarkIcon } from '@navikt/aksel-icons'
import type { Writer } from '@samsyn/protocol'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useErrorText } from '../../../app/use-error-text.ts'
import { useT } from '../../../i18n/i18n.ts'
import { CountryBadge } from '../../../ui/CountryBadge.tsx'
import { goToPlace } from '../../drafting/editor/places.ts'
import styles from './AuthorsBar.module.css'
import { authorsAt } from './author-colours.ts'
import type { AuthorLook } from './author-looks.ts'
import type { AuthorPassage } from './passages.ts'
import { useAuthorWords } from './use-author-words.ts'
import type { AuthorsShown } from './use-authors.ts'
import { useShares } from './use-shares.ts'

/** So much of what is selected is quoted. */
const quoted = 80

interface Props {
  readonly editor: Editor
  readonly authors: AuthorsShown
}

/**
 * The key to the colours: each delegation, or person, with its share of the text and a way through its passages, and whose words
 * the caret is in, which is read out when it changes.
 */
export function AuthorsBar({ editor, authors }: Props) {
  const t = useT('history')
  const { by, lookOf } = authors
  const words = useAuthorWords(by)
  const errorText = useErrorText()
  const { shares, taken: takenPlaces } = useShares(editor, by)
  const here = useEditorState({
    editor,
    // Nothing in it changes with every key; it is put into words only when it changes.
    selector: ({ editor: { state } }) => {
      const { from, to } = state.selection
      const { passage, taken } = authorsAt(state, from)
      const quote = state.doc.textBetween(from, Math.min(to, from + quoted), ' ')
      return { written: passage && authorOf(passage), quote, taken }
    },
  })
  const goToNext = (places: readonly { readonly from: number; readonly to: number }[]) => {
    const { from } = editor.state.selection
    const next = places.find((place) => place.from > from) ?? places[0]
    if (next) goToPlace(editor, next, { withFocus: false })
  }
  const total = shares.reduce((sum, { characters }) => sum + characters, 0)
  const isNothing = !here.written && here.taken.length === 0
  const nothing = authors.isPending
    ? 'authors.loading'
    : by === 'person'
      ? 'authors.nobodyAtAll'
      : 'authors.nobody'
  return (
    <section
      className={styles.bar}
      aria-label={t(by === 'person' ? 'authors.titlePeople' : 'authors.title')}
      data-authors
    >
      {authors.error && <p role="alert">{errorText(authors.error)}</p>}
      <button
        type="button"
        className={styles.close}
        aria-label={t('authors.hide')}
        title={t('authors.hide')}
        onClick={authors.toggle}
      >
        <XMarkIcon aria-hidden />
      </button>
      <ul className={styles.key}>
        {shares.map(({ author, characters, places }) => (
          <li key={by === 'person' ? author.id : author.country}>
            <button
              type="button"
              title={t('authors.next', {
                name: by === 'person' ? author.name : words.delegation(author.country),
              })}
              // The place in the text one is at is where the next passage is looked for.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => goToNext(places)}
            >
              {by === 'person' ? (
                <PersonKey author={author} look={lookOf(author)} />
              ) : author.country ? (
                <CountryBadge country={author.country} />
              ) : (
                words.delegation(null)
              )}
              <span className={styles.share}>{Math.round((100 * characters) / total)} %</span>
            </button>
          </li>
        ))}
        {takenPlaces.length > 0 && (
          <li>
            <button
              type="button"
              title={t('authors.nextTaken')}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => goToNext(takenPlaces)}
            >
              <span className={styles.mark} aria-hidden />
              {t('authors.takenCount', { count: takenPlaces.length })}
            </button>
          </li>
        )}
      </ul>
      <p className={styles.here} role="status">
        {here.written && (
          <span className={styles.passage}>
            {words.passage(here.written)} {here.quote && <q>{here.quote}</q>}
          </span>
        )}
        {here.taken.map((taken) => (
          <span key={`${taken.at} ${taken.text}`} className={styles.passage}>
            {words.taken(taken)}
          </span>
        ))}
        {isNothing && t(nothing)}
      </p>
    </section>
  )
}

/** A person as their passages look, with the letters that stand beside them. */
function PersonKey({ author, look }: { readonly author: Writer; readonly look: AuthorLook }) {
  return (
    <>
      <span className={styles.person} {...look.attributes} aria-hidden="true">
        {look.code}
      </span>
      {author.name}
    </>
  )
}

function authorOf({ author, movedBy, minutes }: AuthorPassage): Omit<AuthorPassage, 'from' | 'to'> {
  return { author, movedBy, minutes }
}
