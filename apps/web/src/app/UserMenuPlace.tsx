import { ChevronDownIcon } from '@navikt/aksel-icons'
import { ButtonToCome } from '../ui/ButtonToCome.tsx'
import { CountryBadge } from '../ui/CountryBadge.tsx'
import { useLate } from './late.ts'
import { usePerson } from './session-context.ts'
import styles from './UserMenuPlace.module.css'

/** Where the menu of the person stands: whoever opens a text sees who they are at once, and has the menu when the text is there. */
export function UserMenuPlace() {
  const person = usePerson()
  const late = useLate(() => import('./UserMenu.tsx'))
  if (late) return <late.UserMenu />
  return (
    <ButtonToCome className={styles.trigger}>
      {person.country && <CountryBadge country={person.country} />}
      <span className={styles.name}>{person.name}</span>
      <ChevronDownIcon aria-hidden />
    </ButtonToCome>
  )
}
