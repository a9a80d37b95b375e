import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { makePasskey, PasskeyError } from '../../app/passkeys.ts'
import { queryKeys, useWorkspace } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { focusFirstError } from '../../ui/focus-first-error.ts'
import { TextField } from '../../ui/TextField.tsx'
import { PasskeyPlace } from '../sign-in/PasskeyPlace.tsx'
import { usePasskeyErrorText } from '../sign-in/use-passkey-error-text.ts'
import styles from './Account.module.css'

/** Registers another passkey under a name that its person will know it by. */
export function AddPasskey() {
  const t = useT('account')
  const tSignIn = useT('signin')
  const errorText = usePasskeyErrorText()
  const workspace = useWorkspace()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [isNameMissing, setNameMissing] = useState(false)
  const add = useMutation({
    mutationFn: async (called: string) => {
      const passkey = await makePasskey(await api('startPasskeyAddition'))
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
              {add.isPending ? tSignIn('passkey.waiting') : t('add')}
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
