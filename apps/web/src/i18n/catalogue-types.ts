import type account from './catalogues/en/account.json'
import type brackets from './catalogues/en/brackets.json'
import type comments from './catalogues/en/comments.json'
import type common from './catalogues/en/common.json'
import type compare from './catalogues/en/compare.json'
import type contributions from './catalogues/en/contributions.json'
import type desk from './catalogues/en/desk.json'
import type domain from './catalogues/en/domain.json'
import type drafting from './catalogues/en/drafting.json'
import type errors from './catalogues/en/errors.json'
import type folder from './catalogues/en/folder.json'
import type history from './catalogues/en/history.json'
import type markings from './catalogues/en/markings.json'
import type meeting from './catalogues/en/meeting.json'
import type notifications from './catalogues/en/notifications.json'
import type pages from './catalogues/en/pages.json'
import type people from './catalogues/en/people.json'
import type position from './catalogues/en/position.json'
import type proposals from './catalogues/en/proposals.json'
import type reading from './catalogues/en/reading.json'
import type report from './catalogues/en/report.json'
import type rounds from './catalogues/en/rounds.json'
import type search from './catalogues/en/search.json'
import type signin from './catalogues/en/signin.json'
import type spill from './catalogues/en/spill.json'
import type suggestions from './catalogues/en/suggestions.json'
import type translations from './catalogues/en/translations.json'
import type version from './catalogues/en/version.json'
import type word from './catalogues/en/word.json'

/** Every namespace with its keys as the English catalogue has them; the other five are held to it by a test. */
export interface Catalogues {
  readonly account: typeof account
  readonly brackets: typeof brackets
  readonly comments: typeof comments
  readonly common: typeof common
  readonly compare: typeof compare
  readonly contributions: typeof contributions
  readonly desk: typeof desk
  readonly domain: typeof domain
  readonly drafting: typeof drafting
  readonly errors: typeof errors
  readonly folder: typeof folder
  readonly history: typeof history
  readonly markings: typeof markings
  readonly meeting: typeof meeting
  readonly notifications: typeof notifications
  readonly pages: typeof pages
  readonly people: typeof people
  readonly position: typeof position
  readonly proposals: typeof proposals
  readonly reading: typeof reading
  readonly report: typeof report
  readonly rounds: typeof rounds
  readonly search: typeof search
  readonly signin: typeof signin
  readonly spill: typeof spill
  readonly suggestions: typeof suggestions
  readonly translations: typeof translations
  readonly version: typeof version
  readonly word: typeof word
}

export type Namespace = keyof Catalogues

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: Catalogues
  }
}
