import { Link } from 'react-router'
import { useT } from '../i18n/i18n.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import styles from './Notice.module.css'

/** An address that leads nowhere. */
export function NotFoundPage() {
  const t = useT('common')
  return (
    <div className={`page ${styles.notFound}`}>
      <PageHeader title={t('notFound.title')} />
      <p>{t('notFound.text')}</p>
      <Link to="/" className="ds-button" data-variant="primary">
        {t('notFound.toDesk')}
      </Link>
    </div>
  )
}
