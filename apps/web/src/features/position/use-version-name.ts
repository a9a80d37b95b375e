import type { PositionDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'

/** How a version is called wherever it is listed: by its number, and the name beside it if it has one. */
export function useVersionName(): (
  version: Pick<PositionDetail['versions'][number], 'number' | 'name'>,
) => string {
  const t = useT('position')
  return ({ number, name }) =>
    name === '' ? t('versions.name', { number }) : t('versions.named', { number, name })
}
