import { contentHash, type DocJson, openPoints } from '@samsyn/editor'
import { useMemo } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { usePosition, useVersion } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PageError } from '../../ui/PageError.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { StatusTag } from '../../ui/StatusTag.tsx'
import { OpenPointList } from '../position/OpenPointList.tsx'
import { PositionActions } from '../position/PositionActions.tsx'
import { PositionFacts } from '../position/PositionFacts.tsx'
import { VersionList } from '../position/VersionList.tsx'
import { DocumentView } from '../reading/DocumentView.tsx'
import { ComparisonView } from './ComparisonView.tsx'
import { RoundPanel } from './RoundPanel.tsx'
import { SignOff } from './SignOff.tsx'
import styles from './VersionPage.module.css'

/** A frozen version: its text and hash, who has decided what, and the decision itself for whoever gives one. */
export function VersionPage() {
  const { positionId = '', number: segment = '' } = useParams()
  const number = Number(segment)
  const position = usePosition(positionId)
  const version = useVersion(positionId, number)
  const error = position.error ?? version.error
  if (error) return <PageError error={error} onRetry={() => void version.refetch()} />
  if (!position.data || !version.data) {
    return (
      <div className="page">
        <LoadingState />
      </div>
    )
  }
  return <VersionView key={number} position={position.data} version={version.data} />
}

type Position = NonNullable<ReturnType<typeof usePosition>['data']>
type Version = NonNullable<ReturnType<typeof useVersion>['data']>

function VersionView({ position, version }: { readonly position: Position; readonly version: Version }) {
  const t = useT('version')
  const time = useTime()
  const [search, setSearch] = useSearchParams()
  // The route's schema only says that it is a document; the stored text was checked against the editor's schema.
  const doc = version.doc as unknown as DocJson
  const hash = useMemo(() => contentHash(doc), [doc])
  const isGenuine = hash === version.contentHash
  const points = useMemo(
    () =>
      openPoints(doc).map(({ index, text, sectionTitle }) => ({
        id: String(index),
        text: text || sectionTitle,
      })),
    [doc],
  )
  const older = position.versions.filter(({ number }) => number < version.number)
  const asked = Number(search.get('changes'))
  const base = older.find(({ number }) => number === asked) ?? null
  const [round] = version.rounds
  const isLatest = version.number === position.latestVersion
  const release = position.releases.find(({ versionNumber }) => versionNumber === version.number)
  const showChanges = (number: number | null) =>
    setSearch(number === null ? {} : { changes: String(number) }, { replace: true })

  return (
    <div className={styles.page}>
      <PageHeader
        title={position.title}
        documentTitle={t('documentTitle', { number: version.number, title: position.title })}
        above={
          <span className={styles.above}>
            <StatusTag status={position.status} />
            <Link to={`/positions/${position.id}`} className="ds-link">
              {t('toDraft')}
            </Link>
          </span>
        }
      >
        <p className={styles.ribbon} data-final={release !== undefined && release.supersededBy === null}>
          <strong>{t('name', { number: version.number })}</strong>
          <span>
            {release
              ? release.supersededBy
                ? t('ribbon.superseded')
                : t('ribbon.final')
              : isLatest
                ? t('ribbon.frozen')
                : t('ribbon.older')}
          </span>
        </p>
        <p className={styles.quiet}>
          {t('frozen', { at: time.stamp(version.frozenAt), name: version.frozenBy.name })}
          {version.note && <> · {version.note}</>}
        </p>
      </PageHeader>

      {!isGenuine && (
        <p className={styles.alarm} role="alert">
          {t('hash.wrong')}
        </p>
      )}
      {release && (
        <p>
          <a href={`/read/${release.id}`} className="ds-link">
            {t('toRelease', { reference: release.reference })}
          </a>
        </p>
      )}
      {!isLatest && (
        <p className={styles.notice}>
          {t('newer', { number: position.latestVersion })}{' '}
          <Link to={`/positions/${position.id}/versions/${position.latestVersion}`}>{t('toNewer')}</Link>
        </p>
      )}

      <div className={styles.columns}>
        <div className={styles.text}>
          {older.length > 0 && (
            <fieldset className={styles.views}>
              <legend className="visually-hidden">{t('view.label')}</legend>
              <button type="button" aria-pressed={base === null} onClick={() => showChanges(null)}>
                {t('view.text')}
              </button>
              {older.map(({ number }) => (
                <button
                  key={number}
                  type="button"
                  aria-pressed={base?.number === number}
                  onClick={() => showChanges(number)}
                >
                  {t('view.changes', { number })}
                </button>
              ))}
            </fieldset>
          )}
          {base ? (
            <ComparisonView
              positionId={position.id}
              from={base.number}
              doc={doc}
              lang={version.draftingLanguage}
            />
          ) : (
            <DocumentView doc={doc} lang={version.draftingLanguage} />
          )}
        </div>
        <aside className={styles.side} aria-label={t('side')}>
          {round && position.round?.id === round.id && isGenuine && position.abilities.decide && (
            <SignOff position={position} version={version} round={round} />
          )}
          {round ? (
            <RoundPanel round={round} parties={position.parties} />
          ) : (
            <p className={styles.quiet}>{t('round.none')}</p>
          )}
          {isLatest && <PositionActions position={position} openPoints={points} withDecision={false} />}
          {points.length > 0 && (
            <OpenPointList title={t('openPoints', { count: points.length })} points={points} />
          )}
          <section className={styles.card}>
            <h2>{t('hash.title')}</h2>
            <p>{isGenuine ? t('hash.right') : t('hash.wrong')}</p>
            <code className={styles.hash}>{hash}</code>
          </section>
          {version.rounds.slice(1).map((earlier) => (
            <details key={earlier.id} className={styles.fold}>
              <summary>{t('round.earlier', { at: time.stamp(earlier.openedAt) })}</summary>
              <RoundPanel round={earlier} parties={earlier.parties} />
            </details>
          ))}
          <details className={styles.fold}>
            <summary>{t('versions')}</summary>
            <VersionList position={position} current={version.number} />
          </details>
          <details className={styles.fold}>
            <summary>{t('facts')}</summary>
            <PositionFacts position={position} />
          </details>
        </aside>
      </div>
      {round && position.round?.id === round.id && position.abilities.decide && (
        <a className={styles.jump} href="#decide">
          {t('decide.jump')}
        </a>
      )}
    </div>
  )
}
