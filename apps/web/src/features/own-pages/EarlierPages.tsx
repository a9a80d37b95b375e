import { countries as countriesByCode } from '@samsyn/domain'
import type { OwnPages } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import type { Side } from '../compare/side.ts'
import { EarlierDialog, type TextNow } from '../history/timeline/EarlierDialog.tsx'
import { OnlyMark } from './OnlyMark.tsx'
import type { Pages } from './use-own-pages.ts'
import { usePagesText } from './use-pages-text.ts'

interface Props {
  readonly at: Pages
  readonly pages: OwnPages
  /** A version that was kept of them, or the pages at an instant. */
  readonly view: Exclude<Side, { kind: 'now' }>
  /** Null while the page has no text. */
  readonly now: TextNow | null
  readonly canRestore: boolean
  /** Sets it against the pages now. */
  readonly onCompare: () => void
  /** Goes back to the list that it was chosen from. */
  readonly onBack: () => void
  readonly onClose: () => void
}

/** Own pages as they once were, with what they have no more marked, and brought back by whoever writes on them. */
export function EarlierPages({ at, pages, view, now, canRestore, onCompare, onBack, onClose }: Props) {
  const t = useT('pages')
  const tCompare = useT('compare')
  const time = useTime()
  const { doc, error, retry } = usePagesText(at, view)
  const kept = view.kind === 'version' ? pages.versions.find(({ number }) => number === view.number) : null
  return (
    <EarlierDialog
      doc={doc}
      error={error}
      onRetry={retry}
      language={countriesByCode[at.country].language}
      mark={<OnlyMark country={at.country} />}
      words={{
        title:
          view.kind === 'version'
            ? t('history.version', { number: view.number })
            : t('earlier.title', { at: time.full(view.at) }),
        not: t('earlier.not'),
        marked: t('earlier.marked'),
        same: t('earlier.same'),
        tooLarge: t('earlier.tooLarge'),
        wholeAsk: t('earlier.wholeAsk'),
      }}
      now={now}
      canRestore={canRestore}
      onClose={onClose}
    >
      {kept && (
        <span>
          {kept.note && <b>{kept.note} </b>}
          {kept.keptBy.name} · {time.stamp(kept.keptAt)}
        </span>
      )}
      <button type="button" className="ds-button" data-variant="tertiary" data-size="sm" onClick={onCompare}>
        {tCompare('title')}
      </button>
      <button type="button" className="ds-button" data-variant="tertiary" data-size="sm" onClick={onBack}>
        {t('history.back')}
      </button>
    </EarlierDialog>
  )
}
