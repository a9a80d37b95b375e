import { FilePdfIcon, FileTextIcon } from '@navikt/aksel-icons'
import { filePath } from '@samsyn/protocol'
import { useLanguage, useT } from '../../i18n/i18n.ts'
import { PdfStatus } from '../../ui/PdfStatus.tsx'
import { usePdf } from '../../ui/use-pdf.ts'
import styles from './Reports.module.css'

/** The report of a meeting as files for the ministers: what the page shows, in the language of the page. */
export function ReportFiles({ meetingId }: { readonly meetingId: string }) {
  const t = useT('report')
  const language = useLanguage()
  const pdf = usePdf()
  const address = (format: 'pdf' | 'docx') =>
    filePath('getMeetingReportFile', { meetingId, format }, { language })
  return (
    <div className={`${styles.buttons} ${styles.files}`}>
      <a
        href={address('pdf')}
        className="ds-button"
        data-variant="secondary"
        data-size="sm"
        download
        aria-disabled={pdf.state.kind === 'underway' || undefined}
        onClick={pdf.onClick}
      >
        <FilePdfIcon aria-hidden />
        {t('meeting.file', { format: 'PDF' })}
      </a>
      <a href={address('docx')} className="ds-button" data-variant="secondary" data-size="sm" download>
        <FileTextIcon aria-hidden />
        {t('meeting.file', { format: 'Word' })}
      </a>
      <PdfStatus state={pdf.state} />
    </div>
  )
}
