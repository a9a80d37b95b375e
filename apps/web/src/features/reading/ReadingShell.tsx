import type { ReactNode } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { Wordmark } from '../../ui/Wordmark.tsx'
import { useBigType } from './big-type.ts'

/** The narrow bar above a text in the meeting room: home, big type, print. */
export function ReadingShell({ children }: { readonly children: ReactNode }) {
  const t = useT('reading')
  const tCommon = useT('common')
  const [isBig, setBig] = useBigType()
  return (
    <div className="reading">
      <a className="reading-skip" href="#text">
        {tCommon('skipToContent')}
      </a>
      <header className="reading-bar">
        <a href="/" aria-label={t('home')}>
          <Wordmark />
        </a>
        <div className="reading-tools">
          <button type="button" aria-pressed={isBig} onClick={() => setBig(!isBig)}>
            {t('bigType')}
          </button>
          <button type="button" onClick={() => window.print()}>
            {t('print')}
          </button>
        </div>
      </header>
      <main id="text" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
