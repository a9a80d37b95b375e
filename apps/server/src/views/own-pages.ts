import {
  type Asking,
  type Mandate,
  type MandateChange,
  mayWritePages,
  noMandate,
  type PagesPlace,
  type PagesVersion,
  pagesOf,
} from '@samsyn/domain'
import type { OwnPages, PagesVersion as PagesVersionView } from '@samsyn/protocol'
import type { PagesVersionSummary } from '@samsyn/storage'
import { type Directory, existing } from '../directory.ts'
import { personCard } from './people.ts'

/** A delegation's own pages for somebody who may read them. */
export function ownPages(
  { country }: PagesPlace,
  {
    log,
    versions,
    isSealed,
    directory,
    asking,
  }: {
    /** Oldest first. */
    readonly log: readonly MandateChange[]
    readonly versions: readonly PagesVersionSummary[]
    readonly isSealed: boolean
    readonly directory: Directory
    readonly asking: Asking
  },
): OwnPages {
  const write = mayWritePages(country, asking).ok
  return {
    country,
    mandate: mandateFacts(log.at(-1) ?? noMandate),
    mandateLog: log.toReversed().map((change) => ({
      ...mandateFacts(change),
      person: personCard(existing(directory.people, change.personId), directory.ministries),
      at: change.at,
    })),
    versions: versions.map((version) => versionFacts(version, directory)),
    may: {
      write,
      share: write && pagesOf(asking.person, 'national.share', asking.subject, asking.now).includes(country),
    },
    isSealed,
  }
}

/** A version of own pages with its text, as it was kept. */
export function pagesVersion(version: PagesVersion, directory: Directory): PagesVersionView {
  return {
    ...versionFacts(version, directory),
    doc: JSON.parse(version.canonicalText) as PagesVersionView['doc'],
  }
}

function mandateFacts({ reference, state, isShared }: Mandate): OwnPages['mandate'] {
  return { reference, state, isShared }
}

function versionFacts(
  { number, contentHash, note, keptAt, keptBy }: PagesVersionSummary,
  { people, ministries }: Directory,
): OwnPages['versions'][number] {
  return { number, contentHash, note, keptAt, keptBy: personCard(existing(people, keptBy), ministries) }
}
