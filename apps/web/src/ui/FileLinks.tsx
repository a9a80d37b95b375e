import { type FileFormat, fileFormats } from '@samsyn/protocol'
import { useT } from '../i18n/i18n.ts'
import styles from './FileLinks.module.css'

const names: Readonly<Record<FileFormat, string>> = {
  docx: 'Word',
  html: 'HTML',
  md: 'Markdown',
  txt: 'TXT',
}

/** The ways to a frozen text as a file, in every format. */
export function FileLinks({ pathOf }: { readonly pathOf: (format: FileFormat) => string }) {
  const t = useT('common')
  return (
    <p className={styles.files}>
      {t('files')}
      {fileFormats.map((format) => (
        <a key={format} href={pathOf(format)} download>
          {names[format]}
        </a>
      ))}
    </p>
  )
}
