import { findReferences, registerLink } from '@samsyn/editor'
import type { ReactNode } from 'react'
import { useLanguage } from '../i18n/i18n.ts'

/** Words in which the references to documents of the Union lead to its registers. */
export function ReferenceText({ text }: { readonly text: string }) {
  const language = useLanguage()
  const parts: ReactNode[] = []
  let end = 0
  for (const found of findReferences(text)) {
    if (!found.ok) continue
    parts.push(text.slice(end, found.from))
    parts.push(
      <a key={found.from} href={registerLink(found.document, language).href} rel="noopener noreferrer">
        {found.text}
      </a>,
    )
    end = found.to
  }
  return [...parts, text.slice(end)]
}
