import type { OwnPasskey } from '@samsyn/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { api } from '../../app/api.ts'
import { PasskeyError } from '../../app/passkeys.ts'
import { queryKeys } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import people from '../people/People.module.css'
import { CommandDialog } from '../position/CommandDialog.tsx'
import styles from './Account.module.css'
import { confirmDeed } from './confirm-deed.ts'
import { useAccountErrorText } from './use-account-error-text.ts'

/** The person's passkeys, each with the way to remove it, which a passkey confirms; the last one stays. */
export function PasskeyList({
  passkeys,
  canConfirm,
}: {
  readonly passkeys: readonly OwnPasskey[]
  /** Whether passkeys work at this address. */
  readonly canConfirm: boolean
}) {
  const t = useT('account')
  const errorText = useAccountErrorText()
  const time = useTime()
  const client = useQueryClient()
  const [chosen, setChosen] = useState<OwnPasskey | null>(null)
  const said = useRef<HTMLParagraphElement>(null)
  const remove = useMutation({
    mutationFn: async ({ id }: OwnPasskey) => {
      const assertion = await confirmDeed({ kind: 'remove', passkeyId: id })
      return api('removePasskey', { params: { passkeyId: id }, body: { assertion } })
    },
    onSuccess: (left) => {
      client.setQueryData(queryKeys.ownPasskeys, left)
      // The button that was pressed is gone.
      flushSync(() => setChosen(null))
      said.current?.focus()
    },
    onError: () => client.invalidateQueries({ queryKey: queryKeys.ownPasskeys }),
  })
  return (
    <>
      {passkeys.length === 0 && <p className={people.quiet}>{t('none')}</p>}
      <ul className={people.list}>
        {passkeys.map((passkey) => (
          <li key={passkey.id} className={people.row}>
            <div className={styles.passkey}>
              <span className={styles.name}>{passkey.name}</span>
              <span className={people.quiet}>{t('added', { time: time.full(passkey.addedAt) })}</span>
              <span className={people.quiet}>
                {passkey.lastUsedAt === null
                  ? t('unused')
                  : t('used', { time: time.full(passkey.lastUsedAt) })}
              </span>
              {passkey.isOfThisSession && <span className={people.quiet}>{t('ofThisSession')}</span>}
            </div>
            {passkeys.length > 1 && canConfirm && (
              <button
                type="button"
                className="ds-button"
                data-variant="secondary"
                data-size="sm"
                aria-label={`${t('remove')}: ${passkey.name}`}
                onClick={() => {
                  remove.reset()
                  setChosen(passkey)
                }}
              >
                {t('remove')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {passkeys.length === 1 && <p className={people.quiet}>{t('last')}</p>}
      {remove.isSuccess && (
        <p className={styles.done} role="status" ref={said} tabIndex={-1}>
          {t('removed', { name: remove.variables.name })}
        </p>
      )}
      <CommandDialog
        isOpen={chosen !== null}
        onClose={() => setChosen(null)}
        title={t('removeTitle', { name: chosen?.name ?? '' })}
        confirm={remove.isPending ? t('confirming') : t('remove')}
        tone="danger"
        error={null}
        isPending={remove.isPending}
        onConfirm={() => chosen && remove.mutate(chosen)}
      >
        <p>{t('removeText')}</p>
        {chosen?.isOfThisSession && <p>{t('removeOfThisSession')}</p>}
        <p>{t('removeConfirm')}</p>
        {remove.error && (
          <p className={styles.error} role="alert">
            {remove.error instanceof PasskeyError && remove.error.failure === 'cancelled'
              ? t('notRemoved')
              : errorText(remove.error)}
          </p>
        )}
      </CommandDialog>
    </>
  )
}
