import { type CountryCode, countryCodes, roles } from '@samsyn/domain'
import type { PersonCard } from '@samsyn/protocol'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { useSamplePeople } from '../../app/queries.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { PersonButton } from './PersonButton.tsx'
import styles from './SamplePeople.module.css'
import { useSignedIn } from './use-signed-in.ts'

/** Everyone of the sample workspace by country; picking one signs in as them. */
export function SamplePeople() {
  const t = useT('signin')
  const tDomain = useT('domain')
  const names = useCountryNames()
  const errorText = useErrorText()
  const people = useSamplePeople({ isEnabled: true })
  const [text, setText] = useState('')
  const signIn = useSignIn()
  if (people.isPending) return <LoadingState lines={6} />
  if (people.isError) return <ErrorState error={people.error} onRetry={() => void people.refetch()} />

  const wordsOf = (person: PersonCard) =>
    [
      person.name,
      person.country ? `${person.country} ${names.name(person.country)}` : t('noCountry'),
      person.ministry ? `${person.ministry.name} ${person.ministry.nameInEnglish}` : '',
      ...person.roles.map((role) => tDomain(`role.${role}`)),
    ]
      .join(' ')
      .toLocaleLowerCase()
  const wanted = text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const found = people.data.filter((person) => wanted.every((word) => wordsOf(person).includes(word)))

  return (
    <>
      <search className={styles.search}>
        <TextField
          label={t('search')}
          hint={t('searchHint')}
          type="search"
          autoComplete="off"
          value={text}
          onValue={setText}
        />
        <p className={styles.count} role="status">
          {t('count', { count: found.length })}
        </p>
      </search>
      {signIn.error && (
        <p className={styles.error} role="alert">
          {errorText(signIn.error)}
        </p>
      )}
      {found.length === 0 && (
        <EmptyState
          title={t('nobody', { text })}
          action={
            <button
              type="button"
              className="ds-button"
              data-variant="secondary"
              data-size="sm"
              onClick={() => setText('')}
            >
              {t('clear')}
            </button>
          }
        />
      )}
      {([...countryCodes, null] as const).map((country) => {
        const theirs = found
          .filter((person) => person.country === country)
          .sort((one, other) => rankOf(one) - rankOf(other))
        return theirs.length === 0 ? null : (
          <section key={country ?? 'none'} className={styles.country} aria-labelledby={`people-${country}`}>
            <h2 id={`people-${country}`} className={styles.heading}>
              <CountryHeading country={country} />
            </h2>
            <ul className={styles.people}>
              {theirs.map((person) => (
                <li key={person.id}>
                  <PersonButton
                    person={person}
                    isBusy={signIn.isPending && signIn.variables === person.id}
                    onPick={() => !signIn.isPending && signIn.mutate(person.id)}
                  />
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

/** By role, in the order of the permission matrix. */
function rankOf(person: PersonCard): number {
  return Math.min(...person.roles.map((role) => roles.indexOf(role)), roles.length)
}

function CountryHeading({ country }: { readonly country: CountryCode | null }) {
  const t = useT('signin')
  return country === null ? t('noCountry') : <CountryBadge country={country} show="name" />
}

function useSignIn() {
  const signedIn = useSignedIn()
  return useMutation({
    mutationFn: (personId: string) => api('startSampleSession', { body: { personId } }),
    onSuccess: signedIn,
  })
}
