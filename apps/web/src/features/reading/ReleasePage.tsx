import { contentHash, type DocJson, type SectionJson } from '@samsyn/editor'
import type { ReleaseDetail } from '@samsyn/protocol'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { SectionView } from './DocumentView.tsx'
import { ReadingNotice } from './ReadingNotice.tsx'
import { reading } from './reading-api.ts'
import { useLive } from './use-live.ts'

/** A final text: what it is, who stands behind it, then the text, speaking points first. */
export function ReleasePage({ releaseId }: { readonly releaseId: string }) {
  const t = useT('reading')
  const release = useQuery({ queryKey: ['release', releaseId], queryFn: () => reading.release(releaseId) })
  useLive(release.data?.positionId)
  if (release.isPending) return <p className="reading-loading">{t('loading')}</p>
  if (release.isError && !release.data) {
    return <ReadingNotice error={release.error} onRetry={() => void release.refetch()} />
  }
  return <ReleaseView release={release.data} />
}

function ReleaseView({ release }: { readonly release: ReleaseDetail }) {
  const t = useT('reading')
  const tDomain = useT('domain')
  const time = useTime()
  const heading = usePageTitle(release.title)
  // The route's schema only says that it is a document; the stored text was checked against the editor's schema.
  const doc = release.doc as unknown as DocJson
  const isGenuine = useMemo(() => contentHash(doc) === release.version.contentHash, [doc, release.version])
  const { supersededBy } = release
  return (
    <div className="release" data-superseded={supersededBy !== null}>
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
      {!isGenuine && (
        <div className="reading-alarm" role="alert">
          <strong>{t('hash.wrongTitle')}</strong>
          <p>{t('hash.wrong')}</p>
        </div>
      )}
      {release.isSample && <p className="reading-sample">{t('sample')}</p>}
      <header className="release-head">
        <p className="release-state">
          <strong>{supersededBy ? t('state.superseded') : t('state.final')}</strong>
          <span>{t('version', { number: release.version.number })}</span>
          <span>{release.reference}</span>
          <time dateTime={release.releasedAt}>{t('released', { at: time.stamp(release.releasedAt) })}</time>
        </p>
        <h1 ref={heading} tabIndex={-1} lang={release.draftingLanguage}>
          {release.title}
        </h1>
        <p className="release-formula" lang={release.draftingLanguage}>
          {release.partyFormula}
        </p>
        {release.meeting && (
          <p className="release-meeting">
            <a href={`/meetings/${release.meeting.id}`}>{release.meeting.title}</a>
            {release.agendaItem && ` · ${t('item', { number: release.agendaItem.number })}`}
            {` · ${time.full(release.meeting.startsAt)}`}
          </p>
        )}
      </header>
      <div className="document" lang={release.draftingLanguage}>
        {inReadingOrder(doc.content).map((section) =>
          section.attrs.kind === 'background' ? (
            <details key={section.attrs.id} className="release-fold">
              <summary>
                {section.content[0].content?.map(({ text }) => text).join('') || t('background')}
              </summary>
              <SectionView section={section} />
            </details>
          ) : (
            <SectionView key={section.attrs.id} section={section} />
          ),
        )}
      </div>
      <footer className="release-foot">
        {release.reservations.length > 0 && (
          <>
            <h2>{t('reservations')}</h2>
            <ul>
              {release.reservations.map(({ country, type, text }) => (
                <li key={`${country}-${type}`}>
                  <CountryBadge country={country} show="name" /> {text}
                </li>
              ))}
            </ul>
          </>
        )}
        <h2>{t('signedOff')}</h2>
        <ul className="release-signoffs">
          {release.signOffs.map(({ country, at }) => (
            <li key={country}>
              <CountryBadge country={country} show="name" />
              <time dateTime={at}>{time.stamp(at)}</time>
            </li>
          ))}
        </ul>
        <dl className="release-facts">
          <div>
            <dt>{t('marking')}</dt>
            <dd>{tDomain(`marking.${release.marking}`)}</dd>
          </div>
          <div>
            <dt>{t('dossier')}</dt>
            <dd>{[release.dossier.title, ...release.dossier.references].join(' · ')}</dd>
          </div>
          <div>
            <dt>{t('hash.name')}</dt>
            <dd>
              <span className="release-hash-state">{isGenuine ? t('hash.right') : t('hash.wrongTitle')}</span>
              <code>{release.version.contentHash}</code>
            </dd>
          </div>
        </dl>
        <p className="release-files">
          {t('files')}
          {(['html', 'md', 'txt'] as const).map((format) => (
            <a key={format} href={`/api/releases/${release.id}/files/${format}`} download>
              {fileNames[format]}
            </a>
          ))}
        </p>
        <p className="release-times">{t('brusselsTime')}</p>
      </footer>
    </div>
  )
}

const fileNames = { html: 'HTML', md: 'Markdown', txt: 'TXT' } as const

/** Speaking points first, background last; otherwise as it was written. */
function inReadingOrder(sections: readonly SectionJson[]): readonly SectionJson[] {
  const placeOf = ({ attrs: { kind } }: SectionJson) =>
    kind === 'speaking_points' ? 0 : kind === 'background' ? 2 : 1
  return [...sections].sort((one, other) => placeOf(one) - placeOf(other))
}
