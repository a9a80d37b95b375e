import type { CountryCode, Intervention, ReportOutcome } from '@samsyn/domain'
import type { ReportBackDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { TextField } from '../../ui/TextField.tsx'
import { FollowUpFields } from './FollowUpFields.tsx'
import { OutcomeField } from './OutcomeField.tsx'
import form from './ReportForm.module.css'
import styles from './Reports.module.css'
import { type DraftFollowUp, followUpsOf } from './report-draft.ts'
import { SaidField } from './SaidField.tsx'
import { useReportCommand } from './use-report-back.ts'

/** The secretariat makes one report of those of the delegations: the outcome first, the dividing line, the next step. */
export function ConsolidateForm({
  back,
  positionId,
  parties,
  onDone,
}: {
  readonly back: ReportBackDetail
  readonly positionId: string
  readonly parties: readonly CountryCode[]
  readonly onDone: () => void
}) {
  const t = useT('report')
  const errorText = useErrorText()
  const counting = back.reports.filter(({ counts }) => counts)
  // What was looked at when the form was opened: what comes in meanwhile is not in it, and the server says so.
  const [basedOn] = useState(() => counting.map(({ id }) => id))
  const [outcome, setOutcome] = useState<ReportOutcome | null>(back.consolidation?.outcome ?? null)
  const [isAsked, setAsked] = useState(false)
  const [words, setWords] = useState(() => ({
    conclusion:
      back.consolidation?.conclusion ??
      counting
        .map(({ conclusion }) => conclusion)
        .join('\n')
        .trim(),
    dividingLine: back.consolidation?.dividingLine ?? '',
    nextStep: back.consolidation?.nextStep ?? '',
  }))
  const [said, setSaid] = useState<readonly Intervention[]>(() =>
    back.consolidation ? back.consolidation.said : allSaid(counting.flatMap((report) => report.said)),
  )
  const [followUps, setFollowUps] = useState<readonly DraftFollowUp[]>([])
  const command = useReportCommand('consolidateReports', positionId)
  const save = () => {
    setAsked(true)
    if (outcome === null) return
    command.mutate(
      {
        basedOn: [...basedOn],
        outcome,
        said: said.map((one) => ({ ...one })),
        ...words,
        followUps: followUpsOf(followUps),
      },
      { onSuccess: onDone },
    )
  }
  const [owner = 'DK'] = parties
  return (
    <form
      className={`${form.form} ${styles.consolidate}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <OutcomeField outcome={outcome} onChange={setOutcome} isMissing={isAsked && outcome === null} />
      {(['conclusion', 'dividingLine', 'nextStep'] as const).map((field) => (
        <TextField
          key={field}
          isLong
          label={t(field === 'conclusion' ? 'conclusion' : `consolidation.${field}`)}
          maxLength={4000}
          value={words[field]}
          onValue={(text) => setWords((before) => ({ ...before, [field]: text }))}
        />
      ))}
      {!back.meeting?.isChathamHouse && (
        <details className={form.part}>
          <summary>{t('said.title')}</summary>
          <SaidField said={said} onChange={setSaid} />
        </details>
      )}
      <fieldset>
        <legend className={styles.legend}>{t('followUps.title')}</legend>
        <FollowUpFields rows={followUps} parties={parties} owner={owner} onChange={setFollowUps} />
      </fieldset>
      {command.error && (
        <p role="alert" className={styles.error}>
          {errorText(command.error)}
        </p>
      )}
      <div className={styles.buttons}>
        <button type="submit" className="ds-button" aria-busy={command.isPending}>
          {t('consolidation.save')}
        </button>
      </div>
    </form>
  )
}

/** What all of them named, each once. */
function allSaid(said: readonly Intervention[]): readonly Intervention[] {
  return [...new Map(said.map((one) => [`${one.speaker} ${one.stance}`, one])).values()]
}
