import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import type { Contact } from './use-live.ts'

/** What is to be said of a text that the server was not asked about just now; null where it was. */
export interface Unchecked {
  readonly onScreen: string
  /** Paper does not learn that the connection came back. */
  readonly onPaper: string
}

/** What a page says of its final texts beside them, by its contact with the server and when that gave them out. */
export function useUnchecked(contact: Contact, checkedAt: number): Unchecked | null {
  const t = useT('reading')
  const time = useTime()
  if (contact === 'live') return null
  const at = time.stamp(new Date(checkedAt).toISOString())
  const onPaper = t('connection.unchecked', { at })
  return { onPaper, onScreen: contact === 'lost' ? t('connection.text', { at }) : onPaper }
}
