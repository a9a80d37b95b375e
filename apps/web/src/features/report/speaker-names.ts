import { institutionCodes, type Speaker } from '@samsyn/domain'
import { useMemo } from 'react'
import { useLanguage, useT } from '../../i18n/i18n.ts'
import { icelandic } from '../../i18n/icelandic.ts'

type Institution = (typeof institutionCodes)[number]

/** The name of an institution or a country by its code in the Council. */
export function useSpeakerName(): (code: Speaker) => string {
  const t = useT('report')
  const language = useLanguage()
  return useMemo(() => {
    const regions = new Intl.DisplayNames([language], { type: 'region' })
    return (code) => {
      if (isInstitution(code)) return t(`speaker.${code}`)
      if (language === 'is') return icelandic.countries[code]
      return regions.of(code === 'EL' ? 'GR' : code) ?? code
    }
  }, [t, language])
}

function isInstitution(code: Speaker): code is Institution {
  return (institutionCodes as readonly Speaker[]).includes(code)
}
