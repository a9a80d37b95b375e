import { Dropdown } from '@digdir/designsystemet-react'
import { ChevronDownIcon, LeaveIcon } from '@navikt/aksel-icons'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { Link } from 'react-router'
import { useT } from '../i18n/i18n.ts'
import { CountryBadge } from '../ui/CountryBadge.tsx'
import { AppearanceChoice } from './AppearanceChoice.tsx'
import { LanguageSelect } from './LanguageSelect.tsx'
import { seesPeople } from './sees-people.ts'
import { usePerson } from './session-context.ts'
import { UnsentList } from './UnsentList.tsx'
import styles from './UserMenu.module.css'
import place from './UserMenuPlace.module.css'
import { type UnsentOnDevice, unsentOnDevice } from './unsent-on-device.ts'
import { useErrorText } from './use-error-text.ts'
import { useSignOut } from './use-sign-out.ts'

/** Who is signed in, and what they may set for themselves: language, appearance, signing out. */
export function UserMenu() {
  const t = useT('common')
  const tDomain = useT('domain')
  const person = usePerson()
  const errorText = useErrorText()
  const signOut = useSignOut('endSession')
  const menu = useRef<HTMLDivElement>(null)
  const stay = useRef<HTMLButtonElement>(null)
  const tAccount = useT('account')
  const [wouldLose, setWouldLose] = useState<UnsentOnDevice | null>(null)
  const leave = async () => {
    const unsent = await unsentOnDevice(person.id)
    if (unsent === null) signOut.mutate()
    else {
      flushSync(() => setWouldLose(unsent))
      stay.current?.focus()
    }
  }
  return (
    <Dropdown.TriggerContext>
      <Dropdown.Trigger variant="tertiary" data-color="neutral" className={place.trigger}>
        <span className="visually-hidden">{t('menu.account')}:</span>
        {person.country && <CountryBadge country={person.country} />}
        <span className={place.name}>{person.name}</span>
        <ChevronDownIcon aria-hidden />
      </Dropdown.Trigger>
      <Dropdown ref={menu} placement="bottom-end" className={styles.menu}>
        <div className={styles.who}>
          <strong>{person.name}</strong>
          <span>{person.roles.map((role) => tDomain(`role.${role}`)).join(' · ')}</span>
          {person.ministry && <span lang="und">{person.ministry.name}</span>}
        </div>
        <LanguageSelect />
        <AppearanceChoice />
        {seesPeople(person) && (
          <Link
            to="/people"
            className={`ds-link ${styles.narrow}`}
            onClick={() => menu.current?.hidePopover()}
          >
            {t('nav.people')}
          </Link>
        )}
        <Link to="/account" className="ds-link" onClick={() => menu.current?.hidePopover()}>
          {t('menu.passkeys')}
        </Link>
        {wouldLose ? (
          <div role="alert" className={styles.losing}>
            <strong>{tAccount('unsent.title')}</strong>
            <UnsentList unsent={wouldLose} />
            <button
              ref={stay}
              type="button"
              className="ds-button"
              data-variant="secondary"
              data-color="neutral"
              onClick={() => setWouldLose(null)}
            >
              {tAccount('unsent.stay')}
            </button>
            <button
              type="button"
              className="ds-button"
              data-color="danger"
              disabled={signOut.isPending}
              onClick={() => signOut.mutate()}
            >
              {tAccount('unsent.anyway')}
            </button>
          </div>
        ) : (
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-color="neutral"
            disabled={signOut.isPending}
            onClick={() => void leave()}
          >
            <LeaveIcon aria-hidden />
            {t('menu.signOut')}
          </button>
        )}
        {signOut.error && (
          <p className="ds-validation-message" role="alert">
            {errorText(signOut.error)}
          </p>
        )}
      </Dropdown>
    </Dropdown.TriggerContext>
  )
}
