import { assertNever } from '@samsyn/domain'
import type { PositionDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { useVersionName } from '../position/use-version-name.ts'
import type { Side } from './side.ts'

/** What a side is called: a version by its number and name, a moment by its time in Brussels. */
export function useSideName(position: PositionDetail): (side: Side) => string {
  const t = useT('compare')
  const time = useTime()
  const versionName = useVersionName()
  return (side) => {
    switch (side.kind) {
      case 'version': {
        const version = position.versions.find(({ number }) => number === side.number)
        return versionName(version ?? { number: side.number, name: '' })
      }
      case 'moment':
        return t('side.momentAt', { at: time.full(side.at) })
      case 'now':
        return t('side.now')
      default:
        return assertNever(side)
    }
  }
}
