import type { Language } from '@samsyn/domain'
import type { DocJson } from '@samsyn/editor'
import { filePath, type ReleaseDetail, type TranslationText } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { FileLinks } from '../../ui/FileLinks.tsx'
import { ReferenceText } from '../../ui/ReferenceText.tsx'
import { useMarkingText } from '../../ui/use-marking-text.ts'

/** Who stands behind a final text and on what terms, and how to make sure of it. */
export function ReleaseFoot({
  release,
  translation,
  doc,
  isGenuine,
  noteOf,
}: {
  readonly release: ReleaseDetail
  /** What is shown in place of the text that was agreed; null for that itself. */
  readonly translation: TranslationText | null
  readonly doc: DocJson
  readonly isGenuine: boolean
  /** Which footnote of the text the reservation of a country is; null for none. */
  readonly noteOf: (country: ReleaseDetail['reservations'][number]['country']) => number | null
}) {
  const t = useT('reading')
  const tCommon = useT('common')
  const time = useTime()
  const markingText = useMarkingText()
  const tDomain = useT('domain')
  // Silence is consent where the round says so, and never a signature: it stands apart.
  const signed = release.signOffs.filter(({ kind }) => kind !== 'tacit')
  const tacit = release.signOffs.filter(({ kind }) => kind === 'tacit')
  return (
    <footer className="release-foot">
      {release.reservations.length > 0 && (
        <>
          <h2 id="reservations">{t('reservations')}</h2>
          <ul className="release-reservations">
            {release.reservations.map(({ country, type, passage, text, lifted }) => (
              <li key={country} data-reservation={type}>
                <CountryBadge country={country} show="name" />
                <ReservationTerms
                  type={tDomain(`reservationType.${type}`)}
                  text={text}
                  note={noteOf(country)}
                  language={release.draftingLanguage}
                />
                {passage !== null && (
                  <p className="release-passage">
                    {t('reservationOn')} <q lang={release.draftingLanguage}>{passage}</q>
                  </p>
                )}
                {lifted && (
                  <p>
                    <strong>{t('liftedAt', { at: time.stamp(lifted.at) })}</strong>{' '}
                    <span>{tDomain(lifted.isSigned ? 'signed' : 'unsigned')}</span>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {signed.length > 0 && <SignOffs title={t('signedOff')} signOffs={signed} />}
      {tacit.length > 0 && <SignOffs title={tDomain('decision.tacit')} signOffs={tacit} />}
      {release.lateObjections.length > 0 && (
        <>
          <h2>{t('late.title')}</h2>
          <p>{t('late.text')}</p>
          <ul className="release-signoffs">
            {release.lateObjections.map(({ country, at, isSigned, reason }) => (
              <li key={`${country} ${at}`} data-late={country}>
                <CountryBadge country={country} show="name" />
                <time dateTime={at}>{time.stamp(at)}</time>
                <span>{tDomain(isSigned ? 'signed' : 'unsigned')}</span>
                {reason !== null && <p className="release-late">{reason}</p>}
              </li>
            ))}
          </ul>
        </>
      )}
      <dl className="release-facts">
        <div>
          <dt>{t('marking')}</dt>
          <dd>{markingText(release)}</dd>
        </div>
        <div>
          <dt>{t('dossier')}</dt>
          <dd>
            <ReferenceText text={[release.dossier.title, ...release.dossier.references].join(' · ')} />
          </dd>
        </div>
        <div>
          <dt>{t('hash.name')}</dt>
          <dd>
            <span className="release-hash-state">{isGenuine ? t('hash.right') : t('hash.wrongTitle')}</span>
            <code>{release.version.contentHash}</code>
          </dd>
        </div>
        {translation && (
          <div>
            <dt>{t('translation.hash')}</dt>
            <dd>
              <code>{translation.contentHash}</code>
            </dd>
          </div>
        )}
      </dl>
      <FileLinks
        doc={doc}
        instrument={release.instrument}
        pathOf={(format, attribution) =>
          translation
            ? filePath(
                'getTranslationFile',
                { releaseId: release.id, translationId: translation.id, format },
                { attribution },
              )
            : filePath('getReleaseFile', { releaseId: release.id, format }, { attribution })
        }
      />
      {release.hasEvidence && (
        <p className="release-evidence">
          <a href={filePath('getReleaseEvidence', { releaseId: release.id })} download>
            {tCommon('evidence')}
          </a>
        </p>
      )}
      <p className="release-times">{t('brusselsTime')}</p>
    </footer>
  )
}

/** What a reservation is; its own words stand in its footnote, where it has one, and all who reserve are still named in one place. */
function ReservationTerms({
  type,
  text,
  note,
  language,
}: {
  readonly type: string
  readonly text: string
  readonly note: number | null
  readonly language: Language
}) {
  const t = useT('reading')
  if (note !== null)
    return (
      <p>
        {type} · <a href={`#note-mark-${note}`}>{t('footnote', { number: note })}</a>
      </p>
    )
  return (
    <p>
      {type}
      {text === '' ? '.' : ': '}
      {text !== '' && <span lang={language}>{text}</span>}
    </p>
  )
}

function SignOffs({
  title,
  signOffs,
}: {
  readonly title: string
  readonly signOffs: ReleaseDetail['signOffs']
}) {
  const t = useT('reading')
  const tDomain = useT('domain')
  const time = useTime()
  return (
    <>
      <h2>{title}</h2>
      <ul className="release-signoffs">
        {signOffs.map(({ country, at, kind, isSigned, liftedAt }) => (
          <li key={country}>
            <CountryBadge country={country} show="name" />
            {kind === 'agree_with_reservation' && <span>{tDomain('decision.agree_with_reservation')}</span>}
            <time dateTime={at}>{time.stamp(at)}</time>
            {kind !== 'tacit' && <span>{tDomain(isSigned ? 'signed' : 'unsigned')}</span>}
            {liftedAt !== null && <span>{t('liftedAt', { at: time.stamp(liftedAt) })}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}
