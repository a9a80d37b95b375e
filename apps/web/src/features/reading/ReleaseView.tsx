import { keepsBrackets } from '@samsyn/domain'
import {
  type DocJson,
  type Footnote,
  footnotesOf,
  printable,
  type SectionJson,
  sectionTitle,
  type TemplateLanguage,
  withPassageNotes,
} from '@samsyn/editor'
import type { PositionDetail, ReleaseDetail } from '@samsyn/protocol'
import { memo, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { toLanguage } from '../../i18n/languages.ts'
import { useTime } from '../../i18n/use-time.ts'
import { MarkingLine } from '../../ui/MarkingLine.tsx'
import { PostponementLine } from '../../ui/PostponementLine.tsx'
import { useMarkingText } from '../../ui/use-marking-text.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { Corrigenda } from './Corrigenda.tsx'
import { renderNote, SectionView } from './DocumentView.tsx'
import { WithFootnotes } from './Footnotes.tsx'
import { corrigendumMarks, type ReservationNote, reservationNotes } from './passage-marks.ts'
import { ReleaseAlarms } from './ReleaseAlarms.tsx'
import { ReleaseBar } from './ReleaseBar.tsx'
import { ReleaseFoot } from './ReleaseFoot.tsx'
import { ReportText } from './ReportText.tsx'
import { ReservationNoteText } from './ReservationNoteText.tsx'
import { isGenuineTranslation, type ReleaseState } from './release-state.ts'
import { TextLanguages } from './TextLanguages.tsx'
import { shownText, useChosenTextLanguage } from './text-language.ts'
import { useIsGenuine } from './use-is-genuine.ts'

/** A final text as it is read: what it is, who stands behind it, then the text, speaking points first. */
export function ReleaseView({
  release,
  state,
  position,
  unchecked,
}: {
  readonly release: ReleaseDetail
  readonly state: ReleaseState
  readonly position: PositionDetail | undefined
  /** What paper must say where the server was not asked just now. */
  readonly unchecked: string | null
}) {
  const t = useT('reading')
  const tDomain = useT('domain')
  const markingText = useMarkingText()
  const time = useTime()
  const names = useCountryNames()
  const chosen = useChosenTextLanguage()
  const own = toLanguage(useTranslation().i18n.language) ?? 'en'
  const shown = useMemo(() => shownText(release, { chosen, own }), [release, chosen, own])
  const { translation } = shown
  const heading = usePageTitle(shown.title)
  const head = useRef<HTMLElement>(null)
  const text = useRef<HTMLDivElement>(null)
  // The route's schema only says that it is a document; the stored text was checked against the editor's schema.
  const doc = release.doc as unknown as DocJson
  const read = (translation?.doc ?? release.doc) as unknown as DocJson
  const { draftingLanguage } = release
  // In other words than the agreed ones no passage of those stands.
  const reserved = useMemo(
    () => (translation ? noNotes : reservationNotes(release.reservations)),
    [translation, release.reservations],
  )
  const notes = useMemo(() => footnotesOf(withPassageNotes(read, reserved)), [read, reserved])
  const { language } = shown
  const { contentHash } = release.version
  const isAgreed = useIsGenuine(doc, contentHash)
  const isIssued = useMemo(() => isGenuineTranslation(translation, contentHash), [translation, contentHash])
  const isGenuine = isAgreed && isIssued
  const version = t('version', { number: release.version.number })
  return (
    <div className="release" data-state={state} data-unchecked={unchecked !== null}>
      <ReleaseAlarms
        state={state}
        supersededBy={release.supersededBy}
        withdrawals={release.withdrawals}
        isGenuine={isGenuine}
      />
      {release.isSample && <p className="reading-sample">{t('sample')}</p>}
      <header ref={head} className="release-head">
        <p className="release-state">
          <strong>{t(`state.${state}`)}</strong>
          {keepsBrackets(release.instrument) && (
            <strong>{tDomain(`instrument.${release.instrument}`)}</strong>
          )}
          <MarkingLine text={release} />
          <span>{version}</span>
          <span>{release.reference}</span>
          <time dateTime={release.releasedAt}>{t('released', { at: time.stamp(release.releasedAt) })}</time>
        </p>
        <h1 ref={heading} tabIndex={-1} lang={language}>
          {shown.title}
        </h1>
        <p className="release-formula" lang={draftingLanguage}>
          {release.partyFormula}
        </p>
        {release.reservations.length > 0 && (
          <p className="release-reserved">
            <a href="#reservations">
              {t('reservedBy', { countries: names.list(release.reservations.map(({ country }) => country)) })}
            </a>
          </p>
        )}
        {release.reservations.map(
          ({ country, type, lifted }) =>
            lifted && (
              <p key={country} className="release-lifted" data-lifted={country}>
                {t(`lifted.${type}`, { country: names.name(country), at: time.stamp(lifted.at) })}
              </p>
            ),
        )}
        <PostponementLine postponement={release.postponement} className="release-postponed" />
        {release.meeting && (
          <p className="release-meeting">
            <a href={`/meetings/${release.meeting.id}`}>{release.meeting.title}</a>
            {release.agendaItem && ` · ${t('item', { number: release.agendaItem.number })}`}
            {release.meeting.status === 'postponed' || release.meeting.status === 'cancelled'
              ? ` · ${tDomain(`meetingStatus.${release.meeting.status}`)}`
              : ` · ${time.full(release.meeting.startsAt)}`}
          </p>
        )}
      </header>
      <Corrigenda corrigenda={release.corrigenda} language={draftingLanguage} />
      <TextLanguages release={release} shown={shown} />
      {/* What was found or chosen in one language is not there in another. */}
      <ReleaseBar key={language} release={release} shown={shown} state={state} head={head} text={text} />
      <div ref={text} className="document" lang={language}>
        <ReleaseText
          doc={read}
          language={language}
          agreedLanguage={draftingLanguage}
          reserved={reserved}
          corrigenda={translation ? none : release.corrigenda}
        />
      </div>
      <ReleaseFoot
        release={release}
        translation={translation}
        doc={read}
        isGenuine={isGenuine}
        noteOf={(country) => {
          const note = reserved.find(({ countries }) => countries.includes(country))
          return notes.find(({ id }) => id === note?.id)?.number ?? null
        }}
      />
      {position?.abilities.reportSpill && <ReportText position={position} />}
      {/* Only on paper, at the head of every page: where a table's head is written makes no difference. */}
      <div className="release-running" data-paper-head aria-hidden="true">
        <span>
          {[
            t(`state.${state}`),
            ...(unchecked === null ? [] : [unchecked]),
            ...(translation ? [t('translation.banner', { language: draftingLanguage })] : []),
            release.reference,
            version,
            markingText(release),
            ...(release.isSample ? [t('sample')] : []),
          ].join(' · ')}
        </span>
      </div>
    </div>
  )
}

const none: ReleaseDetail['corrigenda'] = []
const noNotes: readonly ReservationNote[] = []

/** The words themselves: drawn again only where they are others, whatever is asked of the server meanwhile. */
const ReleaseText = memo(function ReleaseText({
  doc,
  language,
  agreedLanguage,
  reserved,
  corrigenda,
}: {
  readonly doc: DocJson
  readonly language: TemplateLanguage
  readonly agreedLanguage: TemplateLanguage
  readonly reserved: readonly ReservationNote[]
  readonly corrigenda: ReleaseDetail['corrigenda']
}) {
  const t = useT('reading')
  const printed = useMemo(
    () => printable(withPassageNotes(doc, reserved), { language, withLinks: true }),
    [doc, reserved, language],
  )
  // The mark of a corrigendum is no footnote: it has no number among them.
  const marked = useMemo(() => {
    const marks = [...reserved, ...corrigendumMarks(corrigenda)]
    return corrigenda.length === 0
      ? printed
      : printable(withPassageNotes(doc, marks), { language, withLinks: true })
  }, [doc, reserved, corrigenda, printed, language])
  const noteText = (note: Footnote) => {
    const own = reserved.find(({ id }) => id === note.id)
    return own ? <ReservationNoteText note={own} language={agreedLanguage} /> : renderNote(note)
  }
  return (
    <WithFootnotes doc={printed} renderNote={noteText}>
      {inReadingOrder(marked.content).map((section) =>
        section.attrs.kind === 'background' ? (
          <details key={section.attrs.id} className="release-fold">
            <summary>{sectionTitle(section) || t('background')}</summary>
            <SectionView section={section} />
          </details>
        ) : (
          <SectionView key={section.attrs.id} section={section} />
        ),
      )}
    </WithFootnotes>
  )
})

/** Speaking points first, background last; otherwise as it was written. */
function inReadingOrder(sections: readonly SectionJson[]): readonly SectionJson[] {
  const placeOf = ({ attrs: { kind } }: SectionJson) =>
    kind === 'speaking_points' ? 0 : kind === 'background' ? 2 : 1
  return [...sections].sort((one, other) => placeOf(one) - placeOf(other))
}
