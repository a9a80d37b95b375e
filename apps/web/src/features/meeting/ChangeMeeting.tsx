import { nextMeetingStatuses } from '@samsyn/domain'
import type { MeetingDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { MeetingFields } from './MeetingFields.tsx'
import { draftOf, factsOf, standingOf } from './meeting-draft.ts'
import { useKeepMeeting } from './use-keep-meeting.ts'

/** A button for saying anew when and where a meeting is and how far it has come, and its dialog. */
export function ChangeMeeting({ meeting }: { readonly meeting: MeetingDetail }) {
  const t = useT('meeting')
  const tDomain = useT('domain')
  // What is changed is the meeting as it was when somebody began: what comes meanwhile is refused, not written over.
  const [was, setWas] = useState<ReturnType<typeof standingOf> | null>(null)
  const [draft, setDraft] = useState(draftOf(meeting))
  const [status, setStatus] = useState(meeting.status)
  const [isAsked, setAsked] = useState(false)
  const keep = useKeepMeeting(meeting.id)
  const begin = () => {
    keep.reset()
    setWas(standingOf(meeting))
    setDraft(draftOf(meeting))
    setStatus(meeting.status)
    setAsked(false)
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
      </CommandDialog>
    </>
  )
}
