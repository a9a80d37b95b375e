import { type CountryCode, countryCodes } from '@samsyn/domain'
import { useCountryNames } from '../../i18n/countries.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import styles from './MeetingForm.module.css'

interface Props<Value extends string> {
  readonly label: string
  readonly value: Readonly<Record<CountryCode, Value>>
  readonly onValue: (value: Record<CountryCode, Value>) => void
  readonly options: readonly { readonly value: Value; readonly label: string }[]
}

/** One choice for each country. */
export function ByCountryField<Value extends string>({ label, value, onValue, options }: Props<Value>) {
  const names = useCountryNames()
  return (
    <fieldset className={styles.countries}>
      <legend>{label}</legend>
      {countryCodes.map((country) => (
        <SelectField
          key={country}
          label={names.name(country)}
          value={value[country]}
          onValue={(chosen) => onValue({ ...value, [country]: chosen })}
          options={options}
        />
      ))}
    </fieldset>
  )
}
