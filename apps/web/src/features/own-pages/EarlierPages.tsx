import { countries as countriesByCode } from '@samsyn/domain'
import type { DocJson } from '@samsyn/editor'
import { useDraftText } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { EarlierDialog, type TextNow } from '../history/timeline/EarlierDialog.tsx'
import { OnlyMark } from './OnlyMark.tsx'
import { type Pages, usePagesVersion } from './use-own-pages.ts'

interface Props {
  readonly at: Pages
  /** The pages at an instant, or a version that was kept of them. */
  readonly view:
    | { readonly kind: 'moment'; readonly at: string }
    | { readonly kind: 'version'; readonly number: number }
  /** Null while the page has no text. */
  readonly now: TextNow | null
  readonly canRestore: boolean
  /** Goes back to the list that it was chosen from. */
  readonly onBack: () => void
  readonly onClose: () => void
}

/** Own pages as they once were, with what they have no more marked, and brought back by whoever writes on them. */
export function EarlierPages({ at, view, now, canRestore, onBack, onClose }: Props) {
  const t = useT('pages')
  const time = useTime()
  const isVersion = view.kind === 'version'
  const moment = useDraftText(at, isVersion ? null : view.at, { isEnabled: !isVersion })
  const version = usePagesVersion(at, isVersion ? view.number : 0, { isEnabled: isVersion })
  const { data, error, refetch } = isVersion ? version : moment
  return (
    <EarlierDialog
      // The routes' schema only says that it is a document; the server checked it against the editor's schema.
      doc={data ? (data.doc as unknown as DocJson) : null}
      error={error}
      onRetry={() => void refetch()}
      language={countriesByCode[at.country].language}
      mark={<OnlyMark country={at.country} />}
      words={{
        title: isVersion
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
      {version.data && isVersion && (
        <span>
          {version.data.note && <b>{version.data.note} </b>}
          {version.data.keptBy.name} · {time.stamp(version.data.keptAt)}
        </span>
      )}
      <button type="button" className="ds-button" data-variant="tertiary" data-size="sm" onClick={onBack}>
        {t('history.back')}
      </button>
    </EarlierDialog>
  )
}
