import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { foundation } from './0001-foundation.ts'
import { snapshots } from './0002-snapshots.ts'
import { comments } from './0003-comments.ts'
import { draftIds } from './0004-draft-ids.ts'
import { lastLooks } from './0005-last-looks.ts'
import { versionNames } from './0006-version-names.ts'
import { ownPages } from './0007-own-pages.ts'
import { proposals } from './0008-proposals.ts'
import { contributions } from './0009-contributions.ts'
import { accounts } from './0010-accounts.ts'
import { spills } from './0011-spills.ts'
import { releasability } from './0012-releasability.ts'
import { pagesKeys } from './0013-pages-keys.ts'
import { sessionPasskeys } from './0014-session-passkeys.ts'
import { extensions } from './0015-extensions.ts'
import { purges } from './0016-purges.ts'
import { accountTurns } from './0017-account-turns.ts'
import { signatures } from './0018-signatures.ts'
import { recoveries } from './0019-recoveries.ts'
import { confirmations } from './0020-confirmations.ts'
import { extensionRequests } from './0021-extension-requests.ts'
import { supportWithdrawals } from './0022-support-withdrawals.ts'
import { deputies } from './0023-deputies.ts'
import { signedActs } from './0024-signed-acts.ts'
import { notifications } from './0026-notifications.ts'
import { mails } from './0027-mails.ts'
import { reports } from './0029-reports.ts'
import { search } from './0031-search.ts'
import { corrigenda } from './0032-corrigenda.ts'
import { translations } from './0033-translations.ts'
import { approvals } from './0035-approvals.ts'
import { endedGrants } from './0036-ended-grants.ts'
import { reservationEffects } from './0037-reservation-effects.ts'
import { recordNotes } from './0038-record-notes.ts'
import { delegationContacts } from './0039-delegation-contacts.ts'
import { reconfirmations } from './0040-reconfirmations.ts'
import { heartbeat } from './0043-heartbeat.ts'
import { purgeAsks } from './0045-purge-asks.ts'

/** Every migration by its name, in order. Forward only: a migration that has shipped is never edited or removed. */
export function migrations(dialect: DialectName): Record<string, Migration> {
  return {
    '0001-foundation': foundation(dialect),
    '0002-snapshots': snapshots(dialect),
    '0003-comments': comments(dialect),
    '0004-draft-ids': draftIds(),
    '0005-last-looks': lastLooks(dialect),
    '0006-version-names': versionNames(dialect),
    '0007-own-pages': ownPages(dialect),
    '0008-proposals': proposals(dialect),
    '0009-contributions': contributions(dialect),
    '0010-accounts': accounts(dialect),
    '0011-spills': spills(dialect),
    '0012-releasability': releasability(dialect),
    '0013-pages-keys': pagesKeys(dialect),
    '0014-session-passkeys': sessionPasskeys(dialect),
    '0015-extensions': extensions(dialect),
    '0016-purges': purges(dialect),
    '0017-account-turns': accountTurns(dialect),
    '0018-signatures': signatures(dialect),
    '0019-recoveries': recoveries(dialect),
    '0020-confirmations': confirmations(dialect),
    '0021-extension-requests': extensionRequests(dialect),
    '0022-support-withdrawals': supportWithdrawals(dialect),
    '0023-deputies': deputies(dialect),
    '0024-signed-acts': signedActs(dialect),
    '0026-notifications': notifications(dialect),
    '0027-mails': mails(dialect),
    '0029-reports': reports(dialect),
    '0031-search': search(dialect),
    '0033-translations': translations(dialect),
    '0032-corrigenda': corrigenda(dialect),
    '0035-approvals': approvals(dialect),
    '0036-ended-grants': endedGrants(dialect),
    '0037-reservation-effects': reservationEffects(dialect),
    '0038-record-notes': recordNotes(dialect),
    '0039-delegation-contacts': delegationContacts(dialect),
    '0040-reconfirmations': reconfirmations(dialect),
    '0043-heartbeat': heartbeat(dialect),
    '0045-purge-asks': purgeAsks(dialect),
  }
}
