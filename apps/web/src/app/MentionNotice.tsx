import { ChatIcon, XMarkIcon } from '@navikt/aksel-icons'
import type { ThreadEvent } from '@samsyn/protocol'
import { useT } from '../i18n/i18n.ts'
import { AppLink } from '../ui/AppLink.tsx'
import styles from './Notice.module.css'

interface Props {
  /** Null while there is nothing to say. */
  readonly mention: ThreadEvent | null
  readonly onDone: () => void
}

/** Says that somebody has just mentioned the person in a comment, wherever in the app they are. */
export function MentionNotice({ mention, onDone }: Props) {
  const t = useT('comments')
  const tCommon = useT('common')
  return (
    <div role="status" className={styles.mention} data-shown={mention !== null || undefined}>
      {mention && (
        <>
          <ChatIcon aria-hidden />
          <span>{t('mentioned.text')}</span>
          <AppLink
            to={`/positions/${mention.positionId}?thread=${mention.threadId}`}
            className="ds-link"
            onClick={onDone}
          >
            {t('mentioned.open')}
          </AppLink>
          <button type="button" aria-label={tCommon('close')} onClick={onDone}>
            <XMarkIcon aria-hidden />
          </button>
        </>
      )}
    </div>
  )
}
