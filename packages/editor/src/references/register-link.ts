import type { TemplateLanguage } from '../templates.ts'
import { padded, type RegisteredDocument } from './reference.ts'

/** The registers that documents of the Union are found in. */
export type Register = 'council' | 'eur_lex' | 'parliament' | 'observatory'

/** Where a document is found. */
export interface RegisterLink {
  readonly register: Register
  readonly href: string
}

/** The place of a document in its public register, in a language of the Union. */
export function registerLink(document: RegisteredDocument, language: TemplateLanguage): RegisterLink {
  // The registers speak neither Norwegian nor Icelandic.
  const tongue = language === 'nb' || language === 'is' ? 'en' : language
  const eurLex = (uri: string): RegisterLink => ({
    register: 'eur_lex',
    href: `https://eur-lex.europa.eu/legal-content/${tongue.toUpperCase()}/TXT/?uri=${uri}`,
  })
  switch (document.register) {
    case 'council': {
      const { series, number, year, parts } = document
      const suffix =
        parts.length === 0 ? 'INIT' : parts.map(({ kind, number: at }) => `${kind}-${at}`).join('-')
      return {
        register: 'council',
        href: `https://data.consilium.europa.eu/doc/document/${series}-${number}-${year}-${suffix}/${tongue}/pdf`,
      }
    }
    case 'commission':
      return eurLex(`${document.series}:${document.year}:${document.number}:FIN`)
    case 'act':
      return eurLex(`CELEX:3${document.year}${letters[document.kind]}${padded(document.number, 4)}`)
    case 'celex':
      return eurLex(`CELEX:${encodeURIComponent(document.celex)}`)
    case 'procedure': {
      const reference = `${document.year}/${padded(document.number, 4)}(${document.type})`
      return {
        register: 'observatory',
        href: `https://oeil.europarl.europa.eu/oeil/en/procedure-file?reference=${reference}`,
      }
    }
    case 'parliament': {
      const { series, term, year, number } = document
      return {
        register: 'parliament',
        href: `https://www.europarl.europa.eu/doceo/document/${series}-${term}-${year}-${padded(number, 4)}_${tongue.toUpperCase()}.html`,
      }
    }
  }
}

const letters = { regulation: 'R', directive: 'L', decision: 'D', framework_decision: 'F' } as const
