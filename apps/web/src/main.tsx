import '@digdir/designsystemet-css'
import './theme/theme.css'
import './theme/app.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { RouterProvider } from 'react-router/dom'
import { Providers } from './app/Providers.tsx'
import { buildQueryClient } from './app/query-client.ts'
import { buildRouter } from './app/router.tsx'
import { appWords } from './i18n/app-words.ts'
import { startI18n } from './i18n/i18n.ts'
import { preferredLanguage } from './i18n/languages.ts'

async function start(): Promise<void> {
  const i18n = await startI18n(preferredLanguage(localStorage, navigator.languages), appWords)
  const root = document.getElementById('app')
  if (!root) throw new Error('index.html has no #app')
  const client = buildQueryClient()
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <Providers client={client}>
          <RouterProvider router={buildRouter(client)} />
        </Providers>
      </I18nextProvider>
    </StrictMode>,
  )
}

await start()
