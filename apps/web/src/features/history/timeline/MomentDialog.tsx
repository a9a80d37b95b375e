import type { DocJson } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import { Link } from 'react-router'
import { useDraftText } from '../../../app/queries.ts'
import { useT } from '../../../i18n/i18n.ts'
import { useTime } from '../../../i18n/use-time.ts'
import { MarkingLine } from '../../../ui/MarkingLine.tsx'
import { sideCode } from '../../compare/side.ts'
import { EarlierDialog, type TextNow } from './EarlierDialog.tsx'

interface Props {
  readonly position: PositionDetail
  readonly now: TextNow
  readonly at: string
  /** Whether the person may write in the draft now, and the page has it as the server has it. */
  readonly canRestore: boolean
  readonly onClose: () => void
}

/** The text as it stood at an instant, which is not the draft. */
export function MomentDialog({ position, now, at, canRestore, onClose }: Props) {
  const t = useT('history')
  const time = useTime()
  const text = useDraftText({ positionId: position.id, country: null }, at)
  return (
    <EarlierDialog
      // The route's schema only says that it is a document; the server checked it against the editor's schema.
      doc={text.data ? (text.data.doc as unknown as DocJson) : null}
      error={text.error}
      onRetry={() => void text.refetch()}
      language={position.draftingLanguage}
      mark={<MarkingLine text={position} />}
      words={{
        title: t('moment.title', { at: time.full(at) }),
        not: t('moment.notDraft'),
        marked: t('moment.marked'),
        same: t('moment.same'),
        tooLarge: t('moment.tooLarge'),
        wholeAsk: t('moment.wholeAsk'),
      }}
      now={now}
      canRestore={canRestore}
      onClose={onClose}
    >
      <Link
        className="ds-link"
        to={`/positions/${position.id}/compare?from=${sideCode({ kind: 'moment', at })}&to=now`}
      >
        {t('moment.compare')}
      </Link>
    </EarlierDialog>
  )
}
