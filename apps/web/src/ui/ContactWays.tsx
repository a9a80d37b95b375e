import type { DelegationContact } from '@samsyn/protocol'

/** Whom to ask, with number and address as links: on a phone one tap calls. */
export function ContactWays({ contact: { name, phone, mail } }: { readonly contact: DelegationContact }) {
  return (
    <span className="contact-ways">
      {/* As it was typed, in whichever language. */}
      <span lang="und">{name}</span>
      {phone !== null && <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>}
      {mail !== null && <a href={`mailto:${mail}`}>{mail}</a>}
    </span>
  )
}
