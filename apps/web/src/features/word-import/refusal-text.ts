import type { useT } from '../../i18n/i18n.ts'
import type { ImportRefusal } from './read-in-worker.ts'

/** Why a file is not taken, as a sentence. */
export function refusalText(refusal: ImportRefusal, t: ReturnType<typeof useT<'word'>>): string {
  return refusal.code === 'classified'
    ? t('refusal.classified', { marking: refusal.marking.name })
    : t(`refusal.${refusal.code}`)
}
