import { filePath } from '@samsyn/protocol'
import { useLanguage, useT } from '../../i18n/i18n.ts'
import { PdfStatus } from '../../ui/PdfStatus.tsx'
import { usePdf } from '../../ui/use-pdf.ts'

/** The way to all final texts of a folder in one PDF, and what has become of it. */
export function FolderPdf({ meetingId }: { readonly meetingId: string }) {
  const t = useT('folder')
  const language = useLanguage()
  const pdf = usePdf()
  return (
    <div className="folder-more">
      <a
        href={filePath('getMeetingFolder', { meetingId }, { language })}
        download
        aria-disabled={pdf.state.kind === 'underway' || undefined}
        onClick={pdf.onClick}
      >
        {t('pdf')}
      </a>
      <PdfStatus state={pdf.state} />
    </div>
  )
}
