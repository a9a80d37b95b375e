import type { PositionDetail } from '@samsyn/protocol'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useT } from '../../i18n/i18n.ts'
import { addReportWords } from '../../i18n/report-words.ts'

const ReportDialog = lazy(async () => ({ default: (await import('./ReportDialog.tsx')).ReportDialog }))

/** The way to report classified information in a final text; nothing of it is loaded before it is asked for. */
export function ReportText({ position }: { readonly position: PositionDetail }) {
  const t = useT('reading')
  const { i18n } = useTranslation()
  const [step, setStep] = useState<'closed' | 'opening' | 'open' | 'failed'>('closed')
  const open = async () => {
    setStep('opening')
    try {
      await addReportWords(i18n)
      setStep('open')
    } catch {
      // Without a connection neither words nor report get through.
      setStep('failed')
    }
  }
  return (
    <div className="release-report">
      <button type="button" aria-busy={step === 'opening'} onClick={() => void open()}>
        {t('report.button')}
      </button>
      {step === 'failed' && <span role="alert">{t('report.failed')}</span>}
      {step === 'open' && (
        <Suspense fallback={null}>
          <ReportDialog position={position} onClose={() => setStep('closed')} />
        </Suspense>
      )}
    </div>
  )
}
