import {
  CheckmarkIcon,
  CloudSlashIcon,
  ExclamationmarkTriangleIcon,
  EyeIcon,
  PadlockLockedIcon,
} from '@navikt/aksel-icons'
import type { ComponentType } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from './ConnectionBadge.module.css'
import type { ConnectionState } from './connection/connection-state.ts'
import { type ConnectionStates, useConnectionState } from './connection/connection-states.ts'

type Status = ConnectionState['status']

const icons: Readonly<Partial<Record<Status, ComponentType<{ 'aria-hidden': true }>>>> = {
  saved: CheckmarkIcon,
  offline: CloudSlashIcon,
  not_stored: ExclamationmarkTriangleIcon,
  frozen: PadlockLockedIcon,
  read_only: EyeIcon,
  closed: CloudSlashIcon,
}

const tones: Readonly<Record<Status, 'quiet' | 'good' | 'warning' | 'danger'>> = {
  connecting: 'quiet',
  loading: 'quiet',
  saved: 'good',
  saving: 'quiet',
  not_stored: 'danger',
  offline: 'warning',
  frozen: 'quiet',
  read_only: 'quiet',
  closed: 'danger',
}

/** What is true of the person's text right now, in a word; read out when it changes, but not at every keystroke. */
export function ConnectionBadge({ states }: { readonly states: ConnectionStates }) {
  const t = useT('drafting')
  const state = useConnectionState(states, (now) => now)
  const Icon = icons[state.status]
  const isQuiet = state.status === 'saving' || state.status === 'saved'
  return (
    <span
      className={styles.badge}
      data-tone={tones[state.status]}
      data-state={state.status}
      role="status"
      aria-live={isQuiet ? 'off' : 'polite'}
    >
      {Icon ? <Icon aria-hidden /> : <span className={styles.dot} aria-hidden />}
      {t(`state.${state.status}`)}
      {'carrier' in state && state.carrier === 'polling' && (
        <span className={styles.slow} title={t('slowLine.text')}>
          {t('slowLine.name')}
        </span>
      )}
    </span>
  )
}
