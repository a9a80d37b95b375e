import type { CountryCode, Intervention, ReportOutcome } from '@samsyn/domain'
import type { ReportBackDetail } from '@samsyn/protocol'
import { useRef, useState } from 'react'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { TextField } from '../../ui/TextField.tsx'
import { FollowUpFields } from './FollowUpFields.tsx'
import { OutcomeField } from './OutcomeField.tsx'
import { ReportCard } from './ReportCard.tsx'
import fields from './ReportForm.module.css'
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
  const form = useRef<HTMLFormElement>(null)
  // What was looked at: what comes in meanwhile is not in it until it is included, and the server says so.
  const [lookedAt, setLookedAt] = useState(() => counting.map(({ id }) => id))
  const newer = counting.filter(({ id }) => !lookedAt.includes(id))
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
  const isSending = useRef(false)
  // The same words go under the same id, also where no answer came to those sent before.
  const sent = useRef({ id: '', words: '' })
  const save = () => {
    setAsked(true)
    if (outcome === null || isSending.current) return
    const given = {
      basedOn: newer.length > 0 ? lookedAt : counting.map(({ id }) => id),
      outcome,
      said: said.map((one) => ({ ...one })),
      ...words,
      followUps: followUpsOf(followUps),
    }
    const asked = JSON.stringify(given)
    if (sent.current.words !== asked) sent.current = { id: crypto.randomUUID(), words: asked }
    isSending.current = true
    command.mutate(
      { id: sent.current.id, ...given },
      {
        onSuccess: onDone,
        onSettled: () => {
          isSending.current = false
        },
      },
    )
  }
  const include = () => {
    setLookedAt(counting.map(({ id }) => id))
    setSaid((before) => allSaid([...before, ...newer.flatMap((report) => report.said)]))
    command.reset()
    // What it changes first is the outcome; the button is gone.
    const outcomes = form.current?.querySelector<HTMLElement>('[data-report-outcome]')
    const field = outcomes?.querySelector<HTMLElement>('input:checked') ?? outcomes?.querySelector('input')
    field?.focus()
  }
  const [owner = 'DK'] = parties
  return (
    <form
      ref={form}
      className={`${fields.form} ${styles.consolidate}`}
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
        <details className={fields.part}>
          <summary>{t('said.title')}</summary>
          <SaidField said={said} onChange={setSaid} />
        </details>
      )}
      <fieldset>
        <legend className={styles.legend}>{t('followUps.title')}</legend>
        <FollowUpFields rows={followUps} parties={parties} owner={owner} onChange={setFollowUps} />
      </fieldset>
      <p role="status" className={newer.length > 0 ? styles.behind : styles.done}>
        {newer.length > 0 && t('consolidation.newer', { count: newer.length })}
      </p>
      {newer.map((report) => (
        <ReportCard key={report.id} report={report} isChathamHouse={back.meeting?.isChathamHouse === true} />
      ))}
      {newer.length > 0 && (
        <div className={styles.buttons}>
          <button type="button" className="ds-button" data-variant="secondary" onClick={include}>
            {t('consolidation.include', { count: newer.length })}
          </button>
        </div>
      )}
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
