import {
  CheckmarkIcon,
  FileCheckmarkIcon,
  HourglassIcon,
  MinusIcon,
  PadlockLockedIcon,
  XMarkIcon,
} from '@navikt/aksel-icons'
import type { ComponentType } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from './VersionRibbon.module.css'
import type { VersionState } from './version-state.ts'

const icons: Readonly<Record<VersionState, ComponentType<{ 'aria-hidden': true }>>> = {
  frozen: PadlockLockedIcon,
  in_sign_off: HourglassIcon,
  agreed: CheckmarkIcon,
  not_agreed: XMarkIcon,
  reopened: PadlockLockedIcon,
  older: MinusIcon,
  final: FileCheckmarkIcon,
  superseded: MinusIcon,
  suspended: MinusIcon,
  withdrawn: MinusIcon,
}

/** What this very version is, by word, sign and shape; the state of the position would say it of the latest only. */
export function VersionRibbon({
  number,
  name,
  state,
}: {
  readonly number: number
  /** Empty for none. */
  readonly name: string
  readonly state: VersionState
}) {
  const t = useT('version')
  const Icon = icons[state]
  return (
    <p className={styles.ribbon} data-state={state}>
      <Icon aria-hidden />
      <span>
        <strong>{name === '' ? t('ribbon.name', { number }) : t('ribbon.named', { number, name })}</strong> ·{' '}
        {t(`ribbon.${state}`)}
      </span>
    </p>
  )
}
