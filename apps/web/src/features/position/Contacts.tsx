import type { PositionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { usePositionCommand } from '../../app/queries.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { ContactWays } from '../../ui/ContactWays.tsx'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { CommandDialog } from './CommandDialog.tsx'
import { Fact } from './Fact.tsx'
import styles from './PositionFacts.module.css'

/** Whom to ask of each delegation at the meeting, and for the own one the way to say it. Nothing where there is neither. */
export function Contacts({ position }: { readonly position: PositionDetail }) {
  const t = useT('position')
  const [isNaming, setNaming] = useState(false)
  const { contacts, namesContactFor, meeting } = position
  const own = contacts.find(({ country }) => country === namesContactFor)
  const mayName = namesContactFor !== null && meeting !== null
  if (contacts.length === 0 && !mayName) return null
  return (
    <Fact name={t('contact.title')}>
      {contacts.length > 0 && (
        <ul className={styles.standing}>
          {contacts.map(({ country, ...contact }) => (
            <li key={country}>
              <CountryBadge country={country} />
              <ContactWays contact={contact} />
            </li>
          ))}
        </ul>
      )}
      {mayName && (
        <button type="button" className="ds-link" onClick={() => setNaming(true)}>
          {t(own ? 'contact.change' : 'contact.add')}
        </button>
      )}
      {isNaming && <NameContact position={position} onClose={() => setNaming(false)} />}
    </Fact>
  )
}

function NameContact({
  position: { id, contacts, namesContactFor },
  onClose,
}: {
  readonly position: PositionDetail
  readonly onClose: () => void
}) {
  const t = useT('position')
  const names = useCountryNames()
  const command = usePositionCommand('nameContact', id)
  const before = contacts.find(({ country }) => country === namesContactFor)
  const [name, setName] = useState(before?.name ?? '')
  const [phone, setPhone] = useState(before?.phone ?? '')
  const [mail, setMail] = useState(before?.mail ?? '')
  const [isAsked, setAsked] = useState(false)
  const [hasName, number, address] = [name.trim() !== '', phone.trim(), mail.trim()]
  const isNumber = number === '' || /^\+[1-9][0-9 ()./-]{5,28}$/.test(number)
  const isAddress = address === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)
  const hasWay = number !== '' || address !== ''
  // Nothing at all takes back what was said.
  const isNobody = before !== undefined && !hasName && !hasWay
  const confirm = () => {
    setAsked(true)
    if (isNobody) command.mutate({ contact: null }, { onSuccess: onClose })
    else if (hasName && hasWay && isNumber && isAddress) {
      const contact = { name: name.trim(), phone: number || null, mail: address || null }
      command.mutate({ contact }, { onSuccess: onClose })
    }
  }
  const wrong = (isWrong: boolean, said: string) => (isAsked && !isNobody && isWrong ? said : null)
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('contact.dialog', { country: names.name(namesContactFor ?? 'DK') })}
      confirm={t(isNobody ? 'contact.remove' : 'contact.save')}
      error={command.error}
      isPending={command.isPending}
      onConfirm={confirm}
    >
      <p>{t('contact.text')}</p>
      <TextField
        label={t('contact.name')}
        value={name}
        onValue={setName}
        maxLength={80}
        autoComplete="off"
        error={wrong(!hasName, t('contact.noName'))}
      />
      <TextField
        label={t('contact.phone')}
        hint={t('contact.phoneHint')}
        type="tel"
        value={phone}
        onValue={setPhone}
        maxLength={30}
        autoComplete="off"
        error={wrong(!isNumber, t('contact.noNumber'))}
      />
      <TextField
        label={t('contact.mail')}
        type="email"
        value={mail}
        onValue={setMail}
        maxLength={200}
        autoComplete="off"
        error={wrong(!isAddress, t('contact.noAddress')) ?? wrong(!hasWay && isAddress, t('contact.noWay'))}
      />
      {before && <p>{t('contact.emptied')}</p>}
    </CommandDialog>
  )
}
