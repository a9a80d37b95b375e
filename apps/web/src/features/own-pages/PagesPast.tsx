import { Dialog } from '@digdir/designsystemet-react'
import { assertNever } from '@samsyn/domain'
import type { OwnPages } from '@samsyn/protocol'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import type { AuthorsShown } from '../history/authors/use-authors.ts'
import type { TextNow } from '../history/timeline/EarlierDialog.tsx'
import { Timeline } from '../history/timeline/Timeline.tsx'
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

/** A list of what the pages were, or one of the texts in it. */
type View =
  | { readonly kind: 'timeline' }
  | { readonly kind: 'kept' }
  | { readonly kind: 'moment'; readonly at: string }
  | { readonly kind: 'version'; readonly number: number }

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
          <KeptList pages={pages} onVersion={(number) => onView({ kind: 'version', number })} />
        </PagesDialog>
      )
    case 'moment':
    case 'version':
      return (
        <EarlierPages
          at={at}
          view={view}
          onBack={() => onView({ kind: view.kind === 'moment' ? 'timeline' : 'kept' })}
          onClose={onClose}
          {...rest}
        />
      )
    default:
      return assertNever(view)
  }
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
  onClose,
  children,
}: {
  readonly at: Pages
  readonly title: string
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
      className={styles.dialog}
    >
      <OnlyMark country={at.country} />
      <h2 id={titleId}>{title}</h2>
      {children}
    </Dialog>
  )
}
