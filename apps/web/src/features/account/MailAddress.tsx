import type { NotificationSettings } from '@samsyn/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { focusFirstError } from '../../ui/focus-first-error.ts'
import { TextField } from '../../ui/TextField.tsx'
import styles from './Account.module.css'
import { confirmedIfAsked } from './confirm-deed.ts'
import { useAccountErrorText } from './use-account-error-text.ts'

type Mail = NotificationSettings['mail']

/** Where mails go: an address counts once a code that was sent there has come back. */
export function MailAddress({ mail }: { readonly mail: Mail }) {
  const t = useT('notifications')
  const errorText = useAccountErrorText()
  const client = useQueryClient()
  const [isChanging, setChanging] = useState(false)
  const remove = useMutation({
    mutationFn: () =>
      confirmedIfAsked({ kind: 'mail', address: null }, (assertion) =>
        api('removeMailAddress', { body: { assertion } }),
      ),
    onSuccess: (settings) => client.setQueryData(queryKeys.notificationSettings, settings),
  })
  if (!mail.isOn) return <p>{t('mail.off')}</p>
  if (mail.address === null || isChanging) {
    return (
      <>
        {mail.address === null && <p>{t('mail.none')}</p>}
        <GiveAddress onDone={() => setChanging(false)} />
      </>
    )
  }
  return (
    <>
      <p className={styles.address}>{t('mail.to', { address: mail.address })}</p>
      <div className={styles.moment}>
        <button
          type="button"
          className="ds-button"
          data-variant="secondary"
          data-size="sm"
          onClick={() => setChanging(true)}
        >
          {t('mail.change')}
        </button>
        <button
          type="button"
          className="ds-button"
          data-variant="tertiary"
          data-size="sm"
          aria-disabled={remove.isPending}
          onClick={() => !remove.isPending && remove.mutate()}
        >
          {t('mail.remove')}
        </button>
      </div>
      {remove.error && (
        <p className={styles.error} role="alert">
          {errorText(remove.error)}
        </p>
      )}
    </>
  )
}

function GiveAddress({ onDone }: { readonly onDone: () => void }) {
  const t = useT('notifications')
  const errorText = useAccountErrorText()
  const client = useQueryClient()
  const [address, setAddress] = useState('')
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState<'address' | 'code' | null>(null)
  const ask = useMutation({
    mutationFn: () =>
      confirmedIfAsked({ kind: 'mail', address: address.trim() }, (assertion) =>
        api('askMailAddress', { body: { address: address.trim(), assertion } }),
      ),
  })
  const confirm = useMutation({
    mutationFn: () => api('confirmMailAddress', { body: { code: code.trim() } }),
    onSuccess: (settings) => {
      client.setQueryData(queryKeys.notificationSettings, settings)
      onDone()
    },
  })
  const submitAddress = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const isAddress = /^\S+@\S+\.\S+$/.test(address.trim())
    setWrong(isAddress ? null : 'address')
    focusFirstError(event.currentTarget)
    if (isAddress && !ask.isPending) ask.mutate()
  }
  const submitCode = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const isCode = /^\d{6}$/.test(code.trim())
    setWrong(isCode ? null : 'code')
    focusFirstError(event.currentTarget)
    if (isCode && !confirm.isPending) confirm.mutate()
  }
  return (
    <>
      <form className={styles.form} onSubmit={submitAddress} noValidate>
        <TextField
          label={t('mail.address')}
          hint={t('mail.addressHint')}
          error={wrong === 'address' ? t('mail.addressWrong') : null}
          type="email"
          autoComplete="email"
          value={address}
          onValue={setAddress}
        />
        <button
          type="submit"
          className="ds-button"
          data-variant={ask.isSuccess ? 'secondary' : 'primary'}
          aria-disabled={ask.isPending}
        >
          {t('mail.send')}
        </button>
        {ask.error && (
          <p className={styles.error} role="alert">
            {errorText(ask.error)}
          </p>
        )}
      </form>
      <p role="status" className={styles.saved}>
        {ask.isSuccess && t('mail.sent', { address: address.trim() })}
      </p>
      {ask.isSuccess && (
        <form className={styles.form} onSubmit={submitCode} noValidate>
          <TextField
            label={t('mail.code')}
            hint={t('mail.codeHint')}
            error={wrong === 'code' ? t('mail.codeWrong') : null}
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onValue={setCode}
          />
          <button type="submit" className="ds-button" aria-disabled={confirm.isPending}>
            {t('mail.confirm')}
          </button>
          {confirm.error && (
            <p className={styles.error} role="alert">
              {errorText(confirm.error)}
            </p>
          )}
        </form>
      )}
    </>
  )
}
