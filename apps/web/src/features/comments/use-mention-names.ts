import { type CountryCode, inNeutralOrder } from '@samsyn/domain'
import type { Discussion, ThreadComment } from '@samsyn/protocol'
import { useMemo } from 'react'
import { usePerson } from '../../app/session-context.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'

type Mention = ThreadComment['mentions'][number]

/** What mentions are called, and who can be mentioned to any of these audiences. */
export function useMentionNames({ people }: Discussion) {
  const t = useT('comments')
  const countries = useCountryNames()
  const own = usePerson()
  return useMemo(() => {
    const names = new Map([...people.map(({ person }) => person), own].map(({ id, name }) => [id, name]))
    return {
      of: (mention: Mention) =>
        mention.kind === 'delegation'
          ? t('mention.delegation', { country: countries.name(mention.country) })
          : (names.get(mention.personId) ?? t('mention.somebody')),
      mentionable: (
        parties: readonly CountryCode[],
        audiences: readonly (CountryCode | null)[],
      ): readonly Mention[] => {
        const delegations = audiences.includes(null)
          ? inNeutralOrder(parties)
          : audiences.filter((audience) => audience !== null)
        return [
          ...delegations.map((country): Mention => ({ kind: 'delegation', country })),
          ...people
            .filter((one) => one.audiences.some((audience) => audiences.includes(audience)))
            .map(({ person }): Mention => ({ kind: 'person', personId: person.id })),
        ]
      },
    }
  }, [people, own, t, countries])
}
