import type { CountryCode } from '@samsyn/domain'
import type { DocJson } from '@samsyn/editor'
import type { CorrigendumDetail, PositionDetail, RoundDetail, VersionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import styles from './Corrigenda.module.css'
import { CorrigendumWords } from './CorrigendumWords.tsx'
import { ObjectToCorrigendum } from './ObjectToCorrigendum.tsx'
import { ProposeCorrigendum } from './ProposeCorrigendum.tsx'
import { WithdrawCorrigendum } from './WithdrawCorrigendum.tsx'

interface Props {
  readonly position: PositionDetail
  readonly version: VersionDetail
  readonly doc: DocJson
  /** The round that the final text came of. */
  readonly round: RoundDetail | undefined
  readonly country: CountryCode | null
}

/** Corrections of slips in the final text in force, those that run first to be seen. Draws nothing on any other version, and where there is none and none can be proposed. */
export function Corrigenda({ position, version, doc, round, country }: Props) {
  const t = useT('version')
  const [isProposing, setProposing] = useState(false)
  /** Each proposal begins with empty fields. */
  const [begun, setBegun] = useState(0)
  const release = position.releases.find(({ id }) => id === position.releaseInForce)
  const { corrigenda, abilities } = position
  if (!release || release.versionNumber !== version.number) return null
  if (corrigenda.length === 0 && !abilities.proposeCorrigendum) return null
  return (
    <section className={styles.corrigenda} aria-labelledby="corrigenda">
      <h2 id="corrigenda">{t('corrigenda.title')}</h2>
      {corrigenda.length > 0 && (
        <ol className={styles.list}>
          {corrigenda.toReversed().map((corrigendum) => (
            <li key={corrigendum.id} data-corrigendum={corrigendum.ending?.kind ?? 'running'}>
              <Standing corrigendum={corrigendum} />
              <CorrigendumWords corrigendum={corrigendum} language={version.draftingLanguage} />
              {corrigendum.ending === null && (
                <div className={styles.buttons}>
                  {abilities.objectToCorrigendum && country && round && (
                    <ObjectToCorrigendum {...{ corrigendum, position, version, round, country }} />
                  )}
                  {corrigendum.mayWithdraw && (
                    <WithdrawCorrigendum corrigendum={corrigendum} positionId={position.id} />
                  )}
                </div>
              )}
            </li>
          ))}
        </ol>
      )}
      {abilities.proposeCorrigendum && (
        <>
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-color="neutral"
            onClick={() => {
              setBegun(begun + 1)
              setProposing(true)
            }}
          >
            {t('corrigenda.propose')}
          </button>
          <ProposeCorrigendum
            key={begun}
            position={position}
            releaseId={release.id}
            doc={doc}
            language={version.draftingLanguage}
            isOpen={isProposing}
            onClose={() => setProposing(false)}
          />
        </>
      )}
    </section>
  )
}

function Standing({ corrigendum: { ending, deadline } }: { readonly corrigendum: CorrigendumDetail }) {
  const t = useT('version')
  const tDomain = useT('domain')
  const time = useTime()
  const names = useCountryNames()
  if (ending === null) return <strong>{t('corrigenda.running', { at: time.full(deadline) })}</strong>
  const at = time.stamp(ending.at)
  switch (ending.kind) {
    case 'issued':
      return <strong>{t('corrigenda.issued', { number: ending.number, at })}</strong>
    case 'withdrawn':
      return <strong>{t('corrigenda.withdrawn', { at })}</strong>
    case 'lapsed':
      return <strong>{t(`corrigenda.lapsed.${ending.why}`, { at })}</strong>
    case 'objected':
      return (
        <>
          <strong>{t('corrigenda.objected', { country: names.name(ending.country), at })}</strong>
          <p className={styles.reason}>{ending.reason}</p>
          <p className={styles.quiet}>{tDomain(ending.isSigned ? 'signed' : 'unsigned')}</p>
        </>
      )
  }
}
