import { type CountryCode, inNeutralOrder } from '@samsyn/domain'
import { useMemo } from 'react'
import { useT } from './i18n.ts'

/** Names of countries in the current language. */
export interface CountryNames {
  name(code: CountryCode): string
  /** `Denmark, Finland and Sweden`, in the neutral order. */
  list(codes: readonly CountryCode[]): string
}

/** Names of countries from the catalogues: browsers don't know the Icelandic ones. */
export function useCountryNames(): CountryNames {
  const t = useT('domain')
  const tCommon = useT('common')
  return useMemo(() => {
    const name = (code: CountryCode) => t(`country.${code}`)
    return {
      name,
      list: (codes) => {
        const names = inNeutralOrder(codes).map(name)
        const last = names.pop()
        if (last === undefined) return ''
        return names.length === 0 ? last : tCommon('listAnd', { list: names.join(', '), last })
      },
    }
  }, [t, tCommon])
}
