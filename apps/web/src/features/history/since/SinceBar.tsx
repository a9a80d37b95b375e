import { ChevronDownIcon, ChevronUpIcon } from '@navikt/aksel-icons'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useEffect, useEffectEvent, useState } from 'react'
import { Link } from 'react-router'
import { useT } from '../../../i18n/i18n.ts'
import { useTime } from '../../../i18n/use-time.ts'
import { CountryList } from '../../../ui/CountryList.tsx'
import { sideCode } from '../../compare/side.ts'
import { goToPlace } from '../../drafting/editor/places.ts'
import { keyText } from '../../drafting/toolbar/toolbar-items.ts'
import { useAuthorWords } from '../authors/use-author-words.ts'
import styles from './SinceBar.module.css'
import { type SincePlace, setSince, sincePlaces } from './since-marks.ts'
import type { SinceNews, SinceStep } from './use-since.ts'

interface Props {
  readonly editor: Editor
  readonly positionId: string
  readonly news: Exclude<SinceNews, { kind: 'none' }>
  readonly onSeen: () => void
}

/** Changes first: their words name what is counted. */
const kinds = ['changed', 'added', 'removed', 'moved'] as const

const ways = [
  { by: -1, name: 'changes.previous', key: 'Mod-Shift-F8', Icon: ChevronUpIcon },
  { by: 1, name: 'changes.next', key: 'Mod-F8', Icon: ChevronDownIcon },
] as const

/** Quietly, at the foot of the window: what changed since one last looked, a way through it, and that one has seen it. */
export function SinceBar({ editor, positionId, news, onSeen }: Props) {
  const t = useT('history')
  const tCompare = useT('compare')
  const time = useTime()
  return (
    <section className={styles.bar} aria-label={t('since.title')} data-since-bar>
      <p className={styles.words} role="status">
        <span>{t('since.lead', { at: time.stamp(news.at) })}</span>
        {news.kind === 'changes' ? (
          <Counts steps={[...news.steps.values()]} />
        ) : (
          <strong>{tCompare('counted', { removed: news.count.removed, added: news.count.added })}</strong>
        )}
      </p>
      <div className={styles.actions}>
        {news.kind === 'changes' && <Steps editor={editor} steps={news.steps} />}
        <Link
          className={`ds-link ${styles.compare}`}
          to={`/positions/${positionId}/compare?from=${sideCode({ kind: 'moment', at: news.at })}&to=now`}
        >
          {tCompare('title')}
        </Link>
        <button type="button" className="ds-button" data-variant="secondary" data-size="sm" onClick={onSeen}>
          {t('since.seen')}
        </button>
      </div>
    </section>
  )
}

function Counts({ steps }: { readonly steps: readonly SinceStep[] }) {
  const t = useT('history')
  const tVersion = useT('version')
  const tDomain = useT('domain')
  const writers = steps.flatMap((step) => step.writers)
  const countries = [...new Set(writers.map(({ country }) => country))]
  return (
    <>
      <strong>
        {kinds
          .map((kind) => [kind, steps.filter((step) => step.kind === kind).length] as const)
          .filter(([, count]) => count > 0)
          .map(([kind, count], index) =>
            index === 0 ? t(`since.count.${kind}`, { count }) : tVersion(`count.${kind}`, { count }),
          )
          .join(', ')}
      </strong>
      <CountryList countries={countries.filter((country) => country !== null)} />
      {countries.includes(null) && <span>{tDomain('role.secretariat')}</span>}
    </>
  )
}

/** The way through the changes, by button and keys, with what stands at the caret for those who listen. */
function Steps({
  editor,
  steps,
}: {
  readonly editor: Editor
  readonly steps: ReadonlyMap<number, SinceStep>
}) {
  const t = useT('history')
  const tVersion = useT('version')
  const words = useAuthorWords()
  const [isShown, setShown] = useState(false)
  const here = useEditorState({
    editor,
    selector: ({ editor: { state } }) => {
      const places = sincePlaces(state)
      const { from } = state.selection
      // Of a change within another the inner one.
      const index = places.findLastIndex((place) => place.from <= from && from <= place.to)
      return { index, total: places.length, change: places[index]?.change ?? null }
    },
  })
  const show = (wanted: boolean) => {
    setSince(editor, { isShown: wanted })
    setShown(wanted)
  }
  const step = (by: 1 | -1, { withFocus }: { readonly withFocus: boolean }) => {
    const place = placeBeside(sincePlaces(editor.state), editor.state.selection.from, by)
    if (!place) return
    if (!isShown) show(true)
    goToPlace(editor, { from: place.from, to: place.from }, { withFocus })
  }
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'F8' || event.altKey || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    step(event.shiftKey ? -1 : 1, { withFocus: true })
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  const current = here.change === null ? undefined : steps.get(here.change)
  return (
    <>
      <span className={styles.here} role="status">
        {current &&
          `${t('since.step', { index: here.index + 1, total: here.total })}: ${[
            tVersion(`change.${current.kind === 'moved' ? 'moved_to' : current.kind}`),
            ...current.writers.map((writer) => words.person(writer)),
          ].join(' · ')}`}
      </span>
      {ways.map(({ by, name, key, Icon }) => (
        <button
          key={by}
          type="button"
          className={styles.icon}
          aria-label={tVersion(name)}
          title={`${tVersion(name)} (${keyText(key)})`}
          disabled={here.total === 0}
          // The place in the text one is at is where the next change is looked for.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => step(by, { withFocus: false })}
        >
          <Icon aria-hidden />
        </button>
      ))}
      <button
        type="button"
        className="ds-button"
        data-variant="tertiary"
        data-size="sm"
        aria-pressed={isShown}
        onClick={() => show(!isShown)}
      >
        {t('since.show')}
      </button>
    </>
  )
}

/** The place after or before a caret, round the ends. */
function placeBeside(places: readonly SincePlace[], caret: number, by: 1 | -1): SincePlace | undefined {
  return by === 1
    ? (places.find(({ from }) => from > caret) ?? places[0])
    : (places.findLast(({ from }) => from < caret) ?? places.at(-1))
}
