import { type Attribution, attributions, type Instrument, usualAttribution } from '@samsyn/domain'
import { type DocJson, namesSupporters } from '@samsyn/editor'
import { type FileFormat, fileFormats } from '@samsyn/protocol'
import { useId, useMemo, useState } from 'react'
import { useT } from '../i18n/i18n.ts'
import styles from './FileLinks.module.css'
import { PdfStatus } from './PdfStatus.tsx'
import { usePdf } from './use-pdf.ts'

const names: Readonly<Record<FileFormat, string>> = {
  pdf: 'PDF',
  docx: 'Word',
  html: 'HTML',
  md: 'Markdown',
  txt: 'TXT',
}

interface Props {
  readonly doc: DocJson
  readonly instrument: Instrument
  readonly pathOf: (format: FileFormat, attribution: Attribution) => string
}

/** The ways to a frozen text as a file, in every format; where wordings have support, how that is said in it. */
export function FileLinks({ doc, instrument, pathOf }: Props) {
  const t = useT('common')
  const id = useId()
  const [attribution, setAttribution] = useState(usualAttribution(instrument))
  const pdf = usePdf()
  const isAsked = useMemo(() => namesSupporters(doc), [doc])
  return (
    <div className={styles.files}>
      <span>{t('files')}</span>
      {fileFormats.map((format) => (
        <a
          key={format}
          href={pathOf(format, attribution)}
          download
          {...(format === 'pdf' ? { onClick: pdf.onClick } : {})}
        >
          {names[format]}
        </a>
      ))}
      {isAsked && (
        <span className={styles.choice}>
          <label htmlFor={id}>{t('attribution.label')}</label>
          <select
            id={id}
            className="ds-input"
            value={attribution}
            // The options are the only values there are.
            onChange={(event) => setAttribution(event.target.value as Attribution)}
          >
            {attributions.map((each) => (
              <option key={each} value={each}>
                {t(`attribution.${each}`)}
              </option>
            ))}
          </select>
        </span>
      )}
      <PdfStatus state={pdf.state} />
    </div>
  )
}
