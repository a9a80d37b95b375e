import { applicabilities } from '@samsyn/domain'
import type { RouteBody } from '@samsyn/protocol'
import { useState } from 'react'
import { useDossiers } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ByCountryField } from './ByCountryField.tsx'
import styles from './MeetingForm.module.css'
import { forEachCountry, linesOf } from './meeting-draft.ts'

type ChosenDossier = RouteBody<'addAgendaItem'>['dossier']

/** What somebody has chosen or typed of the dossier of an item; references one in a line. */
export type DossierDraft =
  | Exclude<ChosenDossier, { kind: 'new' }>
  | (Omit<Extract<ChosenDossier, { kind: 'new' }>, 'references' | 'legalBasis'> & {
      readonly references: string
      readonly legalBasis: string
    })

const newDossier: DossierDraft = {
  kind: 'new',
  title: '',
  references: '',
  legalBasis: '',
  stage: '',
  applicability: forEachCountry('to_be_checked'),
}

/** The dossier that a draft names; null where something is missing. */
export function chosenDossier(draft: DossierDraft): ChosenDossier | null {
  if (draft.kind !== 'new') return draft
  const { references, legalBasis, ...facts } = draft
  if (facts.title.trim() === '' || facts.stage.trim() === '') return null
  return {
    ...facts,
    references: linesOf(references),
    legalBasis: legalBasis.trim() === '' ? null : legalBasis,
  }
}

interface Props {
  readonly value: DossierDraft
  readonly onValue: (value: DossierDraft) => void
  readonly isAsked: boolean
}

/** The dossier of an item: one that is known, a new one by what it is about, or none. */
export function DossierFields({ value, onValue, isAsked }: Props) {
  const t = useT('meeting')
  const tDomain = useT('domain')
  const dossiers = useDossiers()
  const missing = (text: string) => (isAsked && text.trim() === '' ? t('keep.required') : null)
  // What was typed of a new one is there again for whoever comes back to it.
  const [typed, setTyped] = useState(newDossier)
  const choose = (chosen: string) => {
    if (value.kind === 'new') setTyped(value)
    if (chosen === 'none') onValue({ kind: 'none' })
    else onValue(chosen === 'new' ? typed : { kind: 'known', dossierId: chosen })
  }
  return (
    <>
      <SelectField
        label={t('keep.dossierOf')}
        value={value.kind === 'known' ? value.dossierId : value.kind}
        onValue={choose}
        options={[
          { value: 'none', label: t('keep.noDossier') },
          ...(dossiers.data ?? []).map(({ id, title }) => ({ value: id, label: title })),
          { value: 'new', label: t('keep.newDossier') },
        ]}
      />
      {value.kind === 'new' && (
        <div className={styles.new}>
          <TextField
            label={t('keep.dossierTitle')}
            value={value.title}
            onValue={(title) => onValue({ ...value, title })}
            maxLength={300}
            error={missing(value.title)}
          />
          <TextField
            label={t('keep.references')}
            hint={t('keep.oneInLine')}
            value={value.references}
            onValue={(references) => onValue({ ...value, references })}
            isLong
            maxLength={2000}
          />
          <TextField
            label={t('keep.legalBasis')}
            value={value.legalBasis}
            onValue={(legalBasis) => onValue({ ...value, legalBasis })}
            maxLength={200}
          />
          <TextField
            label={t('keep.stage')}
            value={value.stage}
            onValue={(stage) => onValue({ ...value, stage })}
            maxLength={300}
            error={missing(value.stage)}
          />
          <ByCountryField
            label={t('keep.applicabilityOf')}
            value={value.applicability}
            onValue={(applicability) => onValue({ ...value, applicability })}
            options={applicabilities.map((each) => ({
              value: each,
              label: tDomain(`applicability.${each}`),
            }))}
          />
        </div>
      )}
    </>
  )
}
