import type { Discussion, PositionDetail } from '@samsyn/protocol'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import styles from './ImportDialog.module.css'
import type { Prepared } from './prepare-import.ts'

type Audience = Discussion['audiences'][number]

interface Props {
  readonly position: PositionDetail
  /** The threads of the file that may come with its text. */
  readonly threads: Prepared['threads']
  /** For whom the person may begin a thread, the smallest circle first. */
  readonly audiences: readonly Audience[]
  /** For whom they are brought in; undefined while they are not. */
  readonly audience: Audience | undefined
  readonly onAudience: (audience: Audience | undefined) => void
}

const everybody = 'all' as const

/** Asks whether the comments of a file come with its text, and who reads them then: what is said in them may be for one delegation alone. */
export function ThreadsChoice({ position, threads, audiences, audience, onAudience }: Props) {
  const t = useT('word')
  const tComments = useT('comments')
  const countries = useCountryNames()
  const [first] = audiences
  if (threads.length === 0 || first === undefined) return null
  const isShared = position.status !== 'draft'
  const nameOf = (each: Audience) => {
    if (each !== null) return tComments('audience.own', { country: countries.name(each) })
    return isShared
      ? tComments('audience.all')
      : tComments('audience.before', { country: countries.name(position.penholder) })
  }
  return (
    <div className={styles.threads}>
      <label>
        <input
          type="checkbox"
          className="ds-input"
          checked={audience !== undefined}
          onChange={({ target }) => onAudience(target.checked ? first : undefined)}
        />
        {t('comments.label', { count: threads.length })}
      </label>
      <span className={styles.hint}>{t('comments.hint')}</span>
      {audience !== undefined && (
        <SelectField<NonNullable<Audience> | typeof everybody>
          label={t('comments.audience')}
          value={audience ?? everybody}
          onValue={(value) => onAudience(value === everybody ? null : value)}
          options={audiences.map((each) => ({ value: each ?? everybody, label: nameOf(each) }))}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region */}
      <section className={styles.comments} aria-label={t('comments.list')} tabIndex={0}>
        <ul>
          {threads
            .flatMap(({ comments }) => comments)
            .map(({ author, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the comments of a file never change
              <li key={index}>
                <strong>{author === '' ? t('comments.unnamed') : author}</strong>: {text}
              </li>
            ))}
        </ul>
      </section>
    </div>
  )
}
