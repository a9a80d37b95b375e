import type { OwnPages } from '@samsyn/protocol'
import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { MandateDialog } from './MandateDialog.tsx'
import styles from './OwnPages.module.css'
import type { Pages } from './use-own-pages.ts'

/** The country's mandate in one line: how far it is, how it is cited, and what the others are told. */
export function MandateLine({ at, pages }: { readonly at: Pages; readonly pages: OwnPages }) {
  const t = useT('pages')
  const [isChanging, setChanging] = useState(false)
  const { mandate } = pages
  const told = !mandate.isShared ? 'untold' : mandate.state === 'cleared' ? 'inPlace' : 'pending'
  return (
    <div className={styles.mandate}>
      <h2>{t('mandate.title')}</h2>
      <p>
        <span className={styles.state} data-mandate={mandate.state}>
          {t(`mandate.state.${mandate.state}`)}
        </span>
        {mandate.reference && <span>{mandate.reference}</span>}
      </p>
      <p className={styles.quiet}>{t(`mandate.told.${told}`)}</p>
      {pages.may.write && (
        <button
          type="button"
          className="ds-button"
          data-variant="secondary"
          data-size="sm"
          onClick={() => setChanging(true)}
        >
          {t('mandate.change')}
        </button>
      )}
      {isChanging && <MandateDialog at={at} pages={pages} onClose={() => setChanging(false)} />}
    </div>
  )
}
