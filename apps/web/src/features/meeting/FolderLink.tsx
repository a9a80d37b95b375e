import { FilePdfIcon } from '@navikt/aksel-icons'
import { filePath } from '@samsyn/protocol'
import { useLanguage, useT } from '../../i18n/i18n.ts'
import { PdfStatus } from '../../ui/PdfStatus.tsx'
import { usePdf } from '../../ui/use-pdf.ts'
import styles from './MeetingPage.module.css'

/** The way to all final texts of a meeting in one PDF, and what has become of it. */
export function FolderLink({ meetingId }: { readonly meetingId: string }) {
  const t = useT('meeting')
  const language = useLanguage()
  const pdf = usePdf()
  return (
    <div className={styles.files}>
      <a
        href={filePath('getMeetingFolder', { meetingId }, { language })}
        className="ds-button"
        data-variant="secondary"
        data-size="sm"
        download
        aria-disabled={pdf.state.kind === 'underway' || undefined}
        onClick={pdf.onClick}
      >
        <FilePdfIcon aria-hidden />
        {t('folderPdf')}
      </a>
      <PdfStatus state={pdf.state} />
    </div>
  )
}
