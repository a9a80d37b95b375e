import { ShieldLockIcon } from '@navikt/aksel-icons'
import type { DocJson } from '@samsyn/editor'
import { filePath, type PositionDetail, type VersionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { Link } from 'react-router'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { FileLinks } from '../../ui/FileLinks.tsx'
import { MarkingLine } from '../../ui/MarkingLine.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { PaperHead } from '../../ui/PaperHead.tsx'
import { useMarkingText } from '../../ui/use-marking-text.ts'
import { WithCorrigenda } from '../../ui/WithCorrigenda.tsx'
import { ReportSpillDialog } from '../spill/ReportSpillDialog.tsx'
import styles from './VersionHeader.module.css'
import { VersionRibbon } from './VersionRibbon.tsx'
import { versionState } from './version-state.ts'

interface Props {
  readonly position: PositionDetail
  readonly version: VersionDetail
  readonly doc: DocJson
  readonly isGenuine: boolean
}

/** The name it has now: the position is told anew when it changes, the version's own page need not be. */
function nameIn({ versions }: PositionDetail, { number, name }: VersionDetail): string {
  return versions.find((version) => version.number === number)?.name ?? name
}

/** What one is looking at, the ways to the draft and the final texts, and what forbids relying on it. */
export function VersionHeader({ position, version, doc, isGenuine }: Props) {
  const t = useT('version')
  const tSpill = useT('spill')
  const [isReporting, setReporting] = useState(false)
  const time = useTime()
  const markingText = useMarkingText()
  const documentTitle = t('documentTitle', { number: version.number, title: position.title })
  const isLatest = version.number === position.latestVersion
  const release = position.releases.find(({ versionNumber }) => versionNumber === version.number)
  const inForce = position.releases.find(({ id }) => id === position.releaseInForce && id !== release?.id)
  return (
    <>
      <PaperHead parts={[markingText(position), documentTitle]} />
      <PageHeader
        title={position.title}
        documentTitle={documentTitle}
        above={
          <span className={styles.ways}>
            <Link to={`/positions/${position.id}`} className="ds-link">
              {t('toDraft')}
            </Link>
            {release && (
              <a href={`/read/${release.id}`} className="ds-link">
                {t('toRelease', { reference: release.reference })}
              </a>
            )}
            <WithCorrigenda count={release?.issuedCorrigenda ?? 0} />
            {inForce && (
              <a href={`/read/${inForce.id}`} className="ds-link">
                {t(position.suspendedBy.length > 0 ? 'inForceSuspended' : 'inForce', {
                  reference: inForce.reference,
                })}
              </a>
            )}
            <WithCorrigenda count={inForce?.issuedCorrigenda ?? 0} />
          </span>
        }
      >
        <VersionRibbon
          number={version.number}
          name={nameIn(position, version)}
          state={versionState(position, version.number)}
        />
        <MarkingLine text={position} />
        <p className={styles.quiet}>
          {t('frozen', { at: time.full(version.frozenAt), name: version.frozenBy.name })}
        </p>
        {version.note && <p className={styles.quiet}>{t('note', { note: version.note })}</p>}
        {isGenuine && (
          <FileLinks
            doc={doc}
            instrument={position.instrument}
            pathOf={(format, attribution) =>
              filePath(
                'getVersionFile',
                { positionId: position.id, number: version.number, format },
                { attribution },
              )
            }
          />
        )}
        {position.abilities.reportSpill && (
          <button
            type="button"
            className={`ds-button ${styles.report}`}
            data-variant="tertiary"
            data-color="neutral"
            data-size="sm"
            onClick={() => setReporting(true)}
          >
            <ShieldLockIcon aria-hidden />
            {tSpill('report.button')}
          </button>
        )}
        {isReporting && <ReportSpillDialog position={position} onClose={() => setReporting(false)} />}
      </PageHeader>
      {!isGenuine && (
        <p className={styles.alarm} role="alert">
          {t('hash.wrong')}
        </p>
      )}
      {!isLatest && (
        <p className={styles.notice} role="status">
          {t('newer', { number: position.latestVersion })}{' '}
          <Link to={`/positions/${position.id}/versions/${position.latestVersion}`}>{t('toNewer')}</Link>
        </p>
      )}
    </>
  )
}
