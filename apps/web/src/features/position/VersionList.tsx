import { filePath, type PositionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { Link } from 'react-router'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { WithCorrigenda } from '../../ui/WithCorrigenda.tsx'
import { Contributors } from './Contributors.tsx'
import { NameVersionDialog } from './NameVersionDialog.tsx'
import { useVersionName } from './use-version-name.ts'
import styles from './VersionList.module.css'

/** The frozen versions of a position, newest first, each with its hash, who contributed to it, and the final text made of it. */
export function VersionList({
  position,
  current,
}: {
  readonly position: PositionDetail
  /** The version whose page this is. */
  readonly current?: number
}) {
  const t = useT('position')
  const tCommon = useT('common')
  const tCompare = useT('compare')
  const time = useTime()
  const nameOf = useVersionName()
  const [named, setNamed] = useState<number | null>(null)
  const { readDraft, readVersions } = position.abilities
  const canCompare = readDraft || (readVersions && position.versions.length > 1)
  const toComparison = canCompare && (
    <p className={styles.compare}>
      <Link to={`/positions/${position.id}/compare`} className="ds-link">
        {tCompare('link')}
      </Link>
    </p>
  )
  if (position.versions.length === 0) {
    return (
      <>
        <p className={styles.empty}>{t('versions.empty')}</p>
        {toComparison}
      </>
    )
  }
  const newestFirst = [...position.versions].sort((one, other) => other.number - one.number)
  return (
    <>
      {toComparison}
      <ol className={styles.versions}>
        {newestFirst.map((version) => {
          const name = nameOf(version)
          const release = position.releases.find(({ versionNumber }) => versionNumber === version.number)
          return (
            <li key={version.number} className={styles.version}>
              <div className={styles.line}>
                {position.abilities.readVersions ? (
                  <Link
                    to={`/positions/${position.id}/versions/${version.number}`}
                    className="ds-link"
                    aria-current={version.number === current ? 'page' : undefined}
                  >
                    {name}
                  </Link>
                ) : (
                  <strong>{name}</strong>
                )}
                <code className={styles.hash} title={version.contentHash}>
                  {version.contentHash.slice(0, 8)}
                </code>
              </div>
              {version.note && <p>{version.note}</p>}
              {(version.number > 1 || version.contributions?.length !== 0) && (
                <Contributors
                  contributions={version.contributions}
                  title={
                    version.number === 1
                      ? t('contributors.first')
                      : t('contributors.since', { number: version.number - 1 })
                  }
                />
              )}
              <p className={styles.quiet}>
                {t('versions.frozen', { at: time.stamp(version.frozenAt), name: version.frozenBy.name })}
              </p>
              {position.abilities.nameVersions && (
                <button
                  type="button"
                  className={`ds-link ${styles.name}`}
                  aria-label={`${version.name ? t('versions.changeName') : t('versions.giveName')}: ${name}`}
                  onClick={() => setNamed(version.number)}
                >
                  {version.name ? t('versions.changeName') : t('versions.giveName')}
                </button>
              )}
              {named === version.number && (
                <NameVersionDialog position={position} version={version} onClose={() => setNamed(null)} />
              )}
              {release && (
                <p className={styles.release} data-superseded={release.supersededBy !== null}>
                  <a href={`/read/${release.id}`} className="ds-link">
                    {t('versions.readFinal', { reference: release.reference })}
                  </a>
                  <WithCorrigenda count={release.issuedCorrigenda} />
                  <span>
                    {release.supersededBy === null ? t('versions.inForce') : t('versions.superseded')}
                  </span>
                  {position.abilities.exportEvidence && (
                    <a
                      href={filePath('getReleaseEvidence', { releaseId: release.id })}
                      download
                      className="ds-link"
                    >
                      {tCommon('evidence')}
                    </a>
                  )}
                </p>
              )}
            </li>
          )
        })}
      </ol>
    </>
  )
}
