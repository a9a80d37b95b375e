import {
  CalendarIcon,
  HandshakeIcon,
  InboxIcon,
  MagnifyingGlassIcon,
  PersonGroupIcon,
} from '@navikt/aksel-icons'
import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import { searchKeyName, useSearchKey } from '../features/search/use-search-key.ts'
import { useT } from '../i18n/i18n.ts'
import { Wordmark } from '../ui/Wordmark.tsx'
import styles from './AppShell.module.css'
import { NotificationBell } from './NotificationBell.tsx'
import { PartMissing } from './PartMissing.tsx'
import { useWorkspace } from './queries.ts'
import { seesPeople } from './sees-people.ts'
import { usePerson } from './session-context.ts'
import { UserMenuPlace } from './UserMenuPlace.tsx'

const mainId = 'content'

/** Header, navigation and the one main region around every signed-in page. */
export function AppShell({ children }: { readonly children: ReactNode }) {
  const t = useT('common')
  const workspace = useWorkspace()
  const person = usePerson()
  useSearchKey()
  return (
    <div className={styles.shell}>
      <a className="ds-skip-link" href={`#${mainId}`}>
        {t('skipToContent')}
      </a>
      <header className={styles.top}>
        <div className={styles.header}>
          <NavLink to="/" className={styles.brand ?? ''} aria-label={t('product')}>
            <Wordmark />
          </NavLink>
          <nav className={styles.nav} aria-label={t('nav.label')}>
            <NavLink to="/" end className={styles.link ?? ''}>
              <InboxIcon aria-hidden />
              {t('nav.desk')}
            </NavLink>
            <NavLink to="/meetings" className={styles.link ?? ''}>
              <CalendarIcon aria-hidden />
              {t('nav.meetings')}
            </NavLink>
            {person.roles.some((role) => role === 'lead' || role === 'secretariat') && (
              <NavLink to="/rounds" className={styles.link ?? ''}>
                <HandshakeIcon aria-hidden />
                {t('nav.rounds')}
              </NavLink>
            )}
            {seesPeople(person) && (
              <NavLink to="/people" className={`${styles.link} ${styles.wide}`}>
                <PersonGroupIcon aria-hidden />
                {t('nav.people')}
              </NavLink>
            )}
            <NavLink
              to="/search"
              className={`${styles.link} ${styles.search}`}
              title={searchKeyName()}
              aria-keyshortcuts="Control+K Meta+K"
            >
              <MagnifyingGlassIcon aria-hidden />
              <span className={styles.searchName}>{t('nav.search')}</span>
            </NavLink>
          </nav>
          <NotificationBell />
          <UserMenuPlace />
        </div>
        <PartMissing />
        {workspace.data?.isSample && <p className={styles.sample}>{t('sampleWorkspace')}</p>}
      </header>
      <main id={mainId} tabIndex={-1} className={styles.main}>
        {children}
      </main>
    </div>
  )
}
