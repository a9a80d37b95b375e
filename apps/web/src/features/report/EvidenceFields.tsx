import { useT } from '../../i18n/i18n.ts'
import styles from './ReportForm.module.css'
import type { ReportDraft } from './report-draft.ts'

type Row = ReportDraft['evidence'][number]

/** Which documents and articles show what is reported. */
export function EvidenceFields({
  rows,
  onChange,
}: {
  readonly rows: readonly Row[]
  readonly onChange: (rows: readonly Row[]) => void
}) {
  const t = useT('report')
  const change = (index: number, part: Partial<Row>) =>
    onChange(rows.map((row, place) => (place === index ? { ...row, ...part } : row)))
  return (
    <div className={styles.rows}>
      {rows.map((row, index) => (
        // Rows have no name of their own and keep their order.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <fieldset key={index} className={styles.row}>
          <legend className="visually-hidden">{`${t('evidence.title')} ${index + 1}`}</legend>
          <label>
            <span>{t('evidence.document')}</span>
            <input
              value={row.document}
              maxLength={300}
              onChange={({ target }) => change(index, { document: target.value })}
            />
          </label>
          <label>
            <span>{t('evidence.article')}</span>
            <input
              value={row.article}
              maxLength={300}
              onChange={({ target }) => change(index, { article: target.value })}
            />
          </label>
          <button
            type="button"
            className={styles.remove}
            onClick={() => onChange(rows.filter((_row, place) => place !== index))}
          >
            {t('remove')}
            <span className="visually-hidden">{`: ${t('evidence.title')} ${index + 1}`}</span>
          </button>
        </fieldset>
      ))}
      <button
        type="button"
        className={styles.add}
        onClick={() => onChange([...rows, { document: '', article: '' }])}
      >
        {t('evidence.add')}
      </button>
    </div>
  )
}
