import { draftIdOf } from '@samsyn/domain'
import type { OpenSpill, PositionDetail } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { forgetTexts } from '../../app/queries.ts'
import { usePerson } from '../../app/session-context.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { Banner } from '../drafting/Banner.tsx'
import { wipeUnsent } from '../drafting/connection/unsent-store.ts'
import { PurgeAskNotice } from './PurgeAskNotice.tsx'
import { PurgeDialog } from './PurgeDialog.tsx'
import styles from './Spill.module.css'
import { UnlockDialog } from './UnlockDialog.tsx'

interface Props {
  readonly position: PositionDetail
  readonly spill: OpenSpill
}

/** Says in the place of a text that it is locked, why, and who deals with it; to whoever does, how it is unlocked or purged. */
export function SpillNotice({ position, spill }: Props) {
  const t = useT('spill')
  const tPages = useT('pages')
  const countries = useCountryNames()
  const time = useTime()
  const { id: personId } = usePerson()
  const client = useQueryClient()
  const [asked, setAsked] = useState<'unlock' | 'purge' | null>(null)
  const close = () => setAsked(null)
  const { country, reason, person, at, mayHandle, ask } = spill
  const draftId = draftIdOf({ positionId: position.id, country })
  useEffect(() => {
    forgetTexts(client, position.id)
    void wipeUnsent({ personId, draftId })
  }, [client, position.id, personId, draftId])
  const title =
    country === null
      ? t('locked.title')
      : t('locked.pagesTitle', { name: tPages('only', { country: countries.name(country) }) })
  return (
    <>
      <Banner tone="danger" title={title} isUrgent>
        <p>{t('locked.text')}</p>
        <p>
          {t('locked.reported', { name: person.name, at: time.full(at) })} {t('locked.reason', { reason })}
        </p>
        {country === null && position.status === 'in_sign_off' && <p>{t('locked.round')}</p>}
        <p>{t('locked.copies')}</p>
        {ask !== null && <PurgeAskNotice position={position} spill={spill} ask={ask} />}
        <p>{t(mayHandle ? 'locked.yours' : country === null ? 'locked.others' : 'locked.pagesOthers')}</p>
        {mayHandle && (
          <div className={styles.buttons}>
            {ask === null && (
              <button
                type="button"
                className="ds-button"
                data-variant="secondary"
                data-color="danger"
                onClick={() => setAsked('purge')}
              >
                {t('purge.button')}
              </button>
            )}
            <button
              type="button"
              className="ds-button"
              data-variant="secondary"
              onClick={() => setAsked('unlock')}
            >
              {t('unlock.button')}
            </button>
          </div>
        )}
      </Banner>
      {asked === 'unlock' && <UnlockDialog position={position} spill={spill} onClose={close} />}
      {asked === 'purge' && <PurgeDialog position={position} spill={spill} onClose={close} />}
    </>
  )
}
