import type { CountryCode } from '@samsyn/domain'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import styles from './ReportForm.module.css'
import type { DraftFollowUp } from './report-draft.ts'

/** What is to be done after the meeting: by whom, until when. */
export function FollowUpFields({
  rows,
  parties,
  owner,
  onChange,
}: {
  readonly rows: readonly DraftFollowUp[]
  readonly parties: readonly CountryCode[]
  /** Whose a new one is at first. */
  readonly owner: CountryCode
  readonly onChange: (rows: readonly DraftFollowUp[]) => void
}) {
  const t = useT('report')
  const names = useCountryNames()
  const change = (index: number, part: Partial<DraftFollowUp>) =>
    onChange(rows.map((row, place) => (place === index ? { ...row, ...part } : row)))
  return (
    <div className={styles.rows}>
      {rows.map((row, index) => (
        // Rows have no name of their own and keep their order.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <fieldset key={index} className={styles.row}>
          <legend className="visually-hidden">{`${t('followUps.title')} ${index + 1}`}</legend>
          <label className={styles.wide}>
            <span>{t('followUps.action')}</span>
            <input
              value={row.action}
              maxLength={300}
              onChange={({ target }) => change(index, { action: target.value })}
            />
          </label>
          <label>
            <span>{t('followUps.owner')}</span>
            <select
              value={row.owner}
              onChange={({ target }) =>
                change(index, { owner: parties.find((party) => party === target.value) ?? owner })
              }
            >
              {parties.map((party) => (
                <option key={party} value={party}>
                  {names.name(party)}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>{t('followUps.due')}</span>
            <input
              type="date"
              value={row.due}
              onChange={({ target }) => change(index, { due: target.value })}
            />
          </label>
          <button
            type="button"
            className={styles.remove}
            onClick={() => onChange(rows.filter((_row, place) => place !== index))}
          >
            {t('remove')}
            <span className="visually-hidden">{`: ${t('followUps.title')} ${index + 1}`}</span>
          </button>
        </fieldset>
      ))}
      <button
        type="button"
        className={styles.add}
        onClick={() => onChange([...rows, { action: '', owner, due: '' }])}
      >
        {t('followUps.add')}
      </button>
    </div>
  )
}
