import type { SearchHit } from '@samsyn/protocol'
import { Link } from 'react-router'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { AppLink } from '../../ui/AppLink.tsx'
import { CountryList } from '../../ui/CountryList.tsx'
import { MarkingLine } from '../../ui/MarkingLine.tsx'
import { WithCorrigenda } from '../../ui/WithCorrigenda.tsx'
import { releaseTarget, versionTarget } from '../position/position-target.ts'
import styles from './SearchPage.module.css'
import { TextStateTag } from './TextStateTag.tsx'

/** A text that was found: what it is, its title, the passage that has the words, and where it belongs. */
export function SearchHitCard({ hit }: { readonly hit: SearchHit }) {
  const t = useT('search')
  const tDomain = useT('domain')
  const time = useTime()
  const { state, passage, meeting, dossier, language } = hit
  return (
    <article className={styles.hit} data-state={state}>
      <p className={styles.what}>
        <TextStateTag state={state} />
        {hit.release && <span>{hit.release.reference}</span>}
        <WithCorrigenda count={hit.release?.issuedCorrigenda ?? 0} />
        {hit.versionNumber !== null && <span>{t('version', { number: hit.versionNumber })}</span>}
        <span>{tDomain(`instrument.${hit.instrument}`)}</span>
        <MarkingLine text={hit} />
      </p>
      <h3 className={styles.title} lang={language}>
        <AppLink to={targetOf(hit)} className={styles.link}>
          <Marked parts={hit.title} />
        </AppLink>
      </h3>
      {passage && (
        <p className={styles.passage} lang={language}>
          {passage.section && <span className={styles.section}>{passage.section}</span>}
          <Marked parts={passage.parts} />
        </p>
      )}
      <p className={styles.where}>
        <CountryList countries={hit.countries} />
        <span>{t(stampOf(hit), { at: time.stamp(hit.at) })}</span>
        <Link to={`/dossiers/${dossier.id}`} className="ds-link">
          {dossier.title}
        </Link>
        {meeting && (
          <span>
            <Link to={`/meetings/${meeting.id}`} className="ds-link">
              {meeting.title}
            </Link>
            {`, ${time.date(meeting.startsAt)}`}
          </span>
        )}
      </p>
    </article>
  )
}

function Marked({ parts }: { readonly parts: SearchHit['title'] }) {
  return parts.map(({ text, isHit }, index) =>
    // A piece has no identity but its place.
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one line
    isHit ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
  )
}

function targetOf({ positionId, release, versionNumber }: SearchHit): string {
  if (release) return releaseTarget(release.id)
  return versionNumber === null ? `/positions/${positionId}` : versionTarget(positionId, versionNumber)
}

function stampOf({ release, versionNumber }: SearchHit): 'released' | 'frozen' | 'written' {
  if (release) return 'released'
  return versionNumber === null ? 'written' : 'frozen'
}
