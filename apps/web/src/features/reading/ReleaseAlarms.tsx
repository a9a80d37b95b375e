import type { ReleaseDetail } from '@samsyn/protocol'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import type { ReleaseState } from './release-state.ts'

interface Props {
  readonly state: ReleaseState
  readonly supersededBy: ReleaseDetail['supersededBy']
  readonly withdrawals: ReleaseDetail['withdrawals']
  readonly isGenuine: boolean
}

/** What forbids reading from this page, loudly and above everything else. */
export function ReleaseAlarms({ state, supersededBy, withdrawals, isGenuine }: Props) {
  const t = useT('reading')
  const tDomain = useT('domain')
  const time = useTime()
  const names = useCountryNames()
  const inShort = [
    ...(state === 'final' ? [] : [t(`state.${state}`)]),
    ...(isGenuine ? [] : [t('hash.wrongTitle')]),
  ].join(' · ')
  return (
    <>
      {inShort && (
        // The alarm below says it all; this is for the eyes.
        <p className="reading-alarm-line" aria-hidden="true">
          <span>{inShort}</span>
        </p>
      )}
      {supersededBy && (
        <div className="reading-alarm" role="alert">
          <strong>{t('superseded.title')}</strong>
          <p>
            {t('superseded.text', {
              reference: supersededBy.reference,
              at: time.stamp(supersededBy.releasedAt),
            })}
          </p>
          <a href={`/read/${supersededBy.id}`}>{t('superseded.link')}</a>
        </div>
      )}
      {state === 'withdrawn' && (
        <div className="reading-alarm" role="alert">
          <strong>{t('withdrawn.title')}</strong>
          <p>{t('withdrawn.text')}</p>
        </div>
      )}
      {state === 'suspended' && (
        <div className="reading-alarm" role="alert">
          <strong>{t('suspended.title')}</strong>
          <p>{t('suspended.text', { countries: names.list(withdrawals.map(({ country }) => country)) })}</p>
          {withdrawals.map(({ country, reason, isSigned, at }) => (
            <p key={country}>
              {names.name(country)}, {time.stamp(at)} ({tDomain(isSigned ? 'signed' : 'unsigned')})
              {reason !== null && `: ${reason}`}
            </p>
          ))}
        </div>
      )}
      {!isGenuine && (
        <div className="reading-alarm" role="alert">
          <strong>{t('hash.wrongTitle')}</strong>
          <p>{t('hash.wrong')}</p>
        </div>
      )}
    </>
  )
}
