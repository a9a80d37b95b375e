import { type CountryCode, countryCodes, nationalRoles, type Role, roles } from '@samsyn/domain'
import type { RouteBody, RouteResponse } from '@samsyn/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { focusFirstError } from '../../ui/focus-first-error.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { type ChosenMinistry, MinistryFields, noMinistry } from './MinistryFields.tsx'
import styles from './People.module.css'
import { RolesField } from './RolesField.tsx'

interface Props {
  readonly ministries: RouteResponse<'getAccounts'>['ministries']
  readonly onMade: (made: RouteResponse<'makeInvitation'>) => void
}

/** Whom to invite: name, country, ministry, roles. */
export function InviteForm({ ministries, onMade }: Props) {
  const t = useT('people')
  const names = useCountryNames()
  const errorText = useErrorText()
  const client = useQueryClient()
  const [isAsked, setIsAsked] = useState(false)
  const [name, setName] = useState('')
  const [country, setCountry] = useState<CountryCode | ''>('')
  const [ministry, setMinistry] = useState<ChosenMinistry>(noMinistry)
  const [chosen, setChosen] = useState<readonly Role[]>([])
  const [readsDrafts, setReadsDrafts] = useState(false)
  const make = useMutation({
    mutationFn: (body: RouteBody<'makeInvitation'>) => api('makeInvitation', { body }),
    onSuccess: (made) => {
      void client.invalidateQueries({ queryKey: queryKeys.accounts })
      onMade(made)
    },
  })
  const offered = roles.filter((role) => country !== '' || !nationalRoles.includes(role))
  const taken = offered.filter((role) => chosen.includes(role))
  const isMinistryHalf =
    ministry.kind === 'new' && (ministry.name.trim() === '' || ministry.nameInEnglish.trim() === '')
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setIsAsked(true)
    focusFirstError(event.currentTarget)
    if (name.trim() === '' || taken.length === 0 || isMinistryHalf || make.isPending) return
    make.mutate({
      name,
      country: country === '' ? null : country,
      ministry,
      roles: taken.map((role) => ({
        role,
        readsDrafts: readsDrafts && (role === 'delegate' || role === 'observer'),
      })),
    })
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        value={name}
        onValue={setName}
        maxLength={120}
        autoComplete="off"
        error={isAsked && name.trim() === '' ? t('required') : null}
      />
      <SelectField
        label={t('country')}
        hint={t('countryHint')}
        value={country}
        onValue={(value) => {
          setCountry(value)
          setMinistry(noMinistry)
        }}
        options={[
          { value: '', label: t('noCountry') },
          ...countryCodes.map((value) => ({ value, label: names.name(value) })),
        ]}
      />
      {country !== '' && (
        <MinistryFields
          ministries={ministries.filter((each) => each.country === country)}
          value={ministry}
          onValue={setMinistry}
          isAsked={isAsked}
        />
      )}
      <RolesField
        offered={offered}
        chosen={taken}
        onChosen={setChosen}
        readsDrafts={readsDrafts}
        onReadsDrafts={setReadsDrafts}
        error={isAsked && taken.length === 0 ? t('rolesMissing') : null}
      />
      {make.error && (
        <p className={styles.error} role="alert">
          {errorText(make.error)}
        </p>
      )}
      <div>
        <button type="submit" className="ds-button" data-variant="primary" aria-busy={make.isPending}>
          {t('make')}
        </button>
      </div>
    </form>
  )
}
