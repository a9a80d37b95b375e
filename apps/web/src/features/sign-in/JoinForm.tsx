import type { RouteResponse, WorkspaceInfo } from '@samsyn/protocol'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { makePasskey, PasskeyError } from '../../app/passkeys.ts'
import { useLanguage, useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { focusFirstError } from '../../ui/focus-first-error.ts'
import { TextField } from '../../ui/TextField.tsx'
import { PersonFacts } from '../people/PersonFacts.tsx'
import styles from './Passkey.module.css'
import { PasskeyPlace } from './PasskeyPlace.tsx'
import { usePasskeyErrorText } from './use-passkey-error-text.ts'
import { useSignedIn } from './use-signed-in.ts'

interface Props {
  readonly token: string
  readonly invitation: RouteResponse<'readInvitation'>
  readonly workspace: WorkspaceInfo
}

/** Who comes in says their name and registers a passkey. */
export function JoinForm({ token, invitation, workspace }: Props) {
  const t = useT('signin')
  const language = useLanguage()
  const time = useTime()
  const errorText = usePasskeyErrorText()
  const signedIn = useSignedIn()
  const [name, setName] = useState('')
  const { offer } = invitation
  // Whom an invitation names does not name themselves.
  const given = offer.kind === 'first_administrator' ? name.trim() : null
  const [isNameMissing, setNameMissing] = useState(false)
  const join = useMutation({
    mutationFn: async () => {
      const passkey = await makePasskey(
        await api('startPasskeyByInvitation', { body: { token, name: given } }),
      )
      const passkeyName = t(offer.kind === 'recovery' ? 'join.newPasskey' : 'join.firstPasskey')
      return api('acceptInvitation', { body: { token, name: given, language, passkeyName, passkey } })
    },
    onSuccess: signedIn,
  })
  const isCancelled = join.error instanceof PasskeyError && join.error.failure === 'cancelled'
  return (
    <PasskeyPlace origin={workspace.passkeyOrigin} path={`/join#${token}`}>
      <form
        className={styles.way}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (join.isPending) return
          setNameMissing(given === '')
          if (given === '') focusFirstError(event.currentTarget)
          else join.mutate()
        }}
      >
        {offer.kind === 'first_administrator' ? (
          <>
            <p>{t('join.setUpText')}</p>
            <TextField
              label={t('join.name')}
              hint={t('join.nameHint')}
              error={isNameMissing ? t('join.nameMissing') : null}
              autoComplete="name"
              maxLength={120}
              value={name}
              onValue={setName}
            />
          </>
        ) : offer.kind === 'newcomer' ? (
          <>
            <p>{t('join.welcomeText', { name: offer.name })}</p>
            <PersonFacts
              name={offer.name}
              country={offer.country}
              ministry={offer.ministry}
              roles={offer.roles.map(({ role }) => role)}
            />
          </>
        ) : (
          <>
            <p>{t('join.backText', { name: offer.person.name })}</p>
            <PersonFacts {...offer.person} />
            <p>{t('join.backEnds')}</p>
          </>
        )}
        {offer.kind !== 'recovery' && <p>{t('join.passkeyText')}</p>}
        <button type="submit" className="ds-button" data-variant="primary" aria-disabled={join.isPending}>
          {join.isPending
            ? t('passkey.waiting')
            : t(offer.kind === 'recovery' ? 'join.backButton' : 'join.button')}
        </button>
        {join.error && (
          <p className={styles.error} role="alert">
            {isCancelled ? t('join.notMade') : errorText(join.error)}
          </p>
        )}
        <p className={styles.help}>{t('join.until', { time: time.full(invitation.expiresAt) })}</p>
      </form>
    </PasskeyPlace>
  )
}
