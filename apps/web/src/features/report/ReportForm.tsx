import { type CountryCode, classifiedField, reportOutcomes } from '@samsyn/domain'
import { type DocJson, sectionTitle } from '@samsyn/editor'
import type { ReleaseDetail } from '@samsyn/protocol'
import { useEffect, useRef, useState } from 'react'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { EvidenceFields } from './EvidenceFields.tsx'
import { FollowUpFields } from './FollowUpFields.tsx'
import { OutcomeField } from './OutcomeField.tsx'
import styles from './ReportForm.module.css'
import { emptyReport, type ReportDraft, reportBody } from './report-draft.ts'
import { openReportStore } from './report-store.ts'
import { SaidField } from './SaidField.tsx'
import { type StandingReport, StandingReportBlock } from './StandingReportBlock.tsx'
import { givenEvent } from './use-reports.ts'

/** A delegation's report, for one thumb in the corridor: one tap and Send is a report; everything else is there for who has words. */
export function ReportForm({
  release,
  personId,
  country,
  parties,
  begun,
  begins,
  standing,
  last,
  onGiven,
}: {
  readonly release: ReleaseDetail
  readonly personId: string
  readonly country: CountryCode
  readonly parties: readonly CountryCode[]
  /** What was written before on this device. */
  readonly begun: ReportDraft | null
  /** What a new one begins with; null for nothing. */
  readonly begins: ReportDraft | null
  /** The report of the country that counts, null for none; undefined while that is not known. */
  readonly standing: StandingReport | null | undefined
  /** What was last given on this device. */
  readonly last: string | null
  readonly onGiven: () => void
}) {
  const t = useT('report')
  const tDomain = useT('domain')
  const tReading = useT('reading')
  const tErrors = useT('errors')
  const names = useCountryNames()
  const time = useTime()
  const heading = usePageTitle(`${t('title')}: ${release.title}`)
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState(begun ?? begins ?? emptyReport)
  const [isTouched, setTouched] = useState(false)
  const [keeping, setKeeping] = useState<'nothing' | 'kept' | 'failed'>(begun ? 'kept' : 'nothing')
  // The one that is shown: of what comes in later its author does not know, and the server says so.
  const [seen, setSeen] = useState(standing)
  if (seen === undefined && standing !== undefined) {
    setSeen(standing)
    if (!begun && !isTouched && begins) setDraft(begins)
  }
  const [fault, setFault] = useState<'outcome' | 'classified' | 'failed' | null>(null)
  // The form may be left in the middle of a word.
  const isGiven = useRef(false)

  useEffect(() => {
    if (!isTouched || isGiven.current) return
    openReportStore(personId)
      .then((store) => (isGiven.current ? undefined : store.keepDraft(release.id, draft)))
      .then(
        () => setKeeping('kept'),
        () => setKeeping('failed'),
      )
  }, [draft, isTouched, personId, release.id])

  const isChathamHouse = release.meeting?.isChathamHouse === true
  const change = (part: Partial<ReportDraft>) => {
    setFault(null)
    setTouched(true)
    setDraft((before) => ({ ...before, ...part }))
  }

  const send = async () => {
    // A thumb that trembles taps twice.
    if (isGiven.current) return
    const { outcome } = draft
    if (outcome === null) {
      setFault('outcome')
      form.current?.querySelector<HTMLElement>('[data-report-outcome] input')?.focus()
      return
    }
    const body = reportBody(
      { ...draft, outcome },
      {
        id: crypto.randomUUID(),
        releaseId: release.id,
        personId,
        country,
        replaces: seen === undefined ? last : (seen?.id ?? null),
        isChathamHouse,
      },
    )
    // What is found here has not left the device.
    if (classifiedField(body) !== null) {
      setFault('classified')
      return
    }
    isGiven.current = true
    try {
      const store = await openReportStore(personId)
      const { id } = body
      const at = new Date().toISOString()
      await store.give(
        {
          id,
          positionId: release.positionId,
          releaseId: release.id,
          at,
          state: 'waiting',
          body,
          code: null,
        },
        { isDraft: true },
      )
    } catch {
      isGiven.current = false
      setFault('failed')
      return
    }
    dispatchEvent(new Event(givenEvent))
    onGiven()
  }

  // The route's schema only says that it is a document; the stored text was checked against the editor's schema.
  const { content } = release.doc as unknown as DocJson
  const answered = Object.keys(draft.sections).length
  return (
    <form
      ref={form}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <header className={styles.head}>
        <h1 ref={heading} tabIndex={-1}>
          {t('title')}
        </h1>
        <p className={styles.about}>
          <span lang={release.draftingLanguage}>{release.title}</span>
          {release.meeting && ` · ${release.meeting.title}`}
          {release.agendaItem && ` · ${tReading('item', { number: release.agendaItem.number })}`}
          {release.meeting && ` · ${time.date(release.meeting.startsAt)}`}
        </p>
        <p className={styles.as}>{t('as', { country: names.name(country) })}</p>
        {isChathamHouse && <p className={styles.rule}>{t('chathamHouse')}</p>}
      </header>
      {seen && <StandingReportBlock report={seen} />}
      <OutcomeField
        outcome={draft.outcome}
        onChange={(outcome) => change({ outcome })}
        isMissing={fault === 'outcome'}
      />
      {!isChathamHouse && (
        <details className={styles.part}>
          <summary>{t('said.title')}</summary>
          <SaidField said={draft.said} onChange={(said) => change({ said })} />
        </details>
      )}
      <label className={styles.words}>
        <span>
          {t('conclusion')} <small>({t('optional')})</small>
        </span>
        <textarea
          rows={2}
          maxLength={4000}
          value={draft.conclusion}
          onChange={({ target }) => change({ conclusion: target.value })}
        />
      </label>
      <label className={styles.words}>
        <span>
          {t('facts')} <small>({t('optional')})</small>
        </span>
        <span className={styles.hint}>{t('factsHint')}</span>
        <textarea
          rows={3}
          maxLength={4000}
          value={draft.facts}
          onChange={({ target }) => change({ facts: target.value })}
        />
      </label>
      <details className={styles.part}>
        <summary>
          {t('sections.title')}
          {answered > 0 && <small>{t('sections.answered', { count: answered })}</small>}
        </summary>
        {content.map((section) => (
          <label key={section.attrs.id} className={styles.section}>
            <span lang={release.draftingLanguage}>{sectionTitle(section)}</span>
            <select
              value={draft.sections[section.attrs.id] ?? ''}
              onChange={({ target }) => {
                const chosen = reportOutcomes.find((each) => each === target.value)
                const { [section.attrs.id]: _before, ...others } = draft.sections
                change({ sections: chosen ? { ...others, [section.attrs.id]: chosen } : others })
              }}
            >
              <option value="">{t('sections.none')}</option>
              {reportOutcomes.map((each) => (
                <option key={each} value={each}>
                  {tDomain(`reportOutcome.${each}`)}
                </option>
              ))}
            </select>
          </label>
        ))}
      </details>
      <details className={styles.part}>
        <summary>
          {t('followUps.title')}
          {draft.followUps.length > 0 && <small>{draft.followUps.length}</small>}
        </summary>
        <FollowUpFields
          rows={draft.followUps}
          parties={parties}
          owner={country}
          onChange={(followUps) => change({ followUps })}
        />
      </details>
      <details className={styles.part}>
        <summary>
          {t('evidence.title')}
          {draft.evidence.length > 0 && <small>{draft.evidence.length}</small>}
        </summary>
        <EvidenceFields rows={draft.evidence} onChange={(evidence) => change({ evidence })} />
      </details>
      <fieldset className={styles.assessment}>
        <legend>
          {t('assessment.title')} <small>({t('optional')})</small>
        </legend>
        <p className={styles.hint}>{t(draft.isShared ? 'assessment.shared' : 'assessment.own')}</p>
        <textarea
          aria-label={t('assessment.title')}
          rows={3}
          maxLength={4000}
          value={draft.assessment}
          onChange={({ target }) => change({ assessment: target.value })}
        />
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={draft.isShared}
            onChange={({ target }) => change({ isShared: target.checked })}
          />
          <span>{t('assessment.share')}</span>
        </label>
      </fieldset>
      <div className={styles.foot}>
        {(fault === 'classified' || fault === 'failed') && (
          <p className={styles.error} role="alert">
            {fault === 'classified' ? tErrors('classified_words') : t('notSaved')}
          </p>
        )}
        <p className={styles.kept} role="status" data-kept={keeping}>
          {keeping === 'kept' && t('saved')}
          {keeping === 'failed' && t('notSaved')}
        </p>
        <button type="submit" className={styles.send}>
          {t('send')}
        </button>
      </div>
    </form>
  )
}
