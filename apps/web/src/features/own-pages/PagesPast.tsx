import { Dialog } from '@digdir/designsystemet-react'
import { assertNever } from '@samsyn/domain'
import type { OwnPages } from '@samsyn/protocol'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import type { Side } from '../compare/side.ts'
import type { AuthorsShown } from '../history/authors/use-authors.ts'
import type { TextNow } from '../history/timeline/EarlierDialog.tsx'
import { Timeline } from '../history/timeline/Timeline.tsx'
import { ComparePages, type PagesSides } from './ComparePages.tsx'
import { EarlierPages } from './EarlierPages.tsx'
import { KeepDialog } from './KeepDialog.tsx'
import { KeptList } from './KeptList.tsx'
import { OnlyMark } from './OnlyMark.tsx'
import styles from './OwnPages.module.css'
import type { Pages } from './use-own-pages.ts'

interface Props {
  readonly at: Pages
  readonly pages: OwnPages
  readonly authors: AuthorsShown
  /** Null while the page has no text. */
  readonly now: TextNow | null
  readonly canRestore: boolean
}

/** A list of what the pages were, one of the texts in it, or two of them against each other. */
type View =
  | { readonly kind: 'timeline' }
  | { readonly kind: 'kept' }
  | Exclude<Side, { readonly kind: 'now' }>
  | { readonly kind: 'compare'; readonly sides: PagesSides }

/** The ways to what own pages were: their timeline, what was kept of them, and who wrote what; and to keep another version. */
export function PagesPast({ at, pages, authors, now, canRestore }: Props) {
  const t = useT('pages')
  const tHistory = useT('history')
  const [view, setView] = useState<View | null>(null)
  const [isKeeping, setKeeping] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const close = () => {
    setView(null)
    // The list that a text was opened from is gone and cannot take the focus back.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) opener.current?.focus()
    })
  }
  const open = (list: View) => (button: HTMLButtonElement) => {
    opener.current = button
    setView(list)
  }
  return (
    <div className={styles.kept}>
      <Way opensDialog onPress={open({ kind: 'timeline' })}>
        {tHistory('timeline.tab')}
      </Way>
      <Way opensDialog onPress={open({ kind: 'kept' })}>
        {t('history.button', { count: pages.versions.length })}
      </Way>
      {pages.may.write && (
        <Way opensDialog onPress={() => setKeeping(true)}>
          {t('keep.button')}
        </Way>
      )}
      <Way isPressed={authors.isShown} onPress={authors.toggle}>
        {tHistory('authors.showPeople')}
      </Way>
      {view && (
        <Shown
          at={at}
          pages={pages}
          view={view}
          now={now}
          canRestore={canRestore}
          onView={setView}
          onClose={close}
        />
      )}
      {isKeeping && <KeepDialog at={at} onClose={() => setKeeping(false)} />}
    </div>
  )
}

function Shown({
  at,
  pages,
  view,
  onView,
  onClose,
  ...rest
}: Omit<Props, 'authors'> & {
  readonly view: View
  readonly onView: (view: View) => void
  readonly onClose: () => void
}) {
  const t = useT('pages')
  const tHistory = useT('history')
  const tCompare = useT('compare')
  switch (view.kind) {
    case 'timeline':
      return (
        <PagesDialog at={at} title={tHistory('timeline.tab')} onClose={onClose}>
          <Timeline place={at} onMoment={(moment) => onView({ kind: 'moment', at: moment })} />
        </PagesDialog>
      )
    case 'kept':
      return (
        <PagesDialog at={at} title={t('history.title')} onClose={onClose}>
          <KeptList
            pages={pages}
            onVersion={(number) => onView({ kind: 'version', number })}
            onCompare={(number) => onView(comparing({ kind: 'version', number }))}
          />
        </PagesDialog>
      )
    case 'moment':
    case 'version':
      return (
        <EarlierPages
          at={at}
          pages={pages}
          view={view}
          onCompare={() => onView(comparing(view))}
          onBack={() => onView({ kind: view.kind === 'moment' ? 'timeline' : 'kept' })}
          onClose={onClose}
          {...rest}
        />
      )
    case 'compare':
      return (
        <PagesDialog at={at} title={tCompare('title')} isWide onClose={onClose}>
          <ComparePages
            at={at}
            pages={pages}
            sides={view.sides}
            onSides={(sides) => onView({ kind: 'compare', sides })}
          />
        </PagesDialog>
      )
    default:
      return assertNever(view)
  }
}

/** A text of the pages and the pages now. */
function comparing(side: Side): View {
  return { kind: 'compare', sides: [side, { kind: 'now' }] }
}

/** A button to something of these pages: a dialog, or a switch of how they look. */
function Way({
  opensDialog = false,
  isPressed,
  onPress,
  children,
}: {
  readonly opensDialog?: boolean
  readonly isPressed?: boolean
  readonly onPress: (button: HTMLButtonElement) => void
  readonly children: ReactNode
}) {
  return (
    <button
      type="button"
      className="ds-button"
      data-variant="tertiary"
      data-size="sm"
      aria-haspopup={opensDialog ? 'dialog' : undefined}
      aria-pressed={isPressed}
      onClick={({ currentTarget }) => onPress(currentTarget)}
    >
      {children}
    </button>
  )
}

function PagesDialog({
  at,
  title,
  isWide = false,
  onClose,
  children,
}: {
  readonly at: Pages
  readonly title: string
  readonly isWide?: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const tCommon = useT('common')
  const titleId = useId()
  return (
    <Dialog
      open
      onClose={onClose}
      closedby="any"
      closeButton={tCommon('close')}
      aria-labelledby={titleId}
      className={isWide ? `${styles.dialog} ${styles.wide}` : styles.dialog}
    >
      <OnlyMark country={at.country} />
      <h2 id={titleId}>{title}</h2>
      {children}
    </Dialog>
  )
}
