import type { CountryCode, Intervention } from '@samsyn/domain'
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
import { type ConsolidationDraft, followUpsOf, toldOf } from './report-draft.ts'
import { SaidField } from './SaidField.tsx'
import { useKeptConsolidation } from './use-kept-consolidation.ts'
import { useReportCommand } from './use-report-back.ts'

/** The secretariat makes one report of those of the delegations: the outcome first, the dividing line, the next step. */
export function ConsolidateForm({
  back,
  positionId,
  parties,
  begun,
  onDone,
}: {
  readonly back: ReportBackDetail
  readonly positionId: string
  readonly parties: readonly CountryCode[]
  /** What was half typed on this device; null for nothing. */
  readonly begun: ConsolidationDraft | null
  /** It was saved or discarded; nothing of it is on this device any more. */
  readonly onDone: () => void
}) {
  const t = useT('report')
  const errorText = useErrorText()
  const counting = back.reports.filter(({ counts }) => counts)
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState(() => begun ?? beginning(back))
  const change = (part: Partial<ConsolidationDraft>) => setDraft((before) => ({ ...before, ...part }))
  const { outcome, said, followUps, lookedAt } = draft
  const isChathamHouse = back.meeting?.isChathamHouse === true
  // What comes in meanwhile is not in it until it is included, and the server says so.
  const newer = counting.filter(({ id }) => !lookedAt.includes(id))
  const [isAsked, setAsked] = useState(false)
  const { keeping, drop } = useKeptConsolidation(positionId, draft, {
    isKept: begun !== null,
    isChathamHouse,
  })
  const done = () => void drop().then(onDone, onDone)
  const command = useReportCommand('consolidateReports', positionId)
  const isSending = useRef(false)
  // The same words go under the same id, also where no answer came to those sent before.
  const [sent, setSent] = useState({ id: '', words: '' })
  const last = back.consolidation?.id ?? null
  const isOvertaken = last !== draft.replaces && last !== sent.id
  const save = (replaces = isOvertaken ? draft.replaces : last) => {
    setAsked(true)
    if (outcome === null || isSending.current) return
    const given = {
      basedOn: newer.length > 0 ? [...lookedAt] : counting.map(({ id }) => id),
      outcome,
      said: toldOf(draft, isChathamHouse).said.map((one) => ({ ...one })),
      conclusion: draft.conclusion,
      dividingLine: draft.dividingLine,
      nextStep: draft.nextStep,
      followUps: followUpsOf(followUps),
    }
    const words = JSON.stringify(given)
    const id = sent.words === words ? sent.id : crypto.randomUUID()
    setSent({ id, words })
    isSending.current = true
    command.mutate(
      { id, replaces, ...given },
      {
        onSuccess: done,
        onSettled: () => {
          isSending.current = false
        },
      },
    )
  }
  const include = () => {
    change({
      lookedAt: counting.map(({ id }) => id),
      said: allSaid([...said, ...newer.flatMap((report) => report.said)]),
    })
    command.reset()
    goToOutcome()
  }
  const saveInItsPlace = () => {
    change({ replaces: last })
    save(last)
    goToOutcome()
  }
  // The button is gone, and what is looked at next is the outcome.
  const goToOutcome = () => {
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
      <OutcomeField
        outcome={outcome}
        onChange={(chosen) => change({ outcome: chosen })}
        isMissing={isAsked && outcome === null}
      />
      {(['conclusion', 'dividingLine', 'nextStep'] as const).map((field) => (
        <TextField
          key={field}
          isLong
          label={t(field === 'conclusion' ? 'conclusion' : `consolidation.${field}`)}
          maxLength={4000}
          value={draft[field]}
          onValue={(text) => change({ [field]: text })}
        />
      ))}
      {!isChathamHouse && (
        <details className={fields.part}>
          <summary>{t('said.title')}</summary>
          <SaidField said={said} onChange={(named) => change({ said: named })} />
        </details>
      )}
      <fieldset>
        <legend className={styles.legend}>{t('followUps.title')}</legend>
        <FollowUpFields
          rows={followUps}
          parties={parties}
          owner={owner}
          onChange={(rows) => change({ followUps: rows })}
        />
      </fieldset>
      <p role="status" className={newer.length > 0 ? styles.behind : styles.done}>
        {newer.length > 0 && t('consolidation.newer', { count: newer.length })}
      </p>
      {newer.map((report) => (
        <ReportCard key={report.id} report={report} isChathamHouse={isChathamHouse} />
      ))}
      {newer.length > 0 && (
        <div className={styles.buttons}>
          <button type="button" className="ds-button" data-variant="secondary" onClick={include}>
            {t('consolidation.include', { count: newer.length })}
          </button>
        </div>
      )}
      <p role="status" className={isOvertaken ? styles.behind : styles.done}>
        {isOvertaken && t('consolidation.overtaken')}
      </p>
      {isOvertaken && (
        <div className={styles.buttons}>
          <button type="button" className="ds-button" data-variant="secondary" onClick={saveInItsPlace}>
            {t('consolidation.anyway')}
          </button>
        </div>
      )}
      {command.error && (
        <p role="alert" className={styles.error}>
          {errorText(command.error)}
        </p>
      )}
      <p className={styles.done} role="status" data-kept={keeping}>
        {keeping === 'kept' && t('saved')}
        {keeping === 'failed' && t('notSaved')}
      </p>
      <div className={styles.buttons}>
        <button type="submit" className="ds-button" aria-busy={command.isPending}>
          {t('consolidation.save')}
        </button>
        <button
          type="button"
          className="ds-button"
          data-variant="tertiary"
          data-color="neutral"
          disabled={command.isPending}
          onClick={done}
        >
          {t('consolidation.discard')}
        </button>
      </div>
    </form>
  )
}

/** What it begins with: what was put together before, else what the delegations said. */
function beginning({ reports, consolidation }: ReportBackDetail): ConsolidationDraft {
  const counting = reports.filter(({ counts }) => counts)
  const { conclusion, dividingLine = '', nextStep = '', outcome = null, said } = consolidation ?? {}
  const concluded = counting.map((report) => report.conclusion)
  return {
    lookedAt: counting.map(({ id }) => id),
    replaces: consolidation?.id ?? null,
    outcome,
    conclusion: conclusion ?? concluded.join('\n').trim(),
    dividingLine,
    nextStep,
    said: said ?? allSaid(counting.flatMap((report) => report.said)),
    followUps: [],
  }
}

/** What all of them named, each once. */
function allSaid(said: readonly Intervention[]): readonly Intervention[] {
  return [...new Map(said.map((one) => [`${one.speaker} ${one.stance}`, one])).values()]
}
