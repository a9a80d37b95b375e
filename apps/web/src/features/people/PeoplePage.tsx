import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { InvitationRow, type InvitationTurn } from './InvitationRow.tsx'
import styles from './People.module.css'
import { PersonFacts } from './PersonFacts.tsx'
import { PersonRow } from './PersonRow.tsx'
import { useApprovalWords } from './use-approval-words.ts'

/** Who is in the workspace and who is invited, for those who look after people; for a lead, those of the same country. */
export function PeoplePage() {
  const t = useT('people')
  const accounts = useQuery({
    queryKey: queryKeys.accounts,
    queryFn: ({ signal }) => api('getAccounts', { signal }),
  })
  // What was used is told by the person's own row.
  const invitations = accounts.data?.invitations.filter(({ standing }) => standing !== 'used') ?? []
  const recoveries = accounts.data?.recoveries ?? []
  const [turn, setTurn] = useState<InvitationTurn | null>(null)
  const said = useRef<HTMLParagraphElement>(null)
  // What was pressed may be gone. Here, since it comes after the dialog has closed.
  useEffect(() => {
    if (turn) said.current?.focus()
  }, [turn])
  return (
    <div className="page">
      <PageHeader
        title={t('title')}
        actions={
          accounts.data?.mayInvite && (
            <Link to="/people/invite" className="ds-button" data-variant="primary">
              {t('invite')}
            </Link>
          )
        }
      />
      {accounts.isPending && <LoadingState lines={8} />}
      {accounts.isError && <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />}
      {recoveries.length > 0 && (
        <section className={styles.section} aria-labelledby="recoveries">
          <h2 id="recoveries" className={styles.heading}>
            {t('recovery.title')}
          </h2>
          <ul className={styles.list}>
            {recoveries.map(({ id, person, may }) => (
              <li key={id} className={styles.row}>
                <PersonFacts {...person} page={`/people/${person.id}`} />
                <span className={may.confirm ? styles.wrong : styles.quiet}>{t('recovery.waits')}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {turn && (
        <p className={styles.done} role="status" ref={said} tabIndex={-1}>
          <TurnText {...turn} />
        </p>
      )}
      {invitations.length > 0 && (
        <section className={styles.section} aria-labelledby="invitations">
          <h2 id="invitations" className={styles.heading}>
            {t('invitations')}
          </h2>
          <ul className={styles.list}>
            {invitations.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} onDone={setTurn} />
            ))}
          </ul>
        </section>
      )}
      {accounts.data && (
        <section className={styles.section} aria-labelledby="people">
          <h2 id="people" className={styles.heading}>
            {t(accounts.data.mayInvite ? 'inWorkspace' : 'ofCountry', {
              count: accounts.data.people.length,
            })}
          </h2>
          <ul className={styles.list}>
            {accounts.data.people.map((account) => (
              <PersonRow key={account.person.id} account={account} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function TurnText({ kind, invitation }: InvitationTurn) {
  const t = useT('people')
  const words = useApprovalWords(invitation)
  return kind === 'withdrawn' ? t('withdrawnDone', { name: invitation.offer.name }) : words(`${kind}Done`)
}
