import { rolesForAll } from '@samsyn/domain'
import type { Invitation } from '@samsyn/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import styles from './People.module.css'
import { PersonFacts } from './PersonFacts.tsx'
import { useApprovalWords } from './use-approval-words.ts'

const standings = { expired: 'expired', open: 'openUntil', used: 'openUntil', awaited: 'awaited' } as const

/** What was done with somebody who is invited. */
export interface InvitationTurn {
  readonly kind: 'approved' | 'declined' | 'withdrawn'
  readonly invitation: Invitation
}

interface Props {
  readonly invitation: Invitation
  /** By then the button, or the whole row, may be gone from the page. */
  readonly onDone: (turn: InvitationTurn) => void
}

/** Somebody who is invited and has not come in, who asked for it, the way to take that back and, for a lead who has to agree, to approve or decline it. */
export function InvitationRow({ invitation, onDone }: Props) {
  const { offer, madeAt, madeBy, expiresAt, standing, awaits, approved, may } = invitation
  const t = useT('people')
  const time = useTime()
  const [asking, setAsking] = useState<'approve' | 'end' | null>(null)
  const end = may.approve ? 'decline' : 'withdraw'
  const close = () => setAsking(null)
  return (
    <li className={styles.row}>
      <PersonFacts
        name={offer.name}
        country={offer.country}
        ministry={offer.ministry}
        roles={offer.roles.map(({ role }) => role)}
      />
      <div className={styles.state}>
        <div className={styles.standing}>
          <span>
            {offer.kind === 'roles' && `${t('otherRoles')} · `}
            {standing === 'withdrawn'
              ? t('withdrawn')
              : t(awaits?.leadOf === 'any' ? 'awaitedAny' : standings[standing], {
                  time: time.full(expiresAt),
                })}
          </span>
          {madeBy && <span>{t('askedBy', { name: madeBy.name, time: time.stamp(madeAt) })}</span>}
          {approved && (
            <span>{t('approvedBy', { name: approved.by.name, time: time.stamp(approved.at) })}</span>
          )}
        </div>
        {may.approve && (
          <button
            type="button"
            className="ds-button"
            data-variant="primary"
            data-size="sm"
            aria-label={`${t('approve')}: ${offer.name}`}
            onClick={() => setAsking('approve')}
          >
            {t('approve')}
          </button>
        )}
        {may.withdraw && (
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-size="sm"
            aria-label={`${t(end)}: ${offer.name}`}
            onClick={() => setAsking('end')}
          >
            {t(end)}
          </button>
        )}
      </div>
      <ApproveDialog {...{ invitation, onDone }} isOpen={asking === 'approve'} onClose={close} />
      <EndDialog {...{ invitation, onDone }} isOpen={asking === 'end'} onClose={close} />
    </li>
  )
}

interface DialogProps extends Props {
  readonly isOpen: boolean
  readonly onClose: () => void
}

function useDeed({ invitation, onClose, onDone }: DialogProps, kind: InvitationTurn['kind']) {
  const client = useQueryClient()
  const { mutate, reset, error, isPending } = useMutation({
    mutationFn: async () => {
      const params = { invitationId: invitation.id }
      await (kind === 'approved'
        ? api('approveInvitation', { params })
        : api('withdrawInvitation', { params }))
    },
    onSuccess: () => {
      onClose()
      onDone({ kind, invitation })
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.accounts }),
  })
  return {
    error,
    isPending,
    onConfirm: () => mutate(),
    onClose: () => {
      reset()
      onClose()
    },
  }
}

function ApproveDialog(props: DialogProps) {
  const { invitation, isOpen } = props
  const t = useT('people')
  const words = useApprovalWords(invitation)
  const deed = useDeed(props, 'approved')
  const asked = invitation.awaits?.roles ?? []
  return (
    <CommandDialog {...deed} isOpen={isOpen} title={words('approveTitle')} confirm={t('approve')}>
      <AskedBy invitation={invitation} />
      <AskedRoles invitation={invitation} />
      <p>{words('approveText')}</p>
      {asked.some((role) => rolesForAll.includes(role)) && <p>{t('approval.forAll')}</p>}
    </CommandDialog>
  )
}

/** Declines, as a lead, or withdraws: the same deed, by another right. */
function EndDialog(props: DialogProps) {
  const { invitation, isOpen } = props
  const { offer, may } = invitation
  const t = useT('people')
  const words = useApprovalWords(invitation)
  const deed = useDeed(props, may.approve ? 'declined' : 'withdrawn')
  const { name } = offer
  const isRoles = offer.kind === 'roles'
  return (
    <CommandDialog
      {...deed}
      isOpen={isOpen}
      title={
        may.approve ? words('declineTitle') : t(isRoles ? 'withdrawRolesTitle' : 'withdrawTitle', { name })
      }
      confirm={t(may.approve ? 'decline' : 'withdraw')}
      tone="danger"
    >
      <AskedBy invitation={invitation} />
      <AskedRoles invitation={invitation} />
      <p>{t(isRoles ? 'endsRoles' : 'endsLink', { name })}</p>
    </CommandDialog>
  )
}

/** Which of the roles wait, since what somebody has already is in the row, too. */
function AskedRoles({ invitation: { offer, awaits } }: Pick<Props, 'invitation'>) {
  const t = useT('people')
  const tDomain = useT('domain')
  if (!awaits) return null
  const readsDrafts = offer.roles.some((each) => each.readsDrafts && awaits.roles.includes(each.role))
  const roles = awaits.roles.map((role) => tDomain(`role.${role}`)).join(', ')
  return (
    <p>
      {t('approval.asked', { roles })} {readsDrafts && `${t('readsDrafts')}.`}
    </p>
  )
}

function AskedBy({ invitation: { madeAt, madeBy } }: Pick<Props, 'invitation'>) {
  const t = useT('people')
  const time = useTime()
  return madeBy && <p>{t('askedBy', { name: madeBy.name, time: time.stamp(madeAt) })}</p>
}
