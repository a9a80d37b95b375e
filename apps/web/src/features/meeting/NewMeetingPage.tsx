import type { RouteResponse } from '@samsyn/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { ApiError, api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { usePerson } from '../../app/session-context.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { focusFirstError } from '../../ui/focus-first-error.ts'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PageError } from '../../ui/PageError.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { type ChosenForum, ForumFields, newForum } from './ForumFields.tsx'
import { keepsMeetings } from './keeps-meetings.ts'
import { MeetingFields } from './MeetingFields.tsx'
import styles from './MeetingForm.module.css'
import { factsOf, noMeeting } from './meeting-draft.ts'

/** Sets a meeting up. */
export function NewMeetingPage() {
  const t = useT('meeting')
  const mayKeep = keepsMeetings(usePerson())
  const forums = useQuery({
    queryKey: queryKeys.forums,
    queryFn: ({ signal }) => api('listForums', { signal }),
  })
  if (!mayKeep) return <PageError error={new ApiError('forbidden')} onRetry={() => void forums.refetch()} />
  return (
    <div className="page">
      <PageHeader
        title={t('keep.new')}
        above={
          <Link to="/meetings" className="quiet-link">
            {t('listTitle')}
          </Link>
        }
      >
        <span>{t('keep.newText')}</span>
      </PageHeader>
      {forums.isPending && <LoadingState lines={8} />}
      {forums.isError && !forums.data && (
        <ErrorState error={forums.error} onRetry={() => void forums.refetch()} />
      )}
      {forums.data && <NewMeetingForm forums={forums.data} />}
    </div>
  )
}

function NewMeetingForm({ forums }: { readonly forums: RouteResponse<'listForums'> }) {
  const t = useT('meeting')
  const errorText = useErrorText()
  const client = useQueryClient()
  const navigate = useNavigate()
  // Sent once more under the same id where no answer came.
  const [id] = useState(() => crypto.randomUUID())
  const [first] = forums
  const [forum, setForum] = useState<ChosenForum>(first ? { kind: 'known', forumId: first.id } : newForum)
  const [draft, setDraft] = useState(noMeeting)
  const [isAsked, setAsked] = useState(false)
  const add = useMutation({
    mutationFn: (body: Parameters<typeof api<'addMeeting'>>[1]['body']) => api('addMeeting', { body }),
    onSuccess: async (meeting) => {
      void client.invalidateQueries({ queryKey: queryKeys.forums })
      void client.invalidateQueries({ queryKey: queryKeys.desk })
      void client.invalidateQueries({ queryKey: queryKeys.meetings })
      client.setQueryData(queryKeys.meeting(meeting.id), meeting)
      await navigate(`/meetings/${meeting.id}`)
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setAsked(true)
    focusFirstError(event.currentTarget)
    const facts = factsOf(draft)
    const isNamed = forum.kind === 'known' || (forum.shortName.trim() !== '' && forum.name.trim() !== '')
    if (facts && isNamed && !add.isPending) add.mutate({ id, ...facts, forum })
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <ForumFields forums={forums} value={forum} onValue={setForum} isAsked={isAsked} />
      <MeetingFields value={draft} onValue={setDraft} isAsked={isAsked} />
      {add.error && (
        <p className={styles.error} role="alert">
          {errorText(add.error)}
        </p>
      )}
      <div>
        <button type="submit" className="ds-button" data-variant="primary" aria-busy={add.isPending}>
          {t('keep.newConfirm')}
        </button>
      </div>
    </form>
  )
}
