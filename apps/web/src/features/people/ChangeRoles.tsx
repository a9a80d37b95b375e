import { type Grant, isSameGrant, nationalRoles, type Role, roles, rolesForAll } from '@samsyn/domain'
import type { AccountDetail, RouteBody } from '@samsyn/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { type ChosenMinistry, MinistryFields, noMinistry } from './MinistryFields.tsx'
import { NarrowerField } from './NarrowerField.tsx'
import styles from './People.module.css'
import { RolesField } from './RolesField.tsx'
import { useGrantWords } from './use-grant-words.ts'

/** Gives somebody who is in other roles and another ministry. */
export function ChangeRoles({
  account: { person, roles: held, narrower },
}: {
  readonly account: AccountDetail
}) {
  const t = useT('people')
  const tDomain = useT('domain')
  const client = useQueryClient()
  const { country } = person
  const before = held.map(({ role }) => role)
  const known: ChosenMinistry = person.ministry
    ? { kind: 'known', ministryId: person.ministry.id }
    : noMinistry
  const [isOpen, setOpen] = useState(false)
  const [isAsked, setIsAsked] = useState(false)
  const [chosen, setChosen] = useState<readonly Role[]>(before)
  const [readsDrafts, setReadsDrafts] = useState(held.some((each) => each.readsDrafts))
  /** Which of the narrower are to end: themselves, since the list may become another while the dialog is open. */
  const [ending, setEnding] = useState<readonly Grant[]>([])
  const [ministry, setMinistry] = useState(known)
  const grantWords = useGrantWords()
  const ministries = useQuery({
    queryKey: queryKeys.accounts,
    queryFn: ({ signal }) => api('getAccounts', { signal }),
    enabled: isOpen,
  }).data?.ministries
  const change = useMutation({
    mutationFn: (body: RouteBody<'changeRoles'>) =>
      api('changeRoles', { params: { personId: person.id }, body }),
    onSuccess: ({ account }) => {
      client.setQueryData(queryKeys.account(person.id), account)
      setOpen(false)
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.accounts }),
  })
  const offered = roles.filter((role) => country !== null || !nationalRoles.includes(role))
  const taken = offered.filter((role) => chosen.includes(role))
  const isMinistryHalf =
    ministry.kind === 'new' && (ministry.name.trim() === '' || ministry.nameInEnglish.trim() === '')
  const ends = narrower.flatMap(({ grant }) =>
    ending.some((each) => isSameGrant(each, grant)) ? [grant] : [],
  )
  const approved = [...nationalRoles, ...rolesForAll]
  const isApproved =
    taken.some((role) => approved.includes(role) && !before.includes(role)) ||
    (readsDrafts && !held.some((each) => each.readsDrafts))
  const isNothing = taken.length === 0 && ends.length === narrower.length
  const confirm = () => {
    setIsAsked(true)
    if (isNothing || isMinistryHalf) return
    change.mutate({
      ministry,
      roles: taken.map((role) => ({
        role,
        readsDrafts: readsDrafts && (role === 'delegate' || role === 'observer'),
      })),
      ends,
    })
  }
  return (
    <section className={styles.section} aria-labelledby="roles">
      <h2 id="roles" className={styles.heading}>
        {t('roles')}
      </h2>
      <ul className={styles.held}>
        {held.length > 0 && <li>{held.map(({ role }) => tDomain(`role.${role}`)).join(' · ')}</li>}
        {narrower.map((placed) => (
          <li key={grantWords(placed)}>{grantWords(placed)}</li>
        ))}
      </ul>
      <button
        type="button"
        className="ds-button"
        data-variant="secondary"
        data-size="sm"
        onClick={() => {
          change.reset()
          setIsAsked(false)
          setChosen(before)
          setReadsDrafts(held.some((each) => each.readsDrafts))
          setEnding([])
          setMinistry(known)
          setOpen(true)
        }}
      >
        {t('changeRoles.button')}
      </button>
      <span role="status" className={styles.quiet}>
        {change.data && t(change.data.isAwaited ? 'changeRoles.awaited' : 'changeRoles.done')}
      </span>
      <CommandDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('changeRoles.title', { name: person.name })}
        confirm={t('changeRoles.button')}
        error={change.error}
        isPending={change.isPending}
        onConfirm={confirm}
      >
        <p>{t('changeRoles.text', { name: person.name })}</p>
        {isApproved && <p>{t('changeRoles.leadText')}</p>}
        {country !== null && (
          <MinistryFields
            ministries={(ministries ?? []).filter((each) => each.country === country)}
            value={ministry}
            onValue={setMinistry}
            isAsked={isAsked}
          />
        )}
        <RolesField
          offered={offered}
          chosen={taken}
          onChosen={setChosen}
          readsDrafts={readsDrafts}
          onReadsDrafts={setReadsDrafts}
          error={isAsked && isNothing ? t('rolesMissing') : null}
        />
        {narrower.length > 0 && <NarrowerField narrower={narrower} ending={ends} onEnding={setEnding} />}
      </CommandDialog>
    </section>
  )
}
