import type { Role } from '@samsyn/domain'
import { useId } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from './People.module.css'

interface Props {
  readonly offered: readonly Role[]
  readonly chosen: readonly Role[]
  readonly onChosen: (chosen: readonly Role[]) => void
  readonly readsDrafts: boolean
  readonly onReadsDrafts: (readsDrafts: boolean) => void
  readonly error: string | null
}

/** The roles of somebody who is invited, each with what it lets them do. */
export function RolesField({ offered, chosen, onChosen, readsDrafts, onReadsDrafts, error }: Props) {
  const t = useT('people')
  const tDomain = useT('domain')
  const id = useId()
  return (
    <fieldset className={styles.roles} aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{t('roles')}</legend>
      {offered.map((role, index) => (
        <div key={role} className={styles.role}>
          <input
            type="checkbox"
            id={`${id}-${role}`}
            className="ds-input"
            checked={chosen.includes(role)}
            aria-describedby={`${id}-${role}-text`}
            aria-invalid={error && index === 0 ? true : undefined}
            onChange={({ target }) =>
              onChosen(target.checked ? [...chosen, role] : chosen.filter((other) => other !== role))
            }
          />
          <label htmlFor={`${id}-${role}`}>{tDomain(`role.${role}`)}</label>
          <span id={`${id}-${role}-text`} className={styles.quiet}>
            {t(`roleText.${role}`)}
          </span>
        </div>
      ))}
      {(chosen.includes('delegate') || chosen.includes('observer')) && (
        <div className={styles.role}>
          <input
            type="checkbox"
            id={`${id}-drafts`}
            className="ds-input"
            checked={readsDrafts}
            onChange={({ target }) => onReadsDrafts(target.checked)}
          />
          <label htmlFor={`${id}-drafts`}>{t('readsDrafts')}</label>
        </div>
      )}
      {error && (
        <span id={`${id}-error`} className={styles.wrong}>
          {error}
        </span>
      )}
    </fieldset>
  )
}
