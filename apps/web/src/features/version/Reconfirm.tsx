import type { CountryCode } from '@samsyn/domain'
import type { PositionDetail, RoundDetail, VersionDetail } from '@samsyn/protocol'
import { useId } from 'react'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { PostponementLine } from '../../ui/PostponementLine.tsx'
import { SignedAct } from './SignedAct.tsx'
import styles from './SignOff.module.css'

interface Props {
  readonly position: PositionDetail
  readonly version: VersionDetail
  /** The round that the final text came of. */
  readonly round: RoundDetail
  /** For whom the reader acts; null for nobody. */
  readonly country: CountryCode | null
}

/** Of a final text whose meeting was put off: who stands by it, and the asking of whoever has not said so for their country. Draws nothing where nothing was put off. */
export function Reconfirm({ position, version, round, country }: Props) {
  const t = useT('version')
  const time = useTime()
  const names = useCountryNames()
  const title = useId()
  const { postponement, releaseInForce } = position
  if (!postponement || postponement.versionNumber !== version.number || releaseInForce === null) return null
  const isAsked = country !== null && position.abilities.reconfirm
  const hasDone = country !== null && postponement.reconfirmed.includes(country)
  return (
    <section className={isAsked ? styles.decide : styles.late} aria-labelledby={isAsked ? title : undefined}>
      {isAsked && (
        <>
          <h2 id={title}>{t('reconfirm.title')}</h2>
          <p>{t('reconfirm.ask', { at: time.full(postponement.startsAt), country: names.name(country) })}</p>
        </>
      )}
      <div role="status">
        <PostponementLine postponement={postponement} className={styles.quiet} />
        {hasDone && <p className={styles.own}>{t('reconfirm.done')}</p>}
      </div>
      {isAsked && (
        <SignedAct
          position={position}
          version={version}
          round={round}
          country={country}
          releaseId={releaseInForce}
          action={t('reconfirm.action')}
          title={t('reconfirm.title')}
          tone="seal"
          emphasis="primary"
          given={() => ({
            kind: 'reconfirm_release',
            releaseId: releaseInForce,
            meetingId: postponement.meetingId,
            postponementId: postponement.id,
          })}
        >
          <p>{t('reconfirm.text')}</p>
        </SignedAct>
      )}
    </section>
  )
}
