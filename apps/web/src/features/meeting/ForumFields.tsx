import { forumKinds, participations } from '@samsyn/domain'
import type { RouteBody, RouteResponse } from '@samsyn/protocol'
import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ByCountryField } from './ByCountryField.tsx'
import styles from './MeetingForm.module.css'
import { forEachCountry } from './meeting-draft.ts'

export type ChosenForum = RouteBody<'addMeeting'>['forum']

interface Props {
  readonly forums: RouteResponse<'listForums'>
  readonly value: ChosenForum
  readonly onValue: (value: ChosenForum) => void
  readonly isAsked: boolean
}

/** A forum where none is known yet. */
export const newForum: ChosenForum = {
  kind: 'new',
  forumKind: 'working_party',
  shortName: '',
  name: '',
  participation: forEachCountry('member'),
}

/** The forum of a meeting: one that is known, or a new one by its names and who takes part in it. */
export function ForumFields({ forums, value, onValue, isAsked }: Props) {
  const t = useT('meeting')
  const tDomain = useT('domain')
  // What was typed of a new one is there again for whoever comes back to it.
  const [typed, setTyped] = useState(newForum)
  const choose = (chosen: string) => {
    if (value.kind === 'new') setTyped(value)
    onValue(chosen === 'new' ? typed : { kind: 'known', forumId: chosen })
  }
  const missing = (text: string) => (isAsked && text.trim() === '' ? t('keep.required') : null)
  return (
    <>
      <SelectField
        label={t('keep.forum')}
        value={value.kind === 'known' ? value.forumId : 'new'}
        onValue={choose}
        options={[
          ...forums.map(({ id, shortName }) => ({ value: id, label: shortName })),
          { value: 'new', label: t('keep.newForum') },
        ]}
      />
      {value.kind === 'new' && (
        <div className={styles.new}>
          <SelectField
            label={t('keep.forumKind')}
            value={value.forumKind}
            onValue={(forumKind) => onValue({ ...value, forumKind })}
            options={forumKinds.map((kind) => ({ value: kind, label: tDomain(`forumKind.${kind}`) }))}
          />
          <TextField
            label={t('keep.shortName')}
            hint={t('keep.shortNameHint')}
            value={value.shortName}
            onValue={(shortName) => onValue({ ...value, shortName })}
            maxLength={40}
            error={missing(value.shortName)}
          />
          <TextField
            label={t('keep.forumName')}
            hint={t('keep.forumNameHint')}
            value={value.name}
            onValue={(name) => onValue({ ...value, name })}
            maxLength={200}
            error={missing(value.name)}
          />
          <ByCountryField
            label={t('participation')}
            value={value.participation}
            onValue={(participation) => onValue({ ...value, participation })}
            options={participations.map((each) => ({ value: each, label: tDomain(`participation.${each}`) }))}
          />
        </div>
      )}
    </>
  )
}
