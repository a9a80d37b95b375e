import { useT } from '../i18n/i18n.ts'

/** Says beside the name of a final text that corrigenda are to be read together with it; nothing where there are none. */
export function WithCorrigenda({ count }: { readonly count: number }) {
  const t = useT('common')
  return count > 0 && <span>{t('withCorrigenda', { count })}</span>
}
