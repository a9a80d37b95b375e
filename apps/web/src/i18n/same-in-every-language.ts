import type { Language } from '@samsyn/domain'

type Translation = Exclude<Language, 'en'>

const all = ['sv', 'da', 'nb', 'fi', 'is'] as const satisfies readonly Translation[]

/** The messages that are right although they equal the English ones, `namespace:key`, with the languages in which they are. */
export const sameInEveryLanguage: readonly {
  readonly key: string
  readonly languages: readonly Translation[]
}[] = [
  { key: 'account:deputy.period', languages: all },
  { key: 'common:product', languages: all },
  { key: 'domain:capital.FI', languages: ['da', 'fi', 'is'] },
  { key: 'domain:capital.IS', languages: ['is'] },
  { key: 'domain:capital.NO', languages: ['sv', 'da', 'nb', 'fi'] },
  { key: 'domain:capital.SE', languages: ['sv', 'da', 'nb'] },
  { key: 'domain:country.FI', languages: ['sv', 'da', 'nb'] },
  { key: 'domain:forumKind.coreper', languages: all },
  { key: 'drafting:toolbar.link', languages: ['da'] },
  { key: 'drafting:link.title', languages: ['da'] },
  { key: 'meeting:keep.forum', languages: ['sv', 'da', 'nb'] },
  { key: 'notifications:mail.title', languages: ['da'] },
  { key: 'pages:history.version', languages: ['sv', 'da'] },
  { key: 'position:events.version', languages: ['sv', 'da'] },
  { key: 'position:events.named', languages: ['sv', 'da'] },
  { key: 'position:versions.name', languages: ['sv', 'da'] },
  { key: 'position:versions.named', languages: ['sv', 'da'] },
  { key: 'reading:version', languages: ['sv', 'da'] },
  { key: 'report:as', languages: ['da', 'nb'] },
  { key: 'report:speaker.EUROPOL', languages: all },
  { key: 'rounds:version', languages: ['sv', 'da'] },
  { key: 'version:documentTitle', languages: ['sv', 'da'] },
  { key: 'version:name', languages: ['sv', 'da'] },
  { key: 'search:choice', languages: all },
  { key: 'search:forum', languages: ['sv', 'da', 'nb'] },
  { key: 'search:party', languages: ['sv', 'da'] },
  { key: 'search:version', languages: ['sv', 'da'] },
  { key: 'spill:purge.version', languages: ['sv', 'da'] },
  { key: 'spill:purge.named', languages: ['sv', 'da'] },
]
