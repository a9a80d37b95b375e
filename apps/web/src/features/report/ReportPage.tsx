import type { CountryCode } from '@samsyn/domain'
import type { PersonCard, ReleaseDetail } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { isSignedOutCode } from '../../app/signed-out.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import styles from './ReportForm.module.css'
import { ReportForm } from './ReportForm.tsx'
import { draftFrom, draftOf } from './report-draft.ts'
import { type OutgoingReport, openReportStore } from './report-store.ts'
import { StandingReportBlock } from './StandingReportBlock.tsx'
import { givenEvent, reportsKey, useReports, useToldReports } from './use-reports.ts'

/** The report on a final text's meeting: beside the text what became of the last one and the way to the form, in its place the form. */
export function ReportPage({
  release,
  person,
  country,
  parties,
  home,
  isOpen,
  onOpen,
}: {
  readonly release: ReleaseDetail
  readonly person: PersonCard
  readonly country: CountryCode
  readonly parties: readonly CountryCode[]
  /** Where the text is read. */
  readonly home: string
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
}) {
  const t = useT('report')
  const reports = useReports(person.id, release.id)
  const last = reports.data?.last ?? null
  const draft = reports.data?.draft ?? null
  const client = useQueryClient()
  const [turns, setTurns] = useState(0)
  // What was written in the form is kept on the device, which the page does not hear of.
  useEffect(() => {
    if (!isOpen) void client.invalidateQueries({ queryKey: [...reportsKey, person.id, release.id] })
  }, [client, isOpen, person.id, release.id])
  const told = useToldReports(release.positionId)
  const given = last === null || last.state === 'refused' ? null : last.id
  // What was given here comes after all that the server told before it had it.
  const isBehind = given !== null && !told?.reports.some(({ id }) => id === given)
  const standing =
    told && !isBehind
      ? (told.reports.find((each) => each.counts && each.country === country) ?? null)
      : undefined
  if (!isOpen) {
    return (
      <section className={styles.entry} aria-label={t('title')}>
        {last && <ReportState report={last} />}
        {draft && <p>{t('state.draft')}</p>}
        <p className={styles.ways}>
          <a
            href={`${home}/report`}
            className={styles.toForm}
            onClick={(event) => {
              event.preventDefault()
              onOpen(true)
            }}
          >
            {t('entry')}
          </a>
          <a href={`/positions/${release.positionId}/reports`}>{t('read')}</a>
        </p>
      </section>
    )
  }
  // A form that began without what is kept would overwrite it.
  if (reports.isPending) return null
  const again = async (refused: Refused) => {
    const store = await openReportStore(person.id)
    await store.takeBack(refused.id, release.id, draftOf(refused.body))
  }
  const anyway = async ({ body, ...refused }: Refused, replaces: string | null) => {
    const store = await openReportStore(person.id)
    await store.give(
      { ...refused, at: new Date().toISOString(), state: 'waiting', body: { ...body, replaces }, code: null },
      { isDraft: false },
    )
    dispatchEvent(new Event(givenEvent))
  }
  const turnToOther = async () => {
    const store = await openReportStore(person.id)
    await store.turnToAside(release.id)
    await client.refetchQueries({ queryKey: reportsKey })
    setTurns((before) => before + 1)
  }
  const begins =
    last?.state === 'waiting'
      ? draftOf(last.body)
      : told && standing
        ? draftFrom(standing, { ...told, releaseId: release.id })
        : null
  const isOvertaken = last?.state === 'refused' && last.code === 'reports_changed'
  return (
    <div className={styles.page}>
      <p>
        <a
          href={home}
          onClick={(event) => {
            event.preventDefault()
            onOpen(false)
          }}
        >
          {t('back')}
        </a>
      </p>
      {last && <ReportState report={last} />}
      {isOvertaken && standing && <StandingReportBlock report={standing} isOpen />}
      {isOvertaken && standing !== undefined && (
        <button
          type="button"
          className={styles.again}
          onClick={() => void anyway(last, standing?.id ?? null)}
        >
          {t('anyway')}
        </button>
      )}
      {last?.state === 'refused' && (
        <button type="button" className={styles.again} onClick={() => void again(last)}>
          {t('again')}
        </button>
      )}
      {last?.state === 'refused' && draft && <p className={styles.hint}>{t('state.both')}</p>}
      {reports.data?.hasAside && (
        <div className={styles.state}>
          <p>{t('aside.text')}</p>
          <button type="button" className={styles.again} onClick={() => void turnToOther()}>
            {t('aside.turn')}
          </button>
        </div>
      )}
      {begins && draft === null && last?.state !== 'refused' && <p className={styles.hint}>{t('newer')}</p>}
      {(last?.state !== 'refused' || draft) && (
        <ReportForm
          // Another one has words of its own.
          key={`${last?.id ?? 'first'} ${turns}`}
          release={release}
          personId={person.id}
          country={country}
          parties={parties}
          begun={draft}
          begins={begins}
          standing={standing}
          last={given}
          onGiven={() => onOpen(false)}
        />
      )}
    </div>
  )
}

type Refused = Extract<OutgoingReport, { state: 'refused' }>

/** What became of a report that was given. */
function ReportState({ report }: { readonly report: OutgoingReport }) {
  const t = useT('report')
  const tErrors = useT('errors')
  const time = useTime()
  return (
    <div className={styles.state} role="status" data-report-state={report.state}>
      {report.state === 'sent' && <p>{t('state.sent', { at: time.stamp(report.at) })}</p>}
      {report.state === 'waiting' && (
        <p>
          {t(report.code === 'spill_locked' ? 'state.locked' : 'state.waiting')}
          {report.code !== null &&
            (isSignedOutCode(report.code) || report.code === 'other_person') &&
            ` ${tErrors(report.code)}`}
        </p>
      )}
      {report.state === 'refused' && (
        <p>
          {t('state.refused')} {tErrors(report.code)}
        </p>
      )}
    </div>
  )
}
