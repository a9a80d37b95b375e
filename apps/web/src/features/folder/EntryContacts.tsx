import { useT } from '../../i18n/i18n.ts'
import { ContactWays } from '../../ui/ContactWays.tsx'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import type { FolderEntry } from './folder-entries.ts'

/** Folded below a text: whom to ask about it, by delegation. Nothing where none has said it. */
export function EntryContacts({ entry: { contacts } }: { readonly entry: FolderEntry }) {
  const t = useT('folder')
  const people = contacts.flatMap(({ country, person }) => (person ? [{ country, person }] : []))
  if (people.length === 0) return null
  return (
    <details className="folder-earlier">
      <summary>{`${t('contacts')} (${people.length})`}</summary>
      <ul className="folder-contacts">
        {people.map(({ country, person }) => (
          <li key={country}>
            <CountryBadge country={country} show="name" />
            <ContactWays contact={person} />
          </li>
        ))}
      </ul>
    </details>
  )
}
