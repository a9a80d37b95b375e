import type { Marked } from '@samsyn/domain'
import { useT } from '../i18n/i18n.ts'

/** Whom a text is for, in words: its marking, and the countries that it is releasable to besides. */
export function useMarkingText(): (text: Marked) => string {
  const t = useT('domain')
  return ({ marking, releasableTo }) =>
    [
      t(`marking.${marking}`),
      ...(releasableTo.length === 0 ? [] : [t('releasableTo', { countries: releasableTo.join(', ') })]),
    ].join(' · ')
}
