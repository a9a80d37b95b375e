import type { MeetingFolder } from '@samsyn/protocol'
import { Fragment } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { ContactWays } from '../../ui/ContactWays.tsx'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { contactsIn } from './folder-entries.ts'

/** Whom to ask: the office of each country's lead, whom it has said to ask about which item, and who holds the pen of what. */
export function FolderContacts({ folder }: { readonly folder: MeetingFolder }) {
  const t = useT('folder')
  const tReading = useT('reading')
  const contacts = contactsIn(folder)
  if (contacts.length === 0) return null
  return (
    <section aria-labelledby="folder-contacts">
      <h2 id="folder-contacts">{t('contacts')}</h2>
      <p>{t('contactsText')}</p>
      <ul className="folder-contacts">
        {contacts.map(({ country, ministries, holdsPenOf, people }) => (
          <li key={country}>
            <CountryBadge country={country} show="name" />
            {/* In the country's own languages, which are not told apart. */}
            <span lang="und">{ministries.join(' · ') || '–'}</span>
            {people.map(({ person, items }) => (
              <span key={JSON.stringify([items, person])} className="folder-person">
                {items.map((number) => tReading('item', { number })).join(', ')}:{' '}
                <ContactWays contact={person} />
              </span>
            ))}
            {holdsPenOf.length > 0 && (
              <span className="folder-pen">
                {t('penholderOf')}{' '}
                {holdsPenOf.map(({ positionId, title, draftingLanguage }, index) => (
                  <Fragment key={positionId}>
                    {index > 0 && ' · '}
                    <q lang={draftingLanguage}>{title}</q>
                  </Fragment>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
