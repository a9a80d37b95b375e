import type { PasskeyCreation } from '@samsyn/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { api } from '../../app/api.ts'
import { makePasskey, PasskeyError } from '../../app/passkeys.ts'
import { queryKeys, useWorkspace } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { focusFirstError } from '../../ui/focus-first-error.ts'
import { TextField } from '../../ui/TextField.tsx'
import { PasskeyPlace } from '../sign-in/PasskeyPlace.tsx'
import styles from './Account.module.css'
import { confirmDeed } from './confirm-deed.ts'
import { useAccountErrorText } from './use-account-error-text.ts'

/** Registers another passkey under a name that its person will know it by, once a passkey they have has confirmed it. */
export function AddPasskey() {
  const t = useT('account')
  const errorText = useAccountErrorText()
  const workspace = useWorkspace()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [isNameMissing, setNameMissing] = useState(false)
  const [step, setStep] = useState<'confirm' | 'make'>('confirm')
  /** What was confirmed and not made yet: whoever tries again is not asked to confirm twice. */
  const confirmed = useRef<{ readonly options: PasskeyCreation; readonly until: number } | null>(null)
  const confirm = async (): Promise<PasskeyCreation> => {
    const before = confirmed.current
    if (before && Date.now() < before.until) return before.options
    setStep('confirm')
    const assertion = await confirmDeed({ kind: 'add' })
    const options = await api('startPasskeyAddition', { body: { assertion } })
    // Half of the time that the server waits for it is left for making it.
    confirmed.current = { options, until: Date.now() + options.timeout / 2 }
    return options
  }
  const add = useMutation({
    mutationFn: async (called: string) => {
      const options = await confirm()
      setStep('make')
      const passkey = await makePasskey(options)
      confirmed.current = null
      return api('addPasskey', { body: { name: called, passkey } })
    },
    onSuccess: (held) => {
      client.setQueryData(queryKeys.ownPasskeys, held)
      setName('')
    },
  })
  const isCancelled = add.error instanceof PasskeyError && add.error.failure === 'cancelled'
  return (
    <section aria-labelledby="add-passkey">
      <h2 id="add-passkey">{t('addTitle')}</h2>
      {workspace.data && (
        <PasskeyPlace origin={workspace.data.passkeyOrigin} path="/account">
          <form
            className={styles.form}
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              if (add.isPending) return
              const called = name.trim()
              setNameMissing(called === '')
              if (called === '') focusFirstError(event.currentTarget)
              else add.mutate(called)
            }}
          >
            <p>{t('addText')}</p>
            <TextField
              label={t('name')}
              hint={t('nameHint')}
              error={isNameMissing ? t('nameMissing') : null}
              maxLength={120}
              value={name}
              onValue={setName}
            />
            <button type="submit" className="ds-button" data-variant="primary" aria-disabled={add.isPending}>
              {add.isPending ? t(step === 'confirm' ? 'confirming' : 'making') : t('add')}
            </button>
            {add.error && (
              <p className={styles.error} role="alert">
                {isCancelled ? t('notMade') : errorText(add.error)}
              </p>
            )}
            {add.isSuccess && (
              <p className={styles.done} role="status">
                {t('addedNow', { name: add.variables })}
              </p>
            )}
          </form>
        </PasskeyPlace>
      )}
    </section>
  )
}
