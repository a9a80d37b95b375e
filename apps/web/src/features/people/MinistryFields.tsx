import type { RouteBody, RouteResponse } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'

export type ChosenMinistry = RouteBody<'makeInvitation'>['ministry']

export const noMinistry: ChosenMinistry = { kind: 'none' }

interface Props {
  /** Those of the country that was chosen. */
  readonly ministries: RouteResponse<'getAccounts'>['ministries']
  readonly value: ChosenMinistry
  readonly onValue: (value: ChosenMinistry) => void
  readonly isAsked: boolean
}

/** The ministry of somebody who is invited: one that is known, or a new one by its names. */
export function MinistryFields({ ministries, value, onValue, isAsked }: Props) {
  const t = useT('people')
  const missing = (text: string) => (isAsked && text.trim() === '' ? t('required') : null)
  const choose = (chosen: string) => {
    if (chosen === 'none') onValue(noMinistry)
    else if (chosen === 'new') onValue({ kind: 'new', name: '', nameInEnglish: '' })
    else onValue({ kind: 'known', ministryId: chosen })
  }
  return (
    <>
      <SelectField
        label={t('ministry')}
        value={value.kind === 'known' ? value.ministryId : value.kind}
        onValue={choose}
        options={[
          { value: 'none', label: t('noMinistry') },
          ...ministries.map(({ id, name }) => ({ value: id, label: name })),
          { value: 'new', label: t('newMinistry') },
        ]}
      />
      {value.kind === 'new' && (
        <>
          <TextField
            label={t('ministryName')}
            hint={t('ministryNameHint')}
            value={value.name}
            onValue={(name) => onValue({ ...value, name })}
            maxLength={120}
            error={missing(value.name)}
          />
          <TextField
            label={t('ministryNameInEnglish')}
            value={value.nameInEnglish}
            onValue={(nameInEnglish) => onValue({ ...value, nameInEnglish })}
            maxLength={120}
            error={missing(value.nameInEnglish)}
          />
        </>
      )}
    </>
  )
}
