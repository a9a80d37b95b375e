import { useState } from 'react'
import { useSignOut } from '../../app/use-sign-out.ts'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'

/** Ends every session of the person, wherever it is. */
export function SignOutEverywhere() {
  const t = useT('account')
  const [isAsking, setAsking] = useState(false)
  const signOut = useSignOut('endAllSessions')
  return (
    <section aria-labelledby="everywhere">
      <h2 id="everywhere">{t('everywhere')}</h2>
      <p>{t('everywhereText')}</p>
      <button
        type="button"
        className="ds-button"
        data-variant="secondary"
        data-color="danger"
        onClick={() => {
          signOut.reset()
          setAsking(true)
        }}
      >
        {t('everywhere')}
      </button>
      <CommandDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('everywhereTitle')}
        confirm={t('everywhere')}
        tone="danger"
        error={signOut.error}
        isPending={signOut.isPending}
        onConfirm={() => signOut.mutate()}
      >
        <p>{t('everywhereText')}</p>
      </CommandDialog>
    </section>
  )
}
