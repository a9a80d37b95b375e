import type { Account } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import styles from './People.module.css'
import { PersonFacts } from './PersonFacts.tsx'

/** One person of the workspace. */
export function PersonRow({ account: { person, isDisabled, passkeys } }: { readonly account: Account }) {
  const t = useT('people')
  return (
    <li className={styles.row}>
      <PersonFacts {...person} page={`/people/${person.id}`} />
      {isDisabled ? (
        <span className={styles.wrong}>{t('disabled')}</span>
      ) : (
        <span className={styles.quiet}>{t('passkeys', { count: passkeys })}</span>
      )}
    </li>
  )
}
