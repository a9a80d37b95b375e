import type { PersonCard } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import styles from './PersonButton.module.css'

/** One person to sign in as: name, roles, ministry. */
export function PersonButton({
  person,
  isBusy,
  onPick,
}: {
  readonly person: PersonCard
  readonly isBusy: boolean
  readonly onPick: () => void
}) {
  const t = useT('signin')
  const tDomain = useT('domain')
  return (
    <button
      type="button"
      className={styles.person}
      data-country={person.country?.toLowerCase()}
      aria-busy={isBusy}
      onClick={onPick}
    >
      <span className={styles.name}>{person.name}</span>
      <span className={styles.roles}>{person.roles.map((role) => tDomain(`role.${role}`)).join(' · ')}</span>
      {person.ministry && <span className={styles.ministry}>{person.ministry.name}</span>}
      {isBusy && (
        <span role="status" className="visually-hidden">
          {t('signingIn')}
        </span>
      )}
    </button>
  )
}
