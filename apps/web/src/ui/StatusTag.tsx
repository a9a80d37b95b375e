import {
  CheckmarkIcon,
  FileCheckmarkIcon,
  HourglassIcon,
  MinusIcon,
  PadlockLockedIcon,
  PencilIcon,
  XMarkIcon,
} from '@navikt/aksel-icons'
import type { PositionStatus } from '@samsyn/domain'
import type { ComponentType } from 'react'
import { useT } from '../i18n/i18n.ts'
import styles from './StatusTag.module.css'
import { type StatusKind, statusKinds } from './status-kind.ts'

const icons: Readonly<Record<StatusKind, ComponentType<{ 'aria-hidden': true }>>> = {
  draft: PencilIcon,
  frozen: PadlockLockedIcon,
  signing: HourglassIcon,
  agreed: CheckmarkIcon,
  refused: XMarkIcon,
  final: FileCheckmarkIcon,
  over: MinusIcon,
}

/** The state of a position: by word, by sign and by shape (dashed may change, outlined is locked, filled is final). */
export function StatusTag({ status }: { readonly status: PositionStatus }) {
  const t = useT('domain')
  const kind = statusKinds[status]
  const Icon = icons[kind]
  return (
    <span className={styles.tag} data-kind={kind}>
      <Icon aria-hidden />
      {t(`status.${status}`)}
    </span>
  )
}
