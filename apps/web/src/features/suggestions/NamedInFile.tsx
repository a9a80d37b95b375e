import { namedInFile } from '@samsyn/editor'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import styles from './Suggestions.module.css'

/** Whom a file names for a suggestion that was brought in from it: the file's word, and nobody's proof. */
export function NamedInFile({ suggestionId }: { readonly suggestionId: string }) {
  const t = useT('word')
  const time = useTime()
  const named = namedInFile(suggestionId)
  if (!named) return null
  const author = named.at === null ? named.author : `${named.author}, ${time.stamp(named.at)}`
  return <p className={styles.quiet}>{t('suggestionNamed', { author })}</p>
}
