import {
  type CountryCode,
  countryCodes,
  type Instrument,
  instruments,
  isReleasableTo,
  type Language,
  languages,
  type Marking,
  markings,
} from '@samsyn/domain'
import type { MeetingDetail, RouteResponse } from '@samsyn/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useId, useState } from 'react'
import { useNavigate } from 'react-router'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { usePerson } from '../../app/session-context.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { focusFirstError } from '../../ui/focus-first-error.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { isGrounded, ReleasableField, releasableToNobody } from '../markings/ReleasableField.tsx'
import styles from './NewPositionForm.module.css'
import { PartiesField } from './PartiesField.tsx'

interface Props {
  readonly meeting: MeetingDetail
  readonly item: MeetingDetail['agenda'][number]
  readonly dossiers: RouteResponse<'listDossiers'>
}

/** What is needed to begin a draft; everything but the title has a sensible beginning. */
export function NewPositionForm({ meeting, item, dossiers }: Props) {
  const t = useT('position')
  const tDomain = useT('domain')
  const names = useCountryNames()
  const errorText = useErrorText()
  const person = usePerson()
  const errorId = useId()
  const create = useCreatePosition()
  const [isAsked, setIsAsked] = useState(false)
  const [title, setTitle] = useState('')
  const [dossierId, setDossierId] = useState(item.dossier?.id ?? '')
  const [instrument, setInstrument] = useState<Instrument>('joint_position')
  const [parties, setParties] = useState<readonly CountryCode[]>(countryCodes)
  const [penholder, setPenholder] = useState<CountryCode>(person.country ?? 'DK')
  const [draftingLanguage, setDraftingLanguage] = useState<Language>('en')
  const [marking, setMarking] = useState<Marking>('parties')
  const [releasable, setReleasable] = useState(releasableToNobody)

  // Only the secretariat begins a draft that another country then holds the pen of.
  const penholders = countryCodes.filter(
    (country) => country === person.country || person.roles.includes('secretariat'),
  )
  const isTitleMissing = title.trim() === ''
  // Only what is for the Member States has to be made releasable to anybody.
  const { countries: releasableTo, answer } =
    marking === 'member_states_only' ? releasable : releasableToNobody
  const arePartiesWrong =
    parties.length < 2 ||
    !parties.includes(penholder) ||
    !parties.every((party) => isReleasableTo({ marking, releasableTo }, party))
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setIsAsked(true)
    focusFirstError(event.currentTarget)
    if (isTitleMissing || dossierId === '' || arePartiesWrong || create.isPending) return
    if (!isGrounded({ countries: releasableTo, answer })) return
    create.mutate({
      title,
      agendaItemId: item.id,
      dossierId,
      instrument,
      parties: [...parties],
      penholder,
      draftingLanguage,
      marking,
      ...(releasableTo.length > 0 && answer.ground !== null
        ? {
            releasability: {
              countries: [...releasableTo],
              ground: answer.ground,
              reference: answer.reference,
            },
          }
        : {}),
    })
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={t('new.name')}
        hint={t('new.nameHint')}
        value={title}
        onValue={setTitle}
        maxLength={300}
        required
        error={isAsked && isTitleMissing ? t('new.required') : null}
      />
      <SelectField
        label={t('new.dossier')}
        value={dossierId}
        onValue={setDossierId}
        options={[
          ...(dossierId === '' ? [{ value: '', label: t('new.chooseDossier') }] : []),
          ...dossiers.map((dossier) => ({ value: dossier.id, label: dossier.title })),
        ]}
        error={isAsked && dossierId === '' ? t('new.required') : null}
      />
      <SelectField
        label={t('new.instrument')}
        value={instrument}
        onValue={setInstrument}
        options={instruments.map((value) => ({ value, label: tDomain(`instrument.${value}`) }))}
      />
      <PartiesField
        parties={parties}
        onParties={setParties}
        participation={meeting.forum.participation}
        error={isAsked && arePartiesWrong ? 'parties_invalid' : null}
      />
      <SelectField
        label={t('new.penholder')}
        hint={t('new.penholderHint')}
        value={penholder}
        onValue={setPenholder}
        options={penholders.map((value) => ({ value, label: names.name(value) }))}
      />
      <SelectField
        label={t('new.draftingLanguage')}
        hint={t('new.draftingLanguageHint')}
        value={draftingLanguage}
        onValue={setDraftingLanguage}
        options={languages.map((value) => ({ value, label: tDomain(`language.${value}`) }))}
      />
      <SelectField
        label={t('new.marking')}
        value={marking}
        onValue={setMarking}
        options={markings.map((value) => ({ value, label: tDomain(`marking.${value}`) }))}
      />
      {marking === 'member_states_only' && (
        <ReleasableField value={releasable} onValue={setReleasable} isMissed={isAsked} />
      )}
      {create.error && (
        <p id={errorId} className={styles.error} role="alert">
          {errorText(create.error)}
        </p>
      )}
      <div>
        <button type="submit" className="ds-button" data-variant="primary" aria-busy={create.isPending}>
          {t('new.confirm')}
        </button>
      </div>
    </form>
  )
}

function useCreatePosition() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (body: Parameters<typeof api<'createPosition'>>[1]['body']) =>
      api('createPosition', { body }),
    onSuccess: async (position) => {
      client.setQueryData(queryKeys.position(position.id), position)
      void client.invalidateQueries({ queryKey: queryKeys.desk })
      void client.invalidateQueries({ queryKey: queryKeys.meetings })
      await navigate(`/positions/${position.id}`)
    },
  })
}
