import type { CountryCode } from '@samsyn/domain'
import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import { useCountryNames } from '../../../i18n/countries.ts'
import { useT } from '../../../i18n/i18n.ts'
import styles from './KeptWordingNotice.module.css'

/** Whose support the last edit would have taken, which was not done for that; null once the text or the caret goes on. */
export function useKeptWording(editor: Editor | null): readonly CountryCode[] | null {
  const [countries, setCountries] = useState<readonly CountryCode[] | null>(null)
  useEffect(() => {
    if (!editor) return
    const say = (kept: { readonly countries: readonly CountryCode[] }) => setCountries(kept.countries)
    const forget = () => setCountries(null)
    editor.on('wordingKept', say)
    editor.on('selectionUpdate', forget)
    return () => {
      editor.off('wordingKept', say)
      editor.off('selectionUpdate', forget)
    }
  }, [editor])
  return countries
}

/** Says why an edit was not done: it would have taken out a wording that others support. */
export function KeptWordingNotice({ countries }: { readonly countries: readonly CountryCode[] }) {
  const t = useT('brackets')
  const names = useCountryNames()
  return (
    <p className={styles.kept} role="alert">
      {t('kept', { countries: names.list(countries) })}
    </p>
  )
}
