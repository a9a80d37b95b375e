import { nextMeetingStatuses } from '@samsyn/domain'
import type { MeetingDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { MeetingFields } from './MeetingFields.tsx'
import styles from './MeetingForm.module.css'
import { draftOf, factsOf, mergedInto, standingOf } from './meeting-draft.ts'
import { useKeepMeeting } from './use-keep-meeting.ts'

/** A button for saying anew when and where a meeting is and how far it has come, and its dialog. */
export function ChangeMeeting({ meeting }: { readonly meeting: MeetingDetail }) {
  const t = useT('meeting')
  const tDomain = useT('domain')
  const time = useTime()
  // What is changed is the meeting as it was when somebody began: what comes meanwhile is refused, not written over.
  const [was, setWas] = useState<ReturnType<typeof standingOf> | null>(null)
  const [draft, setDraft] = useState(draftOf(meeting))
  const [status, setStatus] = useState(meeting.status)
  const [isAsked, setAsked] = useState(false)
  // As it is where somebody else was faster; what they changed and this person did not is in the form.
  const [now, setNow] = useState<MeetingDetail | null>(null)
  const keep = useKeepMeeting(meeting.id, (changed) => {
    if (was) {
      setDraft((typed) => mergedInto(typed, draftOf(was), draftOf(changed)))
      setStatus((chosen) => (chosen === was.status ? changed.status : chosen))
    }
    setWas(standingOf(changed))
    setNow(changed)
  })
  const begin = () => {
    keep.reset()
    setWas(standingOf(meeting))
    setDraft(draftOf(meeting))
    setStatus(meeting.status)
    setAsked(false)
    setNow(null)
  }
  const from = was?.status ?? meeting.status
  return (
    <>
      <button type="button" className="ds-button" data-variant="secondary" onClick={begin}>
        {t('keep.change')}
      </button>
      <CommandDialog
        isOpen={was !== null}
        onClose={() => setWas(null)}
        title={t('keep.change')}
        confirm={t('keep.save')}
        size="wide"
        error={keep.error}
        isPending={keep.isPending}
        onConfirm={() => {
          setAsked(true)
          const facts = factsOf(draft)
          if (facts && was)
            keep.mutate(
              { route: 'changeMeeting', body: { was, becomes: { ...facts, status } } },
              { onSuccess: () => setWas(null) },
            )
        }}
      >
        <MeetingFields value={draft} onValue={setDraft} isAsked={isAsked} />
        <SelectField
          label={t('keep.status')}
          value={status}
          onValue={setStatus}
          options={[from, ...nextMeetingStatuses[from]].map((value) => ({
            value,
            label: tDomain(`meetingStatus.${value}`),
          }))}
        />
        {now && (
          <p className={styles.now}>
            {now.title} · {time.span(now.startsAt, now.endsAt)} · {now.place} ·{' '}
            {tDomain(`meetingStatus.${now.status}`)}
            {now.isChathamHouse && ` · ${t('chathamHouse')}`}
          </p>
        )}
      </CommandDialog>
    </>
  )
}
