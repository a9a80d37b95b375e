import { FilePdfIcon, FolderFileIcon } from '@navikt/aksel-icons'
import { filePath } from '@samsyn/protocol'
import { useLanguage, useT } from '../../i18n/i18n.ts'
import { PdfStatus } from '../../ui/PdfStatus.tsx'
import { usePdf } from '../../ui/use-pdf.ts'
import { folderTarget } from '../folder/folder-paths.ts'
import styles from './MeetingPage.module.css'

/** The ways to all final texts of a meeting: their pages, and one PDF with what has become of it. */
export function FolderLink({ meetingId }: { readonly meetingId: string }) {
  const t = useT('meeting')
  const language = useLanguage()
  const pdf = usePdf()
  return (
    <div className={styles.files}>
      {/* In the other bundle. */}
      <a href={folderTarget(meetingId)} className="ds-button" data-variant="secondary" data-size="sm">
        <FolderFileIcon aria-hidden />
        {t('folder')}
      </a>
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
