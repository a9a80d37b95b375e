import { useT } from '../i18n/i18n.ts'
import styles from './FileLinks.module.css'
import type { PdfState } from './use-pdf.ts'

/** What has become of a PDF, said also to whoever does not see it; nothing where there is nothing to know. */
export function PdfStatus({ state }: { readonly state: PdfState }) {
  const t = useT('common')
  const tErrors = useT('errors')
  const text = () => {
    switch (state.kind) {
      case 'none':
        return ''
      case 'underway':
        return t('pdf.underway')
      case 'saved':
        return state.pdf === 'ua-1' ? '' : t(`pdf.${state.pdf}`)
      case 'refused':
        return tErrors(state.code)
    }
  }
  return (
    <p className={styles.status} role="status" data-kind={state.kind}>
      {text()}
    </p>
  )
}
