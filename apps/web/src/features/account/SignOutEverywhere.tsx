import { useState } from 'react'
import { usePerson } from '../../app/session-context.ts'
import { UnsentList } from '../../app/UnsentList.tsx'
import { type UnsentOnDevice, unsentOnDevice } from '../../app/unsent-on-device.ts'
import { useSignOut } from '../../app/use-sign-out.ts'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'

/** Ends every session of the person, wherever it is. */
export function SignOutEverywhere() {
  const t = useT('account')
  const [isAsking, setAsking] = useState(false)
  const person = usePerson()
  const [unsent, setUnsent] = useState<UnsentOnDevice | null>(null)
  const signOut = useSignOut('endAllSessions')
  const ask = async () => {
    signOut.reset()
    setUnsent(await unsentOnDevice(person.id))
    setAsking(true)
  }
  return (
    <section aria-labelledby="everywhere">
      <h2 id="everywhere">{t('everywhere')}</h2>
      <p>{t('everywhereText')}</p>
      <button
        type="button"
        className="ds-button"
        data-variant="secondary"
        data-color="danger"
        onClick={() => void ask()}
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
        {unsent && (
          <>
            <p>
              <strong>{t('unsent.title')}</strong>
            </p>
            <UnsentList unsent={unsent} />
          </>
        )}
      </CommandDialog>
    </section>
  )
}
