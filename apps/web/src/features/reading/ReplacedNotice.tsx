import type { ReleaseDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { PlaceLink } from './PlaceLink.tsx'

/** In the place of a text that cannot be fetched now, and that another one on the device has replaced. */
export function ReplacedNotice({ successor }: { readonly successor: ReleaseDetail }) {
  const t = useT('reading')
  const tErrors = useT('errors')
  const time = useTime()
  const title = t('superseded.title')
  const heading = usePageTitle(title)
  return (
    <div className="reading-notice">
      <div className="reading-alarm" role="alert">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p>
          {t('superseded.text', { reference: successor.reference, at: time.stamp(successor.releasedAt) })}
        </p>
        <PlaceLink href={`/read/${successor.id}`}>{t('superseded.link')}</PlaceLink>
      </div>
      <p>{tErrors('network')}</p>
    </div>
  )
}
