import type { Language } from '@samsyn/domain'
import { languages } from '@samsyn/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useContext, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage, useT } from '../i18n/i18n.ts'
import { languageNames, rememberLanguage } from '../i18n/languages.ts'
import { api } from './api.ts'
import styles from './Choice.module.css'
import { queryKeys } from './queries.ts'
import { SessionContext } from './session-context.ts'

/** Chooses the language: at once, on this device, and for the person when somebody is signed in. */
export function LanguageSelect() {
  const t = useT('common')
  const id = useId()
  const { i18n } = useTranslation()
  const current = useLanguage()
  const client = useQueryClient()
  const isSignedIn = useContext(SessionContext) !== null
  const choose = useMutation({
    mutationFn: async (language: Language) => {
      await i18n.changeLanguage(language)
      rememberLanguage(localStorage, language)
      return isSignedIn ? api('setLanguage', { body: { language } }) : null
    },
    onSuccess: (session) => {
      if (session) client.setQueryData(queryKeys.session, session)
    },
  })
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{t('menu.language')}</label>
      <select
        id={id}
        className="ds-input"
        value={current}
        onChange={(event) => choose.mutate(event.target.value as Language)}
      >
        {languages.map((language) => (
          <option key={language} value={language} lang={language}>
            {languageNames[language]}
          </option>
        ))}
      </select>
    </div>
  )
}
