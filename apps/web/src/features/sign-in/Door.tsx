import { countryCodes } from '@samsyn/domain'
import type { ReactNode } from 'react'
import { LanguageSelect } from '../../app/LanguageSelect.tsx'
import { useT } from '../../i18n/i18n.ts'
import { CountryList } from '../../ui/CountryList.tsx'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { Wordmark } from '../../ui/Wordmark.tsx'
import styles from './Door.module.css'

/** What everybody sees who is not in yet: what Samsyn is beside the way in. */
export function Door({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const t = useT('signin')
  const heading = usePageTitle(title)
  return (
    <div className={styles.door}>
      <header className={styles.story}>
        <div className={styles.words}>
          <Wordmark />
          <div className={styles.lead}>
            <p>{t('lead')}</p>
            <CountryList countries={countryCodes} />
          </div>
          <div className={styles.language}>
            <LanguageSelect />
          </div>
        </div>
      </header>
      <main className={styles.main}>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        {children}
      </main>
    </div>
  )
}
