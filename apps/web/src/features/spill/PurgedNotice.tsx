import { useT } from '../../i18n/i18n.ts'
import { Banner } from '../drafting/Banner.tsx'
import type { Draft } from '../drafting/connection/use-draft.ts'

/** Says to whoever had something of a text from before a purge that it is gone from here, too. Draws nothing for the others. */
export function PurgedNotice({ draft }: { readonly draft: Draft }) {
  const t = useT('spill')
  if (!draft.isPurged) return null
  return (
    <Banner tone="warning" title={t('purged.title')} isUrgent>
      <p>{t('purged.text')}</p>
      <p>
        <button
          type="button"
          className="ds-button"
          data-variant="secondary"
          data-color="neutral"
          data-size="sm"
          onClick={draft.dismissPurged}
        >
          {t('purged.dismiss')}
        </button>
      </p>
    </Banner>
  )
}
