import type { PositionDetail, RecordNotesView } from '@samsyn/protocol'
import { useState } from 'react'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { mergedInto } from '../meeting/meeting-draft.ts'
import { CommandDialog } from './CommandDialog.tsx'
import styles from './RecordNotes.module.css'
import { useKeepRecordNotes, useRecordNotes } from './use-record-notes.ts'

type Notes = Pick<RecordNotesView, 'caseNumber' | 'secrecy' | 'retention'>

/** What one's own country notes of a position for its register; nothing for whoever does not keep it. */
export function RecordNotes({ position }: { readonly position: PositionDetail }) {
  return position.abilities.keepRecordNotes ? <Kept positionId={position.id} /> : null
}

function Kept({ positionId }: { readonly positionId: string }) {
  const t = useT('position')
  const names = useCountryNames()
  const time = useTime()
  const notes = useRecordNotes(positionId)
  if (notes.isError && !notes.data)
    return <ErrorState error={notes.error} onRetry={() => void notes.refetch()} />
  if (!notes.data) return <LoadingState lines={3} />
  const { country, caseNumber, secrecy, retention, last } = notes.data
  const noted = [
    [t('record.caseNumber'), caseNumber],
    [t('record.secrecy'), secrecy],
    [t('record.retention'), retention],
  ] as const
  return (
    <section className={styles.notes} aria-labelledby="record-notes">
      <h3 id="record-notes">{t('record.title', { country: names.name(country) })}</h3>
      <p className={styles.quiet}>{t('record.text', { country: names.name(country) })}</p>
      <dl>
        {noted.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words === '' ? <span className={styles.quiet}>{t('record.nothing')}</span> : words}</dd>
          </div>
        ))}
      </dl>
      {last && (
        <p className={styles.quiet}>
          {t('record.last', { name: last.person.name, at: time.stamp(last.at) })}
        </p>
      )}
      <ChangeNotes positionId={positionId} notes={notes.data} />
    </section>
  )
}

function ChangeNotes({
  positionId,
  notes,
}: {
  readonly positionId: string
  readonly notes: RecordNotesView
}) {
  const t = useT('position')
  // What is changed are the notes as they were when somebody began.
  const [was, setWas] = useState<RecordNotesView | null>(null)
  const [draft, setDraft] = useState<Notes>(wordsOf(notes))
  // As they are where somebody else was faster; what they noted and this person left as it was is in the form.
  const [now, setNow] = useState<RecordNotesView | null>(null)
  const keep = useKeepRecordNotes(positionId, (changed) => {
    if (was) setDraft((typed) => mergedInto(typed, wordsOf(was), wordsOf(changed)))
    setWas(changed)
    setNow(changed)
  })
  const begin = () => {
    keep.reset()
    setWas(notes)
    setDraft(wordsOf(notes))
    setNow(null)
  }
  const field = (name: keyof Notes) => ({
    value: draft[name],
    onValue: (typed: string) => setDraft({ ...draft, [name]: typed }),
  })
  return (
    <>
      <button type="button" className="ds-button" data-variant="secondary" onClick={begin}>
        {t('record.change')}
      </button>
      <CommandDialog
        isOpen={was !== null}
        onClose={() => setWas(null)}
        title={t('record.change')}
        confirm={t('record.save')}
        error={keep.error}
        isPending={keep.isPending}
        onConfirm={() => {
          if (was) keep.mutate({ changes: was.changes, ...draft }, { onSuccess: () => setWas(null) })
        }}
      >
        <TextField label={t('record.caseNumber')} maxLength={100} {...field('caseNumber')} />
        <TextField
          label={t('record.secrecy')}
          hint={t('record.secrecyHint')}
          maxLength={1000}
          isLong
          {...field('secrecy')}
        />
        <TextField
          label={t('record.retention')}
          hint={t('record.retentionHint')}
          maxLength={200}
          {...field('retention')}
        />
        {now && (
          <div className={styles.now}>
            <p>{t('record.now')}</p>
            <p>{[now.caseNumber, now.secrecy, now.retention].filter((words) => words !== '').join(' · ')}</p>
          </div>
        )}
      </CommandDialog>
    </>
  )
}

function wordsOf({ caseNumber, secrecy, retention }: RecordNotesView): Notes {
  return { caseNumber, secrecy, retention }
}
