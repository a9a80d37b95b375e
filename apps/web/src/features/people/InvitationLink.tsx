import type { RouteResponse } from '@samsyn/protocol'
import { Link } from 'react-router'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { OnceLink } from './OnceLink.tsx'

interface Props {
  readonly made: RouteResponse<'makeInvitation'>
  readonly onAnother: () => void
}

/** The link of an invitation that was just made. */
export function InvitationLink({ made: { invitation, link }, onAnother }: Props) {
  const t = useT('people')
  const time = useTime()
  return (
    <OnceLink
      title={t('made', { name: invitation.offer.name })}
      text={[
        ...(invitation.awaits
          ? [t(invitation.awaits.leadOf === 'any' ? 'madeAwaitedAny' : 'madeAwaited')]
          : []),
        t('madeText', { time: time.full(invitation.expiresAt) }),
      ].join(' ')}
      link={link}
    >
      <button type="button" className="ds-button" data-variant="secondary" onClick={onAnother}>
        {t('another')}
      </button>
      <Link to="/people" className="ds-button" data-variant="tertiary">
        {t('toPeople')}
      </Link>
    </OnceLink>
  )
}
